/** 256 colours from the weakest to the strongest, [256, 3] bytes. */
export type ColourMap = Uint8ClampedArray;

/**
 * Magma, by Nathaniel Smith and Stéfan van der Walt, at 17 even steps, in hexadecimal. Straight lines between them
 * are within 3 of 255 of d3-scale-chromatic's, which would bring every map that it has: 9 KB for this one.
 */
const MAGMA =
  '0000040a08221d114736106b51127c6a1c818326819c2e7fb73779d0416fe75263f56b5cfc8961fea772fec488fde2a3fcfdbf';

function tabulate(stops: string): ColourMap {
  const channels = Array.from({ length: stops.length / 2 }, (_, i) =>
    Number.parseInt(stops.slice(i * 2, i * 2 + 2), 16),
  );
  const steps = channels.length / 3 - 1;
  const map = new Uint8ClampedArray(256 * 3);
  for (let i = 0; i < map.length; i++) {
    const place = (Math.floor(i / 3) / 255) * steps;
    const from = Math.min(steps - 1, Math.floor(place)) * 3 + (i % 3);
    map[i] = channels[from]! + (channels[from + 3]! - channels[from]!) * (place - Math.floor(from / 3));
  }
  return map;
}

/** The map for activations: dark violet is nothing, pale yellow the strongest. Perceptually even (magma). */
export const SEQUENTIAL: ColourMap = tabulate(MAGMA);

/** A colour of a map as CSS, for a share between 0 and 1 (clamped; NaN is the weakest). */
export function colourAt(share: number, map: ColourMap = SEQUENTIAL): string {
  const at = indexOf(share) * 3;
  return `rgb(${map[at]} ${map[at + 1]} ${map[at + 2]})`;
}

/**
 * Paints an activation map.
 *
 * @param values [rows × columns], row-major
 * @param max the value with the strongest colour; 0 and below has the weakest
 * @param fade whether weak values are transparent, so that a picture underneath shows
 * @returns RGBA, [rows, columns, 4] bytes
 */
export function paintHeatmap(
  values: ArrayLike<number>,
  max: number,
  fade: boolean,
  map: ColourMap = SEQUENTIAL,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let i = 0; i < values.length; i++) {
    const index = indexOf(max > 0 ? values[i]! / max : 0);
    for (let k = 0; k < 3; k++) pixels[i * 4 + k] = map[index * 3 + k]!;
    pixels[i * 4 + 3] = fade ? Math.round(230 * (index / 255) ** 0.7) : 255;
  }
  return pixels;
}

function indexOf(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share || 0)) * 255);
}
