import { type ColourMap, SEQUENTIAL } from '#widgets/shared/colour-maps';
import { type ScaleName, shareOf } from './scale.ts';

/** 256 colours as the pixels of a canvas: one number each, whatever the machine's byte order. */
export type Palette = Uint32Array;

function palette(colours: ColourMap): Palette {
  const bytes = new Uint8ClampedArray(256 * 4);
  for (let i = 0; i < 256; i++) {
    bytes.set(colours.subarray(i * 3, i * 3 + 3), i * 4);
    bytes[i * 4 + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
}

/** From the darkness that nothing has in the sequential map to a light tint of one hue, by straight lines. */
function ramp(stops: readonly (readonly [number, number, number])[]): ColourMap {
  const map = new Uint8ClampedArray(256 * 3);
  for (let i = 0; i < 256; i++) {
    const place = (i / 255) * (stops.length - 1);
    const from = Math.min(stops.length - 2, Math.floor(place));
    for (let k = 0; k < 3; k++) {
      const [low, high] = [stops[from]![k]!, stops[from + 1]![k]!];
      map[i * 3 + k] = low + (high - low) * (place - from);
    }
  }
  return map;
}

export const HEAT = palette(SEQUENTIAL);
const DARK = [0, 0, 4] as const;
/** Where S has more: the colour of style. */
export const MORE_IN_S = palette(ramp([DARK, [92, 28, 70], [190, 74, 142], [246, 174, 216]]));
/** Where G has more: the colour of the generated picture. */
export const MORE_IN_G = palette(ramp([DARK, [66, 48, 6], [160, 120, 16], [248, 214, 112]]));

function colour(value: number, max: number, scale: ScaleName, colours: Palette): number {
  return colours[Math.round(shareOf(value, max, scale) * 255)]!;
}

/** Numbers from 0 up, one pixel each, in their order. */
export function paintValues(
  values: ArrayLike<number>,
  max: number,
  scale: ScaleName,
): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint32Array(values.length);
  for (let i = 0; i < values.length; i++) pixels[i] = colour(values[i]!, max, scale, HEAT);
  return new Uint8ClampedArray(pixels.buffer);
}

/**
 * A matrix of channels, rows and columns in the order given.
 *
 * @param signed whether numbers below 0 are painted in the colours of G, those above in the colours of S
 */
export function paintMatrix(
  values: ArrayLike<number>,
  order: ArrayLike<number>,
  max: number,
  scale: ScaleName,
  signed: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const { length } = order;
  const pixels = new Uint32Array(length * length);
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      const value = values[order[row]! * length + order[column]!]!;
      const colours = signed ? (value < 0 ? MORE_IN_G : MORE_IN_S) : HEAT;
      pixels[row * length + column] = colour(Math.abs(value), max, scale, colours);
    }
  }
  return new Uint8ClampedArray(pixels.buffer);
}
