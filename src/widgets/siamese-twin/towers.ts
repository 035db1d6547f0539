import { squaredDistance } from '#math/triplet';
import type { SiameseForwardResult, TowerMaps } from '#worker/protocol';

/** Numbers in an encoding. */
export const NUMBERS = 32;
/** Places for maps in the drawing of a layer. */
export const SHOWN = 6;

/** The layers with weights, first to last: filters, side of their maps, and what each filter multiplies. */
export const LAYERS = [
  { layer: 'conv1', filters: 16, side: 48, kernel: '5 × 5 × 3' },
  { layer: 'conv2', filters: 32, side: 24, kernel: '3 × 3 × 16' },
  { layer: 'conv3', filters: 64, side: 12, kernel: '3 × 3 × 32' },
  { layer: 'conv4', filters: 96, side: 6, kernel: '3 × 3 × 64' },
  { layer: 'encoding', filters: NUMBERS, side: 1, kernel: '6 × 6 × 96' },
] as const;
export type LayerName = (typeof LAYERS)[number]['layer'];

export function filtersOf(layer: LayerName): number {
  return LAYERS.find((one) => one.layer === layer)!.filters;
}

/** Which weights a tower has: 0 as they were trained, 1 after the change. Untied, the change is in tower 1 alone. */
export type Weights = 0 | 1;

export interface Towers {
  /** Weights of tower 1 and of tower 2. */
  weights: [Weights, Weights];
  /** The picture, 0 or 1, in tower 1 and in tower 2. */
  pictures: [number, number];
}

/** The two towers of a view. */
export function towersOf({ tied, swapped }: { tied: boolean; swapped: boolean }): Towers {
  return { weights: [1, tied ? 1 : 0], pictures: swapped ? [1, 0] : [0, 1] };
}

/** f(x) of a picture by a set of weights: [32]. */
export function encodingOf(
  { encodings }: SiameseForwardResult,
  weights: Weights,
  picture: number,
): Float32Array {
  const size = encodings.length / 4;
  const from = (weights * 2 + picture) * size;
  return encodings.subarray(from, from + size);
}

/** The maps of a layer for a picture by a set of weights, in the order of `shown`: [rows × columns] each. */
export function mapsOf(
  { maps, shown, rows, columns }: TowerMaps,
  weights: Weights,
  picture: number,
): Float32Array[] {
  const size = rows * columns;
  const first = (weights * 2 + picture) * shown.length;
  return Array.from(shown, (_, i) => maps.subarray((first + i) * size, (first + i + 1) * size));
}

/** ‖f(x) − f(y)‖², x through tower 1 and y through tower 2. */
export function distanceOf(result: SiameseForwardResult, { weights, pictures }: Towers): number {
  return squaredDistance(
    encodingOf(result, weights[0], pictures[0]),
    encodingOf(result, weights[1], pictures[1]),
  );
}

/** The distances of all four ways to fill the towers: [picture in tower 1][picture in tower 2]. */
export function fourWays(result: SiameseForwardResult, weights: [Weights, Weights]): number[][] {
  return [0, 1].map((first) =>
    [0, 1].map((second) => distanceOf(result, { weights, pictures: [first, second] })),
  );
}

/** One number of the encodings: both values, and its part of the squared distance. */
export interface Term {
  first: number;
  second: number;
  square: number;
}

/** All terms of the squared distance; they add up to it. */
export function termsOf(result: SiameseForwardResult, { weights, pictures }: Towers): Term[] {
  const second = encodingOf(result, weights[1], pictures[1]);
  return Array.from(encodingOf(result, weights[0], pictures[0]), (first, k) => {
    return { first, second: second[k]!, square: (first - second[k]!) ** 2 };
  });
}
