import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { TEXTURE_CONVOLUTIONS } from '#models/texture-network';
import { randomStream } from '#world/random';
import { learnFilters } from './filters.ts';
import { SIDE } from './pictures.ts';

export interface TextureLearning {
  seed: number;
  /** Pieces that the filters of a layer are learnt from. */
  patches: number;
  rounds: number;
  regulariser: number;
  /** What a filter's answer has to exceed, in standard deviations above its mean. */
  threshold: number;
  onLayer?: (name: string) => void;
}

/**
 * Gives the network its filters, layer after layer, each from what the layer before makes of the pictures. Answers are
 * scaled to mean 0 and spread 1 over the pictures, and then the threshold is taken off, before relu.
 *
 * @param pictures each [128, 128, 3], 0 to 1
 */
export function learnTextures(
  network: LayersModel,
  pictures: readonly Float32Array[],
  options: TextureLearning,
): void {
  const random = randomStream(options.seed);
  let maps = pictures.map((pixels) => centred([pixels]));
  for (const { name, kernel, filters, pool } of TEXTURE_CONVOLUTIONS) {
    const patches = cutPatches(maps, kernel, options.patches, random);
    const { rounds, regulariser } = options;
    const flat = learnFilters(patches, { filters, rounds, regulariser, random });
    patches.dispose();
    const [weights, bias] = tf.tidy(() => {
      const shape: [number, number, number, number] = [kernel, kernel, maps[0]!.shape[3], filters];
      const filter = flat.reshape(shape) as tf.Tensor4D;
      const { mean, spread } = answersOf(maps, filter);
      return [
        tf.div(filter, spread) as tf.Tensor4D,
        tf.sub(tf.neg(tf.div(mean, spread)), options.threshold) as tf.Tensor1D,
      ];
    });
    flat.dispose();
    network.getLayer(name).setWeights([weights, bias]);
    maps = maps.map((map) => {
      const next = tf.tidy(() => {
        const answer = tf.relu(tf.add(tf.conv2d(map, weights, 1, 'same'), bias)) as tf.Tensor4D;
        return pool ? tf.avgPool(answer, 2, 2, 'valid') : answer;
      });
      map.dispose();
      return next;
    });
    weights.dispose();
    bias.dispose();
    options.onLayer?.(name);
  }
  for (const map of maps) map.dispose();
}

/** Square pieces from random places of all maps: [count, kernel · kernel · channels]. */
function cutPatches(
  maps: readonly tf.Tensor4D[],
  kernel: number,
  count: number,
  random: () => number,
): tf.Tensor2D {
  const [, rows, columns, channels] = maps[0]!.shape;
  const width = kernel * channels;
  const each = Math.floor(count / maps.length);
  const patches = new Float32Array(maps.length * each * kernel * width);
  let to = 0;
  for (const map of maps) {
    const numbers = map.dataSync() as Float32Array;
    for (let n = 0; n < each; n++) {
      const top = Math.floor(random() * (rows - kernel + 1));
      const left = Math.floor(random() * (columns - kernel + 1));
      for (let row = top; row < top + kernel; row++) {
        const from = (row * columns + left) * channels;
        patches.set(numbers.subarray(from, from + width), to);
        to += width;
      }
    }
  }
  return tf.tensor2d(patches, [maps.length * each, kernel * width]);
}

/** Mean and standard deviation of each filter's answers over all positions of all maps. */
function answersOf(
  maps: readonly tf.Tensor4D[],
  filter: tf.Tensor4D,
): { mean: tf.Tensor1D; spread: tf.Tensor1D } {
  const channels = filter.shape[3];
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  for (const map of maps) {
    tf.tidy(() => {
      const { mean, variance } = tf.moments(tf.conv2d(map, filter, 1, 'same'), [0, 1, 2]);
      const [m, v] = [mean.dataSync(), variance.dataSync()];
      for (let k = 0; k < channels; k++) {
        sums[k]! += m[k]! / maps.length;
        squares[k]! += (v[k]! + m[k]! ** 2) / maps.length;
      }
    });
  }
  const spreads = Float32Array.from(squares, (square, k) => Math.sqrt(square - sums[k]! ** 2));
  return { mean: tf.tensor1d(Float32Array.from(sums)), spread: tf.tensor1d(spreads) };
}

/** Pictures as the first convolution gets them: [pictures, 128, 128, 3] from -1 to 1. */
export function centred(pictures: readonly Float32Array[]): tf.Tensor4D {
  return tf.tidy(() =>
    tf.concat(
      pictures.map((pixels) => tf.sub(tf.mul(tf.tensor4d(pixels, [1, SIDE, SIDE, 3]), 2), 1) as tf.Tensor4D),
    ),
  );
}
