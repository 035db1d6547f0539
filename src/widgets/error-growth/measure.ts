import type { GalleryDistances } from '#math/gallery-distances';
import {
  acceptedCounts,
  falseAcceptGrowth,
  type KnownAnswers,
  knownAnswers,
  strangerErrors,
  thresholdForRate,
} from '#math/identification-errors';
import { peopleMeanIntervals } from '#math/people-bootstrap';
import { randomStream } from '#world/random';

/** K people: the measured share of strangers' probes that are taken for at least one of them, with 95 %. */
export interface MeasuredPoint {
  k: number;
  share: number;
  low: number;
  high: number;
}

/** How unevenly false accepts fall on the strangers' probes. */
export interface Unevenness {
  probes: number;
  /** Share of the probes that nobody in the whole gallery is taken for. */
  harmless: number;
  /** Share of all false accepts that the tenth of the probes with the most of them has; 0 without any. */
  worstTenth: number;
}

export interface Measurement {
  threshold: number;
  points: MeasuredPoint[];
  unevenness: Unevenness;
}

const GRID = [1, 2, 3, 4, 6, 8, 12, 17, 25, 35, 50, 70, 100, 140, 200, 300];
/** Of the draws behind the intervals, so that the same view always shows the same figures. */
const INTERVAL_SEED = 77;

/** How many people of the gallery each stranger's probe is taken for, at the threshold of the rate p. */
export interface Accepted {
  threshold: number;
  counts: Uint16Array;
}

export function acceptAt(distances: GalleryDistances, p: number): Accepted {
  const { gallery, strangers } = distances;
  const threshold = thresholdForRate(strangers.sorted, gallery, p);
  return { threshold, counts: acceptedCounts(strangers.sorted, gallery, threshold) };
}

/** The measured curve, over numbers of people up to the whole gallery. */
export function measure(distances: GalleryDistances, { threshold, counts }: Accepted): Measurement {
  const { gallery } = distances;
  const grid = [...GRID.filter((k) => k < gallery), gallery];
  return { threshold, points: pointsAt(distances, counts, grid), unevenness: unevennessOf(counts) };
}

/** The measured shares for some numbers of people, each at most the gallery's. */
export function pointsAt(
  { gallery, strangers }: GalleryDistances,
  counts: Uint16Array,
  grid: readonly number[],
): MeasuredPoint[] {
  const { people, probesEach } = strangers;
  const shares = new Float64Array(grid.length * people);
  for (const [i, k] of grid.entries()) shares.set(strangerErrors(counts, gallery, k, probesEach), i * people);
  const intervals = peopleMeanIntervals(shares, people, randomStream(INTERVAL_SEED), { draws: 200 });
  return grid.map((k, i) => {
    const own = shares.subarray(i * people, (i + 1) * people);
    return { k, share: own.reduce((sum, share) => sum + share, 0) / people, ...intervals[i]! };
  });
}

/** What recognition answers to people whom it knows, among K of the gallery. */
export function answersAt({ gallery, known }: GalleryDistances, threshold: number, k: number): KnownAnswers {
  return knownAnswers(known.own, known.sorted, gallery - 1, threshold, Math.min(k, gallery));
}

function unevennessOf(counts: Uint16Array): Unevenness {
  const descending = Uint16Array.from(counts).sort().reverse();
  const sum = (part: Uint16Array) => part.reduce((total, count) => total + count, 0);
  const all = sum(descending);
  return {
    probes: counts.length,
    harmless: counts.filter((count) => count === 0).length / counts.length,
    worstTenth: all ? sum(descending.subarray(0, Math.round(counts.length / 10))) / all : 0,
  };
}

/** More strangers beside those of the distances; each has as many probes as they. */
export function withMore(distances: GalleryDistances, sorted: Float32Array): GalleryDistances {
  const { gallery, strangers } = distances;
  const all = new Float32Array(strangers.sorted.length + sorted.length);
  all.set(strangers.sorted);
  all.set(sorted, strangers.sorted.length);
  const people = strangers.people + sorted.length / gallery / strangers.probesEach;
  return { ...distances, strangers: { ...strangers, people, sorted: all } };
}

/** The order in which people of the gallery are drawn, so that K people are among K + 1. */
export function drawnOrder(people: number, seed: number): Uint16Array {
  const random = randomStream(seed);
  const order = Uint16Array.from({ length: people }, (_, i) => i);
  for (let i = people - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** The curve as a table. */
export function growthCsv(p: number, points: readonly MeasuredPoint[]): string {
  const lines = points.map(({ k, share, low, high }) =>
    [k, falseAcceptGrowth(p, k).toFixed(5), share.toFixed(5), low.toFixed(5), high.toFixed(5)].join(','),
  );
  return `${['people,formula,measured,low,high', ...lines].join('\n')}\n`;
}
