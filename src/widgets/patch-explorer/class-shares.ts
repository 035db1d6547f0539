/** How often a class is among a filter's strongest pictures, and how strongly the filter answers to the class. */
export interface ClassShare {
  name: string;
  count: number;
  /** Of the list. */
  share: number;
  /** Mean over the atlas's pictures of the class of the strongest activation in the picture. */
  mean: number;
}

/**
 * Counts the classes of a filter's strongest pictures.
 *
 * @param classes every class's name
 * @param listed the class of each picture of the list
 * @param means per class, the mean of the strongest activation in each of its pictures
 * @returns all classes, the most frequent first; the higher mean first where the counts are equal
 */
export function classShares(
  classes: readonly string[],
  listed: readonly string[],
  means: ArrayLike<number>,
): ClassShare[] {
  return classes
    .map((name, at) => {
      const count = listed.filter((other) => other === name).length;
      return { name, count, share: listed.length ? count / listed.length : 0, mean: means[at] ?? 0 };
    })
    .sort((a, b) => b.count - a.count || b.mean - a.mean);
}
