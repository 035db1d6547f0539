/** What a unit that judges a pair can be shown of its two encodings. */
export const PAIR_FEATURES = ['side-by-side', 'absolute', 'squared', 'chi-squared'] as const;
export type PairFeature = (typeof PAIR_FEATURES)[number];

/** How many numbers a pair of encodings of `size` numbers becomes. */
export function featureCount(kind: PairFeature, size: number): number {
  return kind === 'side-by-side' ? 2 * size : size;
}

/**
 * The squared difference over the sum, one term of χ² (Taigman et al. 2014 use it on non-negative encodings); 0
 * where both numbers are 0.
 *
 * @throws RangeError for a negative number: the sum could be 0, or less
 */
export function chiSquaredTerm(a: number, b: number): number {
  if (a < 0 || b < 0) throw new RangeError(`χ² needs numbers that are not negative, not ${a} and ${b}.`);
  return a + b === 0 ? 0 : (a - b) ** 2 / (a + b);
}

const TERMS: Record<Exclude<PairFeature, 'side-by-side'>, (a: number, b: number) => number> = {
  absolute: (a, b) => Math.abs(a - b),
  squared: (a, b) => (a - b) ** 2,
  'chi-squared': chiSquaredTerm,
};

/** The feature of one dimension of a pair; side by side has two a dimension, and no such term. */
export function pairTerm(kind: Exclude<PairFeature, 'side-by-side'>, a: number, b: number): number {
  return TERMS[kind](a, b);
}

/**
 * The features of pairs of encodings, one row a pair. Side by side: the first's numbers, then the second's.
 *
 * @param encodings [rows, size], row-major
 * @param first, second rows of `encodings`, one pair an entry
 * @returns [pairs, featureCount(kind, size)]
 */
export function pairMatrix(
  kind: PairFeature,
  encodings: ArrayLike<number>,
  size: number,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): Float64Array {
  const width = featureCount(kind, size);
  const matrix = new Float64Array(first.length * width);
  for (let pair = 0; pair < first.length; pair++) {
    const a = first[pair]! * size;
    const b = second[pair]! * size;
    const row = pair * width;
    if (kind === 'side-by-side') {
      for (let k = 0; k < size; k++) {
        matrix[row + k] = encodings[a + k]!;
        matrix[row + size + k] = encodings[b + k]!;
      }
    } else {
      const term = TERMS[kind];
      for (let k = 0; k < size; k++) matrix[row + k] = term(encodings[a + k]!, encodings[b + k]!);
    }
  }
  return matrix;
}

/**
 * Encodings without signs: each row f becomes [max(f, 0), max(−f, 0)], twice as many numbers, none negative. The
 * absolute values of a row sum to what they did.
 *
 * @param encodings [rows, size], row-major
 * @returns [rows, 2 size]
 */
export function splitSigns(encodings: ArrayLike<number>, size: number): Float32Array {
  const split = new Float32Array(encodings.length * 2);
  for (let at = 0; at < encodings.length; at++) {
    const row = Math.floor(at / size) * 2 * size;
    const value = encodings[at]!;
    split[row + (at % size) + (value < 0 ? size : 0)] = Math.abs(value);
  }
  return split;
}

/** Pairs of pictures. A picture is a row of [people · pictures]: person · pictures + picture. */
export interface Pairs {
  first: Int32Array;
  second: Int32Array;
  /** 1 when both are of the same person. */
  same: Uint8Array;
}

/**
 * Draws pairs, in turn one of the same person (two different pictures) and one of different people. The first n of
 * a longer draw are the draw of n.
 *
 * @param random uniform on [0, 1)
 * @throws RangeError for fewer than two people or pictures
 */
export function drawPairs(people: number, pictures: number, count: number, random: () => number): Pairs {
  if (people < 2 || pictures < 2) throw new RangeError('Pairs need two people, and two pictures of each.');
  const below = (bound: number) => Math.floor(random() * bound);
  const pairs = { first: new Int32Array(count), second: new Int32Array(count), same: new Uint8Array(count) };
  for (let i = 0; i < count; i++) {
    const same = i % 2 === 0;
    const person = below(people);
    const picture = below(pictures);
    const others = same ? person : (person + 1 + below(people - 1)) % people;
    const other = same ? (picture + 1 + below(pictures - 1)) % pictures : below(pictures);
    pairs.first[i] = person * pictures + picture;
    pairs.second[i] = others * pictures + other;
    pairs.same[i] = same ? 1 : 0;
  }
  return pairs;
}
