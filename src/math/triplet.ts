/** Where the negative stands, seen from the anchor (Schroff, Kalenichenko, Philbin 2015). */
export type TripletZone = 'easy' | 'semi-hard' | 'hard';

/** ∂loss/∂(each of the three vectors), as long as the vectors. Descent goes the other way. */
export interface TripletGradient {
  anchor: Float64Array;
  positive: Float64Array;
  negative: Float64Array;
}

/**
 * Squared Euclidean distance ‖a − b‖².
 *
 * @throws RangeError when the two differ in length
 */
export function squaredDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  sameLength(a, b);
  let sum = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = a[i]! - b[i]!;
    sum += difference * difference;
  }
  return sum;
}

/**
 * Triplet loss max(d(A,P) − d(A,N) + α, 0) (Schroff, Kalenichenko, Philbin 2015, equation 2).
 *
 * @param dPositive squared distance of anchor and positive
 * @param dNegative squared distance of anchor and negative
 * @param margin α, 0 or more
 * @returns the loss, never negative; NaN when a distance is NaN, so that trouble shows
 * @throws RangeError when the margin is negative or not a number
 */
export function tripletLoss(dPositive: number, dNegative: number, margin: number): number {
  if (!(margin >= 0)) throw new RangeError(`A margin is 0 or more, not ${margin}.`);
  return Math.max(dPositive - dNegative + margin, 0);
}

/**
 * The zone of a triplet: 'easy' where the loss is 0, 'hard' where N is no farther from A than P is,
 * 'semi-hard' in the ring between. So a triplet on the outer border is easy, one on the inner border
 * hard, except where the margin is 0: there the ring is empty, and the border itself costs nothing.
 *
 * Arguments and errors as in {@link tripletLoss}.
 */
export function tripletZone(dPositive: number, dNegative: number, margin: number): TripletZone {
  if (tripletLoss(dPositive, dNegative, margin) === 0) return 'easy';
  return dNegative > dPositive ? 'semi-hard' : 'hard';
}

/**
 * Gradient of the triplet loss with respect to the three vectors, where the loss is above 0:
 * 2(N − P) for A, 2(P − A) for P, 2(A − N) for N. Where the loss is 0 it is 0, on the kink too.
 * The three always add up to zero, for the loss doesn't change when all three move alike.
 *
 * @param margin α, 0 or more
 * @throws RangeError when the lengths differ, or the margin is negative or not a number
 */
export function tripletGradient(
  a: ArrayLike<number>,
  p: ArrayLike<number>,
  n: ArrayLike<number>,
  margin: number,
): TripletGradient {
  const loss = tripletLoss(squaredDistance(a, p), squaredDistance(a, n), margin);
  const size = a.length;
  const gradient = {
    anchor: new Float64Array(size),
    positive: new Float64Array(size),
    negative: new Float64Array(size),
  };
  if (loss === 0) return gradient;
  for (let i = 0; i < size; i++) {
    gradient.anchor[i] = 2 * (n[i]! - p[i]!);
    gradient.positive[i] = 2 * (p[i]! - a[i]!);
    gradient.negative[i] = 2 * (a[i]! - n[i]!);
  }
  return gradient;
}

function sameLength(a: ArrayLike<number>, b: ArrayLike<number>): void {
  if (a.length !== b.length) throw new RangeError(`Vectors of ${a.length} and ${b.length} numbers.`);
}
