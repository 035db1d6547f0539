import type { Candidate } from './candidates.ts';
import type { Interval } from './interval.ts';
import { drawPeople } from './people-bootstrap.ts';
import { quantile } from './quantile.ts';

/*
 * The free-response receiver operating characteristic (Bunch et al. 1977): how many of the nodules a reader of scans
 * finds, against the false alarms a scan that this costs.
 */

/** What a reader said of one scan. */
export interface ScanReading {
  /** Nodules that are there. */
  nodules: number;
  /** How sure the reader was of each nodule found. */
  hits: number[];
  /** How sure it was of each false alarm. */
  alarms: number[];
}

/** One point a different value, from no candidate to all. A candidate counts when its value is at least the threshold. */
export interface FrocCurve {
  /** Descending; the first is +∞. */
  thresholds: Float64Array;
  /** Mean number of false alarms a scan. */
  falseAlarms: Float64Array;
  /** Share of all nodules that are found. */
  sensitivity: Float64Array;
}

export interface FrocPoint {
  threshold: number;
  falseAlarms: number;
  sensitivity: number;
}

/** The rates of false alarms a scan at which sensitivity is usually told (Setio et al. 2017). */
export const ALARM_RATES = [0.125, 0.25, 0.5, 1, 2, 4, 8] as const;

/**
 * What was found in one scan. A nodule counts as found by its highest candidate; its others are neither hits nor
 * false alarms.
 *
 * @param matches the nodule that each candidate has found, or null (`matchCandidates`)
 */
export function readingOf(
  candidates: readonly Candidate[],
  matches: readonly (number | null)[],
  nodules: number,
): ScanReading {
  const best = new Map<number, number>();
  const alarms: number[] = [];
  candidates.forEach(({ value }, i) => {
    const nodule = matches[i];
    if (nodule === null || nodule === undefined) alarms.push(value);
    else best.set(nodule, Math.max(value, best.get(nodule) ?? Number.NEGATIVE_INFINITY));
  });
  return { nodules, hits: [...best.values()], alarms };
}

/** @throws RangeError when there is no scan or no nodule in any */
export function frocCurve(readings: readonly ScanReading[]): FrocCurve {
  const events = sortEvents(readings);
  const points = walk(events, new Uint16Array(readings.length).fill(1));
  return {
    thresholds: Float64Array.from(points, (point) => point.threshold),
    falseAlarms: Float64Array.from(points, (point) => point.falseAlarms),
    sensitivity: Float64Array.from(points, (point) => point.sensitivity),
  };
}

/**
 * The point of the curve with the most candidates whose false alarms stay within a rate.
 *
 * @param rate false alarms a scan
 */
export function frocPointAt({ thresholds, falseAlarms, sensitivity }: FrocCurve, rate: number): FrocPoint {
  let at = 0;
  while (at + 1 < thresholds.length && falseAlarms[at + 1]! <= rate) at++;
  return { threshold: thresholds[at]!, falseAlarms: falseAlarms[at]!, sensitivity: sensitivity[at]! };
}

export interface BootstrapOptions {
  draws?: number;
  level?: number;
}

/**
 * Intervals of the sensitivity at rates of false alarms, over scans: scans are drawn again with replacement, and each
 * draw has its own threshold for a rate.
 *
 * @param random uniform on [0, 1)
 */
export function sensitivityIntervals(
  readings: readonly ScanReading[],
  rates: readonly number[],
  random: () => number,
  { draws = 1000, level = 0.95 }: BootstrapOptions = {},
): Interval[] {
  const events = sortEvents(readings);
  const drawn = rates.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    const times = drawPeople(readings.length, random);
    sensitivitiesAt(events, times, rates).forEach((value, i) => {
      drawn[i]![draw] = value;
    });
  }
  return drawn.map((values) => middle(values, level));
}

/**
 * How much more of the nodules one reader finds than another in the same scans, at equal rates of false alarms, with
 * intervals over scans (the same draws for both).
 *
 * @param first, second [scans] readings of the same scans in the same order
 */
export function sensitivityDifferences(
  first: readonly ScanReading[],
  second: readonly ScanReading[],
  rates: readonly number[],
  random: () => number,
  { draws = 1000, level = 0.95 }: BootstrapOptions = {},
): (Interval & { value: number })[] {
  if (first.length !== second.length) throw new RangeError('The readers have read different scans.');
  const events = [sortEvents(first), sortEvents(second)] as const;
  const difference = (times: Uint16Array) => {
    const [a, b] = events.map((own) => sensitivitiesAt(own, times, rates)) as [number[], number[]];
    return a.map((value, i) => value - b[i]!);
  };
  const values = difference(new Uint16Array(first.length).fill(1));
  const drawn = rates.map(() => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    difference(drawPeople(first.length, random)).forEach((value, i) => {
      drawn[i]![draw] = value;
    });
  }
  return values.map((value, i) => ({ value, ...middle(drawn[i]!, level) }));
}

/** All candidates of all scans, surest first. */
interface Events {
  values: Float64Array;
  scans: Uint32Array;
  /** 1 for a nodule found, 0 for a false alarm. */
  hits: Uint8Array;
  /** [scans] */
  nodules: number[];
}

function sortEvents(readings: readonly ScanReading[]): Events {
  if (!readings.some((reading) => reading.nodules > 0)) throw new RangeError('There is no nodule to find.');
  const all = readings.flatMap(({ hits, alarms }, scan) => [
    ...hits.map((value) => ({ value, scan, hit: 1 })),
    ...alarms.map((value) => ({ value, scan, hit: 0 })),
  ]);
  all.sort((a, b) => b.value - a.value);
  return {
    values: Float64Array.from(all, (event) => event.value),
    scans: Uint32Array.from(all, (event) => event.scan),
    hits: Uint8Array.from(all, (event) => event.hit),
    nodules: readings.map((reading) => reading.nodules),
  };
}

/**
 * The points of the curve, as far as a rate of false alarms.
 *
 * @param times how often each scan counts
 */
function walk(
  { values, scans, hits, nodules }: Events,
  times: ArrayLike<number>,
  most = Number.POSITIVE_INFINITY,
): FrocPoint[] {
  let [all, there] = [0, 0];
  nodules.forEach((count, scan) => {
    all += times[scan]!;
    there += times[scan]! * count;
  });
  const points: FrocPoint[] = [{ threshold: Number.POSITIVE_INFINITY, falseAlarms: 0, sensitivity: 0 }];
  let [found, alarms] = [0, 0];
  for (let i = 0; i < values.length; ) {
    const threshold = values[i]!;
    // Candidates of the same value are taken together.
    for (; i < values.length && values[i] === threshold; i++) {
      const weight = times[scans[i]!]!;
      if (hits[i] === 1) found += weight;
      else alarms += weight;
    }
    const point = { threshold, falseAlarms: alarms / all, sensitivity: found / there };
    points.push(point);
    if (point.falseAlarms > most) break;
  }
  return points;
}

function sensitivitiesAt(events: Events, times: ArrayLike<number>, rates: readonly number[]): number[] {
  const points = walk(events, times, Math.max(...rates));
  return rates.map((rate) => points.findLast((point) => point.falseAlarms <= rate)!.sensitivity);
}

function middle(values: Float64Array, level: number): Interval {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  return { low: quantile(known, (1 - level) / 2), high: quantile(known, (1 + level) / 2) };
}
