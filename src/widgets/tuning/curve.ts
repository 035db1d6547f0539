import { FACTOR_RANGES, type NumericFactor } from '#world/scene/factors';

/** Pictures that a curve is made of, and every how many of them one is shown below it. */
export const SAMPLES = 33;
export const FILM_STEP = 4;

export interface CurvePoint {
  value: number;
  /** Null until it is known. */
  response: number | null;
}

/** Evenly spaced values of a factor, from one end of its range to the other. */
export function sampleValues(vary: NumericFactor, count = SAMPLES): number[] {
  const { min, max } = FACTOR_RANGES[vary];
  return Array.from({ length: count }, (_, i) => Number((min + ((max - min) * i) / (count - 1)).toFixed(6)));
}

/** Places 0 … count − 1, coarse before fine, so that a curve has its shape early. */
export function coarseToFine(count: number): number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  let step = 2 ** Math.ceil(Math.log2(Math.max(1, count - 1)));
  for (; step >= 1; step /= 2) {
    for (let place = 0; place < count; place += step) {
      if (!seen.has(place)) order.push(place);
      seen.add(place);
    }
  }
  return order;
}

/** The points that are known, in order of their values. */
export function knownPoints(points: readonly CurvePoint[]): { value: number; response: number }[] {
  return points.filter((point): point is { value: number; response: number } => point.response !== null);
}

/** The point with the greatest response; null when none is known. */
export function peakOf(points: readonly CurvePoint[]): { value: number; response: number } | null {
  const known = knownPoints(points);
  return known.reduce<(typeof known)[number] | null>(
    (best, point) => (best && best.response >= point.response ? best : point),
    null,
  );
}

/** The nearest legal value of a factor, on its step. */
export function onStep(vary: NumericFactor, value: number): number {
  const { min, max, step } = FACTOR_RANGES[vary];
  const stepped = min + Math.round((value - min) / step) * step;
  return Number(Math.min(max, Math.max(min, stepped)).toFixed(6));
}

/** A curve as a table. */
export function curveCsv(vary: string, points: readonly CurvePoint[]): string {
  const lines = knownPoints(points).map(({ value, response }) => `${value},${response.toFixed(5)}`);
  return `${[`${vary},response`, ...lines].join('\n')}\n`;
}
