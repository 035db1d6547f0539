import type { FirstFilters } from '#worker/protocol';

/** Which numbers of a filter are shown: as it is, or what training added to the random ones that it began with. */
export type FilterPart = 'whole' | 'added';

/** One filter: its weights as [depth, height, width]. */
export function filterWeights(
  { weights, start, kernel }: FirstFilters,
  filter: number,
  part: FilterPart = 'whole',
): Float32Array {
  const cells = kernel[0] * kernel[1] * kernel[2];
  const own = weights.subarray(filter * cells, (filter + 1) * cells);
  return part === 'whole' ? own : own.map((weight, i) => weight - start[filter * cells + i]!);
}

/** The greatest size of a weight. */
export function largestWeight(weights: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < weights.length; i++) largest = Math.max(largest, Math.abs(weights[i]!));
  return largest;
}

/**
 * How far a filter is from a flat one repeated at every depth: the share of its squared weights that is left when the
 * mean over depth is taken off each column. 0: the same square at every depth; 1: no column has a mean.
 */
export function depthShare(
  weights: Float32Array,
  [depth, height, width]: readonly [number, number, number],
): number {
  const area = height * width;
  let all = 0;
  let left = 0;
  for (let cell = 0; cell < area; cell++) {
    let mean = 0;
    for (let z = 0; z < depth; z++) mean += weights[z * area + cell]! / depth;
    for (let z = 0; z < depth; z++) {
      const weight = weights[z * area + cell]!;
      all += weight ** 2;
      left += (weight - mean) ** 2;
    }
  }
  return all === 0 ? 0 : left / all;
}

/** A weight's colour in CSS: from `--zero` towards `--below` or `--above`, as far as it is large. */
export function weightColour(weight: number, largest: number): string {
  const share = largest > 0 ? Math.min(1, Math.abs(weight) / largest) : 0;
  const colour = weight < 0 ? 'var(--below)' : 'var(--above)';
  return `color-mix(in oklab, ${colour} ${Math.round(share ** 0.8 * 100)}%, var(--zero))`;
}
