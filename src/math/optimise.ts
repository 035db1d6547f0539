/** A value to be made small, with its slope along every variable. */
export interface Evaluation {
  value: number;
  gradient: Float32Array;
}

/** Variables and what was found there. */
export interface Point<E extends Evaluation = Evaluation> {
  x: Float32Array;
  at: E;
}

/**
 * An optimiser's step, written as questions: it yields a point, is told the value and the slopes there, and may ask
 * again; in the end it returns `T`. So it need not know how the answers are found, nor wait for them.
 */
export type Asking<T, E extends Evaluation = Evaluation> = Generator<Float32Array, T, E>;

/** What every variable is kept within. */
export interface Bounds {
  low: number;
  high: number;
}

export const UNBOUNDED: Bounds = { low: -Infinity, high: Infinity };

/** Moves every variable to the nearest value within the bounds, in place. */
export function clip(x: Float32Array, { low, high }: Bounds): Float32Array {
  for (let i = 0; i < x.length; i++) {
    const value = x[i]!;
    if (value < low) x[i] = low;
    else if (value > high) x[i] = high;
  }
  return x;
}

/**
 * Where a step of plain gradient descent leads: x − η ∂L/∂x, within bounds.
 *
 * @throws RangeError when the lengths differ
 */
export function descentStep(
  x: Float32Array,
  gradient: Float32Array,
  rate: number,
  bounds: Bounds = UNBOUNDED,
): Float32Array {
  if (gradient.length !== x.length) throw new RangeError(`${x.length} variables, ${gradient.length} slopes.`);
  const next = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) next[i] = x[i]! - rate * gradient[i]!;
  return clip(next, bounds);
}

/** The inner product, summed in double precision. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
