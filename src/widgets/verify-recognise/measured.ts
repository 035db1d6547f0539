import type { EncodingSet } from '#math/encoding-set';
import { differentPairs, samePairs } from '#math/pair-distances';
import {
  type ErrorRates,
  equalErrorRate,
  histogram,
  type RocCurve,
  ratesAt,
  rocCurve,
  thresholdFor,
} from '#math/roc';
import { farthestSame, type JudgedPair, nearestDifferent } from '#math/worst-pairs';
import type { Rule } from './options.ts';

/** False accepts that the safe threshold lets through, and false rejects of the convenient one. */
export const SAFE_FALSE_ACCEPT = 0.001;
export const EASY_FALSE_REJECT = 0.01;

/** No two points of the unit sphere lie further apart, squared. */
export const LARGEST_DISTANCE = 4;
export const BINS = 100;

const WORST = 24;
const ROC_POINTS = 90;

export interface JudgedRule extends ErrorRates {
  /** τ, to three decimals. */
  threshold: number;
}

/** What the pairs of people whom the network never saw say about thresholds, in so few numbers that a page can carry them. */
export interface ThresholdSummary {
  people: number;
  pictures: number;
  samePairs: number;
  differentPairs: number;
  /** Counts of squared distances from 0 to 4. */
  same: number[];
  different: number[];
  /** Points of the curve, false accept ascending. */
  roc: [falseAccept: number, falseReject: number][];
  equal: { rate: number; threshold: number };
  rules: Record<Exclude<Rule, 'hand'>, JudgedRule>;
}

/** The same, and all that it was made of. */
export interface Measured {
  summary: ThresholdSummary;
  set: EncodingSet;
  curve: RocCurve;
  /** Same people, the farthest first; different people, the nearest first. */
  worst: { same: JudgedPair[]; different: JudgedPair[] };
}

/** Measures a set of encodings, in steps that each leave the page free in time. */
export async function measure(set: EncodingSet): Promise<Measured> {
  const same = samePairs(set);
  const different = differentPairs(set);
  await breathe();
  const curve = rocCurve(same, different);
  await breathe();
  const worst = { same: farthestSame(set, WORST, same), different: nearestDifferent(set, WORST, different) };
  await breathe();
  return { summary: summarise(set, same, different, curve), set, curve, worst };
}

function summarise(
  { people, pictures }: EncodingSet,
  same: Float32Array,
  different: Float32Array,
  curve: RocCurve,
): ThresholdSummary {
  const equal = equalErrorRate(curve);
  const rule = (threshold: number) => ({ threshold, ...ratesAt(curve, threshold) });
  return {
    people,
    pictures,
    samePairs: same.length,
    differentPairs: different.length,
    same: Array.from(histogram(same, BINS, 0, LARGEST_DISTANCE)),
    different: Array.from(histogram(different, BINS, 0, LARGEST_DISTANCE)),
    roc: thinned(curve),
    equal,
    rules: {
      equal: rule(Math.round(equal.threshold * 1e3) / 1e3),
      safe: rule(Math.max(0, Math.floor(thresholdFor(curve, SAFE_FALSE_ACCEPT) * 1e3) / 1e3)),
      easy: rule(Math.ceil(thresholdForReject(curve, EASY_FALSE_REJECT) * 1e3) / 1e3),
    },
  };
}

/** The smallest threshold of the curve at which no more than a share of the same pairs is rejected. */
export function thresholdForReject({ thresholds, falseReject }: RocCurve, share: number): number {
  let low = 0;
  let high = thresholds.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (falseReject[middle]! <= share) high = middle;
    else low = middle + 1;
  }
  return thresholds[low]!;
}

/** As many points of the curve as its line needs: even steps of the logarithm of the false accepts. */
function thinned(curve: RocCurve): [number, number][] {
  const points: [number, number][] = [];
  for (let i = 0; i < ROC_POINTS; i++) {
    const wanted = 10 ** (-4 * (1 - i / (ROC_POINTS - 1)));
    const { falseAccept, falseReject } = ratesAt(curve, thresholdFor(curve, wanted));
    if (points.at(-1)?.[0] !== falseAccept) points.push([round(falseAccept), round(falseReject)]);
  }
  return points;
}

function round(share: number): number {
  return Number(share.toPrecision(5));
}

function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
