/** How a number becomes a colour: in proportion, by its square root, or by its logarithm. */
export const SCALES = ['linear', 'root', 'log'] as const;
export type ScaleName = (typeof SCALES)[number];

/** How many powers of ten the logarithmic scale shows; what is smaller has the colour of 0. */
export const DECADES = 4;

/**
 * Where a value stands between no colour and the strongest one.
 *
 * @param value 0 or more
 * @param max the value with the strongest colour
 * @returns 0 to 1
 */
export function shareOf(value: number, max: number, scale: ScaleName): number {
  if (!(value > 0) || !(max > 0)) return 0;
  const part = Math.min(1, value / max);
  if (scale === 'linear') return part;
  if (scale === 'root') return Math.sqrt(part);
  return Math.max(0, 1 + Math.log10(part) / DECADES);
}

/** The value that stands at a share: `shareOf` turned round. On the logarithmic scale a share of 0 is the smallest shown. */
export function valueAt(share: number, max: number, scale: ScaleName): number {
  if (scale === 'linear') return max * share;
  if (scale === 'root') return max * share ** 2;
  return max * 10 ** (DECADES * (share - 1));
}

export interface Tick {
  value: number;
  share: number;
}

/** Round numbers (1, 2 or 5 times a power of ten) from the strongest colour down, no closer than a bar has room for. */
export function scaleTicks(max: number, scale: ScaleName, gap = 0.16): Tick[] {
  if (!(max > 0) || !Number.isFinite(max)) return [];
  const ticks: Tick[] = [];
  let last = 1 + gap / 2;
  for (let exponent = Math.floor(Math.log10(max)); exponent > Math.log10(max) - DECADES - 1; exponent--) {
    for (const mantissa of [5, 2, 1]) {
      const value = mantissa * 10 ** exponent;
      const share = shareOf(value, max, scale);
      if (value > max || share < gap || last - share < gap) continue;
      ticks.push({ value, share });
      last = share;
    }
  }
  return ticks.reverse();
}
