import * as tf from '@tensorflow/tfjs-core';
import type { ScanDimensions } from '#models/scan-networks';

/**
 * What a scan network's layers do, for training: WASM has no slopes for the filters of a flat convolution that tfjs
 * fuses with its bias, and is slow at those of a bias.
 *
 * @param weights kernel and bias of each layer, first to last; relu follows all but the last
 * @param input [slices, rows, columns, 1] or [crops, slices, rows, columns, 1]
 * @returns logits of the same shape
 */
export function forward(
  weights: readonly tf.Tensor[],
  dimensions: ScanDimensions,
  input: tf.Tensor,
): tf.Tensor {
  let maps = input;
  for (let i = 0; i < weights.length; i += 2) {
    const kernel = weights[i]!;
    const sums =
      dimensions === 2
        ? tf.conv2d(maps as tf.Tensor4D, kernel as tf.Tensor4D, 1, 'same')
        : tf.conv3d(maps as tf.Tensor5D, kernel as tf.Tensor5D, 1, 'same');
    const biased = addBias(sums, weights[i + 1]!);
    maps = i + 2 < weights.length ? tf.relu(biased) : biased;
  }
  return maps;
}

/** `tf.add` of a number a channel; its slopes are sums over the rows of a matrix. */
function addBias(maps: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  const add = tf.customGrad((x, b) => ({
    value: tf.add(x as tf.Tensor, b as tf.Tensor),
    gradFunc: (dy: tf.Tensor) => [dy, tf.sum(tf.reshape(dy, [-1, bias.size]), 0)],
  }));
  return add(maps, bias);
}
