import type { NetworkName } from '#worker/protocol';
import { RATES, type Rate } from './options.ts';

/** The two networks that are compared, as they are called in options and outputs. */
export const DIMENSIONS = ['2d', '3d'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export const NETWORKS: Record<Dimension, { network: NetworkName; title: string; how: string }> = {
  '2d': { network: 'scans-2d', title: '2D', how: 'slice by slice' },
  '3d': { network: 'scans-3d', title: '3D', how: 'the whole volume' },
};

/** What was measured of a network on held-out scans when its logit is cut at a threshold. */
export interface OperatingPoint {
  rate: Rate;
  /** Logit. */
  threshold: number;
  /** Share of the nodules that were found, and its 95 % interval. */
  sensitivity: number;
  low: number;
  high: number;
}

/** The measured points of both networks, one a rate of `RATES`; from their cards. */
export type OperatingPoints = Record<Dimension, readonly OperatingPoint[]>;

/** The point at a rate of false alarms. */
export function pointAt(points: readonly OperatingPoint[], rate: Rate): OperatingPoint | null {
  return points.find((point) => point.rate === rate) ?? null;
}

/** A point of a free-response curve as a card tells it. */
export interface CardPoint extends Omit<OperatingPoint, 'rate'> {
  falseAlarms: number;
}

/** The points that the figure's slider offers, of those on a card. */
export function operatingPointsOf(points: readonly CardPoint[]): OperatingPoint[] {
  return RATES.flatMap((rate) => {
    const point = points.find(({ falseAlarms }) => falseAlarms === Number(rate));
    if (!point) return [];
    const { threshold, sensitivity, low, high } = point;
    return [{ rate, threshold, sensitivity, low, high }];
  });
}
