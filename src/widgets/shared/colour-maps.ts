import { interpolateMagma } from 'd3-scale-chromatic';

/** 256 colours from the weakest to the strongest, [256, 3] bytes. */
export type ColourMap = Uint8ClampedArray;

function tabulate(colourAt: (share: number) => string): ColourMap {
  const map = new Uint8ClampedArray(256 * 3);
  for (let i = 0; i < 256; i++) {
    const hex = Number.parseInt(colourAt(i / 255).slice(1), 16);
    map.set([hex >> 16, (hex >> 8) & 255, hex & 255], i * 3);
  }
  return map;
}

/** The map for activations: dark violet is nothing, pale yellow the strongest. Perceptually even (magma). */
export const SEQUENTIAL: ColourMap = tabulate(interpolateMagma);

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
    pixels.set(map.subarray(index * 3, index * 3 + 3), i * 4);
    pixels[i * 4 + 3] = fade ? Math.round(230 * (index / 255) ** 0.7) : 255;
  }
  return pixels;
}

function indexOf(share: number): number {
  return Math.round(Math.min(1, Math.max(0, share || 0)) * 255);
}
