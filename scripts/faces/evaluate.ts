import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { areaUnderRoc, equalErrorRate, rocCurve } from '#math/roc';
import { ENCODER_SIDE, ENCODING_SIZE, encodeBatch } from '#models/face-encoder';
import { FACE_BYTES, type FaceSet } from './face-set.ts';

/** Encodings of a set of faces, unit length: [people · pictures, 32]. */
export function encodeSet(model: LayersModel, set: FaceSet, batch = 40): Float32Array {
  const count = set.people * set.pictures;
  const encodings = new Float32Array(count * ENCODING_SIZE);
  for (let start = 0; start < count; start += batch) {
    const size = Math.min(batch, count - start);
    const numbers = new Float32Array(size * FACE_BYTES);
    for (let i = 0; i < numbers.length; i++) numbers[i] = set.pixels[start * FACE_BYTES + i]! / 255;
    const rows = tf.tidy(() =>
      encodeBatch(model, tf.tensor4d(numbers, [size, ENCODER_SIDE, ENCODER_SIDE, 3])).dataSync(),
    );
    encodings.set(rows, start * ENCODING_SIZE);
  }
  return encodings;
}

/** Calls `visit` once for each pair of faces, with their places in the set and their squared distance. */
export function forEachPair(
  encodings: Float32Array,
  visit: (first: number, second: number, distance: number) => void,
): void {
  const count = encodings.length / ENCODING_SIZE;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      let distance = 0;
      for (let k = 0; k < ENCODING_SIZE; k++) {
        distance += (encodings[i * ENCODING_SIZE + k]! - encodings[j * ENCODING_SIZE + k]!) ** 2;
      }
      visit(i, j, distance);
    }
  }
}

/** Squared distances of all pairs of one person, and of all pairs of two. */
export function distancesOf(
  encodings: Float32Array,
  pictures: number,
): { same: Float32Array; different: Float32Array } {
  const count = encodings.length / ENCODING_SIZE;
  const people = count / pictures;
  const same = new Float32Array((people * pictures * (pictures - 1)) / 2);
  const different = new Float32Array((count * (count - 1)) / 2 - same.length);
  let [s, d] = [0, 0];
  forEachPair(encodings, (first, second, distance) => {
    if (Math.floor(first / pictures) === Math.floor(second / pictures)) same[s++] = distance;
    else different[d++] = distance;
  });
  return { same, different };
}

export interface Verification {
  /** Under the ROC curve, over all pairs of the set. */
  area: number;
  equalError: { rate: number; threshold: number };
}

/** How well a network tells the people of a set apart. */
export function verify(model: LayersModel, set: FaceSet): Verification {
  const { same, different } = distancesOf(encodeSet(model, set), set.pictures);
  const curve = rocCurve(same, different);
  return { area: areaUnderRoc(curve), equalError: equalErrorRate(curve) };
}
