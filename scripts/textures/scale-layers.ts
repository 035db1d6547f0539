import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { FeatureNetwork } from '#models/feature-network';
import { SIDE } from './pictures.ts';

/**
 * Scales every layer so that its mean activation over some pictures is 1 (as Gatys et al. 2015 scale every filter of
 * theirs): then costs of different layers can be compared. What a later layer sees stays the same, up to that scale.
 *
 * @param pictures each [128, 128, 3], 0 to 1
 * @returns the mean activations before
 */
export function scaleLayers(network: LayersModel, pictures: readonly Float32Array[]): Record<string, number> {
  const features = FeatureNetwork.of(network);
  const means = meanActivations(features, pictures);
  features.dispose();
  let before = 1;
  for (const [name, mean] of Object.entries(means)) {
    const layer = network.getLayer(name);
    const scaled = tf.tidy(() => {
      const [kernel, bias] = layer.getWeights() as [tf.Tensor, tf.Tensor];
      return [tf.mul(kernel, before / mean), tf.div(bias, mean)];
    });
    layer.setWeights(scaled);
    tf.dispose(scaled);
    before = mean;
  }
  return means;
}

/** Mean activation of each layer, after relu, over all pictures, positions and filters. */
export function meanActivations(
  features: FeatureNetwork,
  pictures: readonly Float32Array[],
): Record<string, number> {
  const means: Record<string, number> = Object.fromEntries(features.layers.map((name) => [name, 0]));
  for (const pixels of pictures) {
    tf.tidy(() => {
      const maps = features.forward(tf.tensor4d(pixels, [1, SIDE, SIDE, 3]));
      for (const [i, name] of features.layers.entries()) {
        means[name]! += tf.mean(maps[i]!).dataSync()[0]! / pictures.length;
      }
    });
  }
  return means;
}
