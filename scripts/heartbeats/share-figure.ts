import { wilsonInterval } from '#math/interval';
import type { ShareFigure } from '#site/model-card';

/** A share with its interval, to five decimals. */
export function shareFigure(right: number, all: number): ShareFigure {
  const { low, high } = wilsonInterval(right, all);
  return { share: round(right / all), low: round(low), high: round(high) };
}

/** Five decimals. */
export function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
