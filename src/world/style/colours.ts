/** sRGB, each 0 to 1. */
export type Rgb = readonly [number, number, number];

/** @param hex such as '#1b2a4f' */
export function rgb(hex: string): Rgb {
  const code = Number.parseInt(hex.slice(1), 16);
  return [(code >> 16) / 255, ((code >> 8) & 255) / 255, (code & 255) / 255];
}

export function palette(...hex: string[]): Rgb[] {
  return hex.map(rgb);
}

export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** Lighter (above 0) or darker (below 0), towards white or black. */
export function shade(colour: Rgb, by: number): Rgb {
  return by > 0 ? mix(colour, [1, 1, 1], by) : mix(colour, [0, 0, 0], -by);
}

/** The colour at a place of a ramp, 0 first to 1 last, blended between neighbours. */
export function ramp(colours: readonly Rgb[], at: number): Rgb {
  const place = Math.min(Math.max(at, 0), 1) * (colours.length - 1);
  const low = Math.min(Math.floor(place), colours.length - 2);
  return mix(colours[low]!, colours[low + 1]!, place - low);
}
