import type { Interval } from './interval.ts';
import { chiSquaredTerm, PAIR_FEATURES, type Pairs, pairMatrix, splitSigns } from './pair-features.ts';
import { pairShareInterval } from './people-bootstrap.ts';
import { areaUnderRoc, rocCurve } from './roc.ts';

/** Pairs of test people on which every head is judged: always the same, drawn with this seed. */
export const TEST_PAIRS = 4000;
export const TEST_SEED = 40_005;

/** What can decide 'same' or 'different' on two encodings: a logistic unit on four kinds of features, or a threshold. */
export const HEADS = [...PAIR_FEATURES, 'threshold'] as const;
export type HeadName = (typeof HEADS)[number];

/** Encodings as the network gives them, or split by sign into twice as many numbers that are not negative. */
export const ENCODING_FORMS = ['signed', 'split'] as const;
export type EncodingForm = (typeof ENCODING_FORMS)[number];

/** The form that a head reads: χ² can only read numbers without signs, and the threshold reads d itself. */
export function formOf(head: HeadName, chosen: EncodingForm): EncodingForm {
  if (head === 'chi-squared') return 'split';
  return head === 'threshold' ? 'signed' : chosen;
}

/** Encodings in a form: [rows, size]. */
export interface FormedEncodings {
  values: ArrayLike<number>;
  size: number;
}

export function encodingsIn(form: EncodingForm, values: ArrayLike<number>, size: number): FormedEncodings {
  return form === 'split' ? { values: splitSigns(values, size), size: 2 * size } : { values, size };
}

/**
 * What a head reads of each pair: [pairs, width], row-major. The threshold reads one number, d.
 *
 * @param encodings in the head's own form, see `formOf`
 */
export function headMatrix(
  head: HeadName,
  { values, size }: FormedEncodings,
  { first, second }: Pick<Pairs, 'first' | 'second'>,
): { matrix: Float64Array; width: number } {
  if (head !== 'threshold') {
    const matrix = pairMatrix(head, values, size, first, second);
    return { matrix, width: matrix.length / first.length };
  }
  const squares = pairMatrix('squared', values, size, first, second);
  const matrix = new Float64Array(first.length);
  for (let at = 0; at < squares.length; at++) matrix[Math.floor(at / size)]! += squares[at]!;
  return { matrix, width: 1 };
}

/** What a head reads in one dimension of one pair; of side by side the two numbers as they are. */
export function headTerm(
  head: Exclude<HeadName, 'side-by-side' | 'threshold'>,
  a: number,
  b: number,
): number {
  if (head === 'chi-squared') return chiSquaredTerm(a, b);
  return head === 'absolute' ? Math.abs(a - b) : (a - b) ** 2;
}

/**
 * The threshold with the fewest errors when pairs up to it are called the same: half-way between two distances. Of
 * equally good ones the least.
 *
 * @param distances [pairs]; `same` [pairs], 1 for a pair of one person
 */
export function bestThreshold(distances: ArrayLike<number>, same: ArrayLike<number>): number {
  const order = Array.from({ length: distances.length }, (_, i) => i);
  order.sort((a, b) => distances[a]! - distances[b]!);
  let errors = 0;
  for (let i = 0; i < same.length; i++) errors += same[i]!;
  let fewest = errors;
  let best = distances[order[0]!]! / 2;
  for (const [place, i] of order.entries()) {
    errors += same[i] ? -1 : 1;
    const next = order[place + 1];
    if (next !== undefined && distances[next] === distances[i]) continue;
    if (errors >= fewest) continue;
    fewest = errors;
    best = next === undefined ? distances[i]! : (distances[i]! + distances[next]!) / 2;
  }
  return best;
}

/** How a head judges pairs whose truth is known. A score of 0 or more says 'same'. */
export interface Judgement {
  accuracy: number;
  /** 95 % for the accuracy, by drawing people again: pairs share people. */
  interval: Interval;
  /** Under the ROC: the chance that a same pair scores higher than a different one. */
  area: number;
}

/**
 * Judges scores against the truth.
 *
 * @param pictures of each person, to tell whose a picture is
 * @param random uniform on [0, 1), for the interval
 */
export function judge(
  scores: ArrayLike<number>,
  pairs: Pairs,
  people: number,
  pictures: number,
  random: () => number,
): Judgement {
  const right = Uint8Array.from(pairs.same, (same, i) => (scores[i]! >= 0 === (same === 1) ? 1 : 0));
  const person = (rows: Int32Array) => rows.map((row) => Math.floor(row / pictures));
  // The ROC takes distances: far for a low score.
  const far = (wanted: number) =>
    Float64Array.from(
      pairs.same.keys().filter((i) => pairs.same[i] === wanted),
      (i) => -scores[i]!,
    );
  return {
    accuracy: right.reduce((sum, hit) => sum + hit, 0) / right.length,
    interval: pairShareInterval(right, person(pairs.first), person(pairs.second), people, random),
    area: areaUnderRoc(rocCurve(far(1), far(0))),
  };
}
