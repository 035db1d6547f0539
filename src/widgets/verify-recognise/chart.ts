import { BINS, LARGEST_DISTANCE, type ThresholdSummary } from './measured.ts';

/** Distances beyond which next to no pair lies are not drawn: at least so much of both kinds is. */
const SHOWN = 0.998;
/** Of the squared distance. */
export const BIN_WIDTH = LARGEST_DISTANCE / BINS;

/** Half the stretch that is looked at from near. */
const LENS = 0.4;
const LEAST_TOP = 1e-3;

/** The histogram as shares of each kind of pair, as far as there is something to see. */
export interface Bars {
  same: number[];
  different: number[];
  /** The largest distance drawn. */
  end: number;
  /** The largest share in a bin. */
  top: number;
}

export function bars({ same, different, samePairs, differentPairs }: ThresholdSummary): Bars {
  let seen = 0;
  let last = 0;
  while (last < BINS && seen < SHOWN * differentPairs) seen += different[last++]!;
  const count = Math.min(BINS, Math.ceil(last / 5) * 5);
  const shares = (counts: number[], pairs: number) => counts.slice(0, count).map((value) => value / pairs);
  const all = { same: shares(same, samePairs), different: shares(different, differentPairs) };
  return { ...all, end: count * BIN_WIDTH, top: Math.max(...all.same, ...all.different) };
}

/**
 * The outline of a histogram between two distances, as an SVG path.
 *
 * @param x, y from distance and share to the drawing's units
 */
export function outline(
  shares: readonly number[],
  from: number,
  to: number,
  x: (distance: number) => number,
  y: (share: number) => number,
): string {
  const points: string[] = [];
  for (const [bin, share] of shares.entries()) {
    const start = Math.max(from, bin * BIN_WIDTH);
    const end = Math.min(to, (bin + 1) * BIN_WIDTH);
    if (start >= end) continue;
    const height = y(share).toFixed(1);
    points.push(`${x(start).toFixed(1)},${height}`, `${x(end).toFixed(1)},${height}`);
  }
  if (points.length === 0) return '';
  const base = y(0).toFixed(1);
  const [first] = points[0]!.split(',');
  const [last] = points.at(-1)!.split(',');
  return `M${first},${base}L${points.join('L')}L${last},${base}Z`;
}

/**
 * The stretch of distances around a threshold, and the largest share of a bin that is on the wrong side of it there: what it
 * takes to look at the mistakes from near.
 */
export function mistakesAround(
  { same, different, end }: Bars,
  tau: number,
): { from: number; to: number; top: number } {
  const from = Math.max(0, Math.min(tau - LENS, end - 2 * LENS));
  const to = from + 2 * LENS;
  let top = 0;
  for (const [bin, share] of same.entries()) {
    const middle = (bin + 0.5) * BIN_WIDTH;
    if (middle < from || middle > to) continue;
    top = Math.max(top, middle > tau ? share : different[bin]!);
  }
  return { from, to, top: Math.max(top, LEAST_TOP) };
}

/** Bars of distances end here: few pairs lie farther apart. */
export const BAR_END = 3;

/** Length of a distance's bar. */
export function barLength(distance: number): string {
  return `${(100 * Math.min(BAR_END, distance)) / BAR_END}%`;
}

/** The smallest share of false accepts that the curve's logarithmic axis shows. */
export const LEAST_SHARE = 1e-4;

/** Place of a share on the logarithmic axis, from 0 (at 1 in 10,000 and below) to 1 (all). */
export function logPlace(share: number): number {
  return 1 - Math.log10(Math.max(share, LEAST_SHARE)) / Math.log10(LEAST_SHARE);
}
