import * as tf from '@tensorflow/tfjs-core';
import { wilsonInterval } from '#math/interval';
import type { FeatureNetwork } from '#models/feature-network';
import type { StyleNaming } from '#site/model-card';
import { paintStyle, STYLES } from '#world/style/styles';
import { SIDE } from './pictures.ts';

/** The same painting is painted at this side, and two opposite corners of 128 pixels are cut from it. */
const PAINTED = 2 * SIDE;

/** Paintings whose styles are to be told: seeds from `first`, so many of every style. */
export const NAMED = { first: 9000, each: 12 } as const;

/** Layers whose Gram matrices are compared: those of the style cost. */
const LAYERS = 5;

/** Two corners of a painting: each [128, 128, 3], 0 to 1. */
export interface Corners {
  style: number;
  corners: [Float32Array, Float32Array];
}

/** Corners of paintings in all styles: `each` of every style, seeds from `first`. */
export function paintedCorners(first: number, each: number): Corners[] {
  return STYLES.flatMap((name, style) =>
    Array.from({ length: each }, (_, i): Corners => {
      const { pixels } = paintStyle(name, { width: PAINTED, height: PAINTED, seed: first + i });
      return { style, corners: [corner(pixels, 0), corner(pixels, SIDE)] };
    }),
  );
}

function corner(pixels: ArrayLike<number>, from: number): Float32Array {
  const cut = new Float32Array(SIDE * SIDE * 3);
  for (let row = 0; row < SIDE; row++) {
    for (let i = 0; i < SIDE * 3; i++) {
      cut[row * SIDE * 3 + i] = pixels[((from + row) * PAINTED + from) * 3 + i]! / 255;
    }
  }
  return cut;
}

/**
 * Asks of each painting's first corner which second corner of all other paintings is nearest in its Gram matrices, every
 * layer counting alike, and whether that is in the same style.
 */
export function recognise(
  features: FeatureNetwork,
  paintings: readonly Corners[],
): Omit<StyleNaming, 'name'> {
  const grams = paintings.map(({ corners }) => corners.map((pixels) => gramsOf(features, pixels)));
  const count = paintings.length;
  const total = new Float64Array(count * count);
  for (let layer = 0; layer < LAYERS; layer++) {
    const distances = new Float64Array(count * count);
    for (let i = 0; i < count; i++) {
      for (let j = 0; j < count; j++) {
        distances[i * count + j] = apart(grams[i]![0]![layer]!, grams[j]![1]![layer]!);
      }
    }
    const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
    for (let k = 0; k < total.length; k++) total[k]! += distances[k]! / mean;
  }
  let right = 0;
  for (let i = 0; i < count; i++) {
    const row = total.slice(i * count, (i + 1) * count);
    row[i] = Number.POSITIVE_INFINITY;
    const nearest = row.indexOf(Math.min(...row));
    if (paintings[nearest]!.style === paintings[i]!.style) right++;
  }
  const styles = new Set(paintings.map(({ style }) => style)).size;
  return { paintings: count, styles, right, share: right / count, interval: wilsonInterval(right, count) };
}

function gramsOf(features: FeatureNetwork, pixels: Float32Array): Float32Array[] {
  return tf.tidy(() =>
    features.forward(tf.tensor4d(pixels, [1, SIDE, SIDE, 3]), LAYERS).map((map) => {
      const [, rows, columns, channels] = map.shape;
      const byPosition = tf.reshape(map, [rows * columns, channels]);
      const gram = tf.matMul(tf.transpose(byPosition), byPosition);
      return tf.div(gram, rows * columns).dataSync() as Float32Array;
    }),
  );
}

function apart(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i]! - other[i]!) ** 2;
  return sum;
}
