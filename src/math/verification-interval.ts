import type { Interval } from './interval.ts';
import { drawPeople } from './people-bootstrap.ts';
import { quantile } from './quantile.ts';

/*
 * Pairs of pictures that share people are not independent: somebody who is hard to recognise spoils all their pairs
 * at once. So people are drawn again with replacement, and a pair counts as often as its people were drawn, times
 * each other (Owen 2007, the pigeonhole bootstrap). A pair of one person counts as often as that person.
 */

/** Judgements of pairs, gathered by who is on them. */
export interface PairCounts {
  /** [entries]: the two people of each entry; the same number twice for pairs of one person. */
  first: ArrayLike<number>;
  second: ArrayLike<number>;
  /** [entries]: pairs of these two, and those of them judged wrongly. */
  trials: ArrayLike<number>;
  errors: ArrayLike<number>;
}

/** Share of errors with its interval. */
export interface ErrorShare extends Interval {
  value: number;
}

/**
 * The share of wrong judgements.
 *
 * @param times how often each person counts; once, if left out
 * @returns NaN when there are no pairs
 */
export function shareOfErrors(
  { first, second, trials, errors }: PairCounts,
  times?: ArrayLike<number>,
): number {
  let [wrong, all] = [0, 0];
  for (let e = 0; e < trials.length; e++) {
    const weight = times ? weightOf(times, first[e]!, second[e]!) : 1;
    wrong += weight * errors[e]!;
    all += weight * trials[e]!;
  }
  return wrong / all;
}

/**
 * The share of wrong judgements and its interval over people.
 *
 * @param people how many there are; entries name them 0 to `people` − 1
 * @throws RangeError when there are no pairs
 */
export function errorShare(
  counts: PairCounts,
  people: number,
  random: () => number,
  options: Draws = {},
): ErrorShare {
  const value = shareOfErrors(counts);
  if (Number.isNaN(value)) throw new RangeError('There are no pairs to judge.');
  return { value, ...intervalOverPeople(people, random, (times) => shareOfErrors(counts, times), options) };
}

/** How many times people are drawn anew, and the share of draws that the interval holds. */
export interface Draws {
  draws?: number;
  level?: number;
}

/**
 * The interval of any statistic over people. Draws in which it is NaN don't count.
 *
 * @param statistic of the number of times that each person counts
 */
export function intervalOverPeople(
  people: number,
  random: () => number,
  statistic: (times: Uint16Array) => number,
  { draws = 400, level = 0.95 }: Draws = {},
): Interval {
  const drawn = Float64Array.from({ length: draws }, () => statistic(drawPeople(people, random)));
  return around(
    drawn.filter((value) => !Number.isNaN(value)),
    level,
  );
}

/** Distances of pairs in bins, gathered by who is on them. */
export interface BinnedPairs {
  first: ArrayLike<number>;
  second: ArrayLike<number>;
  /** [pairs]: the bin of each pair's distance, nearest first. */
  bin: ArrayLike<number>;
}

/**
 * Intervals over people of the area under the ROC curve and of the equal-error rate. Distances are taken in bins, so
 * the figures are as fine as those.
 *
 * @param same, different pairs of one person and of two
 * @param people how many there are
 */
export function rocIntervals(
  same: BinnedPairs,
  different: BinnedPairs,
  bins: number,
  people: number,
  random: () => number,
  { draws = 200, level = 0.95 }: Draws = {},
): { area: Interval; equalError: Interval } {
  const areas = new Float64Array(draws);
  const errors = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const times = drawPeople(people, random);
    const { area, equalError } = binnedRoc(weigh(same, bins, times), weigh(different, bins, times));
    areas[draw] = area;
    errors[draw] = equalError;
  }
  return { area: around(areas, level), equalError: around(errors, level) };
}

/**
 * Area under the ROC curve, ties counted half, and the equal-error rate, from the weight of same and different pairs
 * in each bin of distance.
 */
export function binnedRoc(same: Float64Array, different: Float64Array): { area: number; equalError: number } {
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const [near, far] = [sum(same), sum(different)];
  let [accepted, mistaken, area, equalError] = [0, 0, 0, Number.NaN];
  for (let b = 0; b < same.length; b++) {
    const before = { reject: 1 - accepted / near, accept: mistaken / far };
    area += different[b]! * (accepted + same[b]! / 2);
    accepted += same[b]!;
    mistaken += different[b]!;
    const after = { reject: 1 - accepted / near, accept: mistaken / far };
    if (!Number.isNaN(equalError) || after.accept < after.reject) continue;
    const gap = before.reject - before.accept;
    const share = gap / (gap + after.accept - after.reject);
    equalError = before.accept + share * (after.accept - before.accept);
  }
  return { area: area / (near * far), equalError };
}

function weigh({ first, second, bin }: BinnedPairs, bins: number, times: ArrayLike<number>): Float64Array {
  const weights = new Float64Array(bins);
  for (let pair = 0; pair < bin.length; pair++) {
    weights[bin[pair]!]! += weightOf(times, first[pair]!, second[pair]!);
  }
  return weights;
}

function weightOf(times: ArrayLike<number>, a: number, b: number): number {
  return a === b ? times[a]! : times[a]! * times[b]!;
}

function around(values: Float64Array, level: number): Interval {
  values.sort();
  return { low: quantile(values, (1 - level) / 2), high: quantile(values, (1 + level) / 2) };
}
