import type { Shape } from '#math/convolution/network';
import { grouped } from '#math/convolution/words';
import { shortNumber } from '#widgets/shared/short-number';

/** Exact up to a million, then in three digits at most: '10⁹', '1.5 × 10⁷'. */
export function sideText(value: number): string {
  if (!(value >= 1e6)) return grouped(value);
  return shortNumber(value)
    .replace(/\.?0+ ×/, ' ×')
    .replace(/^1 × /, '');
}

export function sidesText(sides: readonly number[]): string {
  return sides.map(sideText).join(' × ');
}

export function shapeText({ size, channels }: Shape): string {
  return sidesText([...size, channels]);
}
