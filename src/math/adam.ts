/** What Adam remembers between steps. Plain data, so that training can be put aside and taken up again. */
export interface AdamState {
  /** Running mean of the gradient. */
  mean: Float32Array;
  /** Running mean of its square. */
  square: Float32Array;
  steps: number;
}

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-7;

/** Adam's memory before the first step. */
export function adamState(size: number): AdamState {
  return { mean: new Float32Array(size), square: new Float32Array(size), steps: 0 };
}

/**
 * One step of Adam (Kingma and Ba 2015, algorithm 1). Changes `weights` and `state` in place.
 *
 * @param weights, gradient as long as the state
 * @param rate how far a weight moves at most, or nearly so
 * @throws RangeError when the lengths differ
 */
export function adamStep(
  weights: Float32Array,
  gradient: ArrayLike<number>,
  state: AdamState,
  rate: number,
): void {
  const { mean, square } = state;
  if (gradient.length !== weights.length || mean.length !== weights.length) {
    throw new RangeError(`${weights.length} weights, ${gradient.length} slopes, a memory of ${mean.length}.`);
  }
  state.steps++;
  const meanScale = 1 / (1 - BETA1 ** state.steps);
  const squareScale = 1 / (1 - BETA2 ** state.steps);
  for (let i = 0; i < weights.length; i++) {
    const slope = gradient[i]!;
    const first = BETA1 * mean[i]! + (1 - BETA1) * slope;
    const second = BETA2 * square[i]! + (1 - BETA2) * slope * slope;
    mean[i] = first;
    square[i] = second;
    weights[i] = weights[i]! - (rate * first * meanScale) / (Math.sqrt(second * squareScale) + EPSILON);
  }
}
