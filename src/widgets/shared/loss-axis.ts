import type { LossPoint } from './loss-point.ts';

/** The decades that a log axis of costs covers, and those that get a tick. */
export interface LossAxis {
  /** Powers of ten at the ends. */
  low: number;
  high: number;
  ticks: number[];
}

/** No more decades below the highest cost are shown: what is smaller plays no part. */
const DECADES = 7;
const TICKS = 4;

/** A log axis on which all costs of a run fit that are not vanishingly small. */
export function lossAxis(losses: readonly LossPoint[]): LossAxis {
  let least = Infinity;
  let most = 0;
  for (const { total, content, style } of losses) {
    for (const value of [total, content, style]) {
      if (!(value > 0 && value < Infinity)) continue;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  if (most === 0) return { low: -3, high: 0, ticks: [-3, -2, -1, 0] };
  const high = Math.ceil(Math.log10(most));
  const low = Math.min(high - 1, Math.max(high - DECADES, Math.floor(Math.log10(least))));
  const every = Math.ceil((high - low) / TICKS);
  const ticks: number[] = [];
  for (let exponent = high; exponent >= low; exponent -= every) ticks.push(exponent);
  return { low, high, ticks: ticks.reverse() };
}

/** At most so many of the points, evenly spread, the first and the last among them. */
export function thinned<T>(points: readonly T[], most: number): readonly T[] {
  if (points.length <= most) return points;
  const every = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, i) => points[Math.round(i * every)]!);
}
