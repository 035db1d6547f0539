import type { LogisticUnit } from '#math/logistic-regression';
import type { Pairs } from '#math/pair-features';
import { type FormedEncodings, type HeadName, headMatrix } from '#math/verification-heads';

/** One pair as a head reads it: the score is the sum of the products, and the bias. */
export interface Terms {
  features: Float64Array;
  weights: Float64Array;
  products: Float64Array;
  bias: number;
  score: number;
}

/** A head as a weight a feature. The threshold is one, too: squared differences that all weigh −1, and τ. */
export function spreadUnit(head: HeadName, unit: LogisticUnit, size: number): LogisticUnit {
  if (head !== 'threshold') return unit;
  return { weights: new Float64Array(size).fill(unit.weights[0]!), bias: unit.bias };
}

/**
 * Works out one pair.
 *
 * @param encodings in the head's form
 * @param first, second rows of the encodings
 */
export function termsOf(
  head: HeadName,
  unit: LogisticUnit,
  encodings: FormedEncodings,
  first: number,
  second: number,
): Terms {
  const { weights, bias } = spreadUnit(head, unit, encodings.size);
  const features = featuresOf(head, encodings, {
    first: Int32Array.of(first),
    second: Int32Array.of(second),
  });
  const products = features.map((feature, k) => feature * weights[k]!);
  const score = products.reduce((sum, product) => sum + product, bias);
  return { features, weights, products, bias, score };
}

/** The features of pairs, [pairs, width]; of the threshold all that its d is the sum of. */
export function featuresOf(
  head: HeadName,
  encodings: FormedEncodings,
  pairs: Pick<Pairs, 'first' | 'second'>,
): Float64Array {
  return headMatrix(head === 'threshold' ? 'squared' : head, encodings, pairs).matrix;
}

/** Place of the number that is farthest from 0. */
export function strongest(values: ArrayLike<number>): number {
  let best = 0;
  for (let k = 1; k < values.length; k++) if (Math.abs(values[k]!) > Math.abs(values[best]!)) best = k;
  return best;
}

/** Two pairs of one person each, and what becomes of their scores when they swap partners. */
export interface Swap {
  /** [A1, B1] down, [A2, B2] across: the diagonal is of the same people. */
  scores: [[number, number], [number, number]];
  /** Sum over the diagonal, and over the other one. */
  same: number;
  different: number;
}

export function swapOf(score: (first: number, second: number) => number, rows: Swapped): Swap {
  const [a1, a2, b1, b2] = rows;
  const scores: Swap['scores'] = [
    [score(a1, a2), score(a1, b2)],
    [score(b1, a2), score(b1, b2)],
  ];
  return { scores, same: scores[0][0] + scores[1][1], different: scores[0][1] + scores[1][0] };
}

/** Rows of the pictures A1, A2 of one person and B1, B2 of another. */
export type Swapped = readonly [number, number, number, number];

/** Two same pairs of different people: the one at `place` or the next, and the next after it of somebody else. */
export function swapRows({ first, second, same }: Pairs, pictures: number, place: number): Swapped {
  const owner = (pair: number) => Math.floor(first[pair]! / pictures);
  const next = (from: number, not: number) => {
    for (let step = 0; step < same.length; step++) {
      const pair = (from + step) % same.length;
      if (same[pair] && owner(pair) !== not) return pair;
    }
    throw new RangeError('There are no two people to swap.');
  };
  const a = next(place, -1);
  const b = next(a + 1, owner(a));
  return [first[a]!, second[a]!, first[b]!, second[b]!];
}

/** The mean and the standard deviation of every column of [rows, width]. */
export function columnStatistics(
  matrix: Float64Array,
  width: number,
): { means: Float64Array; spreads: Float64Array } {
  const rows = matrix.length / width;
  const means = new Float64Array(width);
  const spreads = new Float64Array(width);
  for (let at = 0; at < matrix.length; at++) means[at % width]! += matrix[at]! / rows;
  for (let at = 0; at < matrix.length; at++)
    spreads[at % width]! += (matrix[at]! - means[at % width]!) ** 2 / rows;
  return { means, spreads: spreads.map(Math.sqrt) };
}

/** The rows of the scores that lie nearest to 0: the closest calls. */
export function closestCalls(scores: ArrayLike<number>, count: number): number[] {
  const order = Array.from({ length: scores.length }, (_, row) => row);
  order.sort((a, b) => Math.abs(scores[a]!) - Math.abs(scores[b]!));
  return order.slice(0, count);
}

/** Some rows of [rows, width]. */
export function rowsOf(matrix: Float64Array, width: number, rows: readonly number[]): Float64Array {
  const part = new Float64Array(rows.length * width);
  for (const [i, row] of rows.entries()) part.set(matrix.subarray(row * width, (row + 1) * width), i * width);
  return part;
}

/**
 * The line in the plane of two features on which the score is 0, all others at `means`: where it enters and leaves
 * a rectangle. Null when it does not cross it.
 */
export function boundaryIn(
  unit: LogisticUnit,
  means: ArrayLike<number>,
  [x, y]: readonly [number, number],
  { x: [left, right], y: [low, high] }: { x: readonly [number, number]; y: readonly [number, number] },
): [number, number][] | null {
  let rest = unit.bias;
  for (let k = 0; k < unit.weights.length; k++) if (k !== x && k !== y) rest += unit.weights[k]! * means[k]!;
  const [u, v] = [unit.weights[x]!, unit.weights[y]!];
  const points: [number, number][] = [];
  const add = (a: number, b: number) => {
    const inside = a >= left - 1e-12 && a <= right + 1e-12 && b >= low - 1e-12 && b <= high + 1e-12;
    const known = points.some(([c, d]) => Math.abs(a - c) < 1e-9 && Math.abs(b - d) < 1e-9);
    if (inside && !known) points.push([a, b]);
  };
  for (const a of [left, right]) if (v !== 0) add(a, -(rest + u * a) / v);
  for (const b of [low, high]) if (u !== 0) add(-(rest + v * b) / u, b);
  return points.length >= 2 ? points.slice(0, 2) : null;
}

/** A head's weights as a table. */
export function weightsCsv({ weights, bias }: LogisticUnit): string {
  const lines = Array.from(weights, (weight, k) => `${k + 1},${weight}`);
  return `${['feature,weight', ...lines, `bias,${bias}`].join('\n')}\n`;
}
