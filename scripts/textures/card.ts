import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { receptiveField } from '#math/receptive-field';
import type { FeatureNetwork } from '#models/feature-network';
import { TEXTURE_CONVOLUTIONS, textureWindows } from '#models/texture-network';
import type { StyleCard } from '#site/model-card';
import { SIDE } from './pictures.ts';

type CardSource = Pick<StyleCard, 'seed' | 'learning' | 'layerFigures' | 'heldOutPictures' | 'test'> & {
  network: LayersModel;
};

/** Puts the card together. */
export function styleCard({ network, ...figures }: CardSource): StyleCard {
  const fields = receptiveField(textureWindows());
  const parameters = network.countParams();
  return {
    network: 'styles',
    parameters,
    weightBytes: parameters * 4,
    layers: TEXTURE_CONVOLUTIONS.map(({ name, kernel, filters, pool }) => {
      const { size, jump } = fields.find((field) => field.name === name)!;
      return { name, kernel, filters, pool, field: size, jump };
    }),
    ...figures,
  };
}

/**
 * How busy each layer is: the part of its activations that are above 0, and how many of its filters are 0 everywhere.
 *
 * @param pictures each [128, 128, 3], 0 to 1
 * @param means told as they are
 */
export function layerFigures(
  features: FeatureNetwork,
  pictures: readonly Float32Array[],
  means: Readonly<Record<string, number>>,
): StyleCard['layerFigures'] {
  const active = features.layers.map(() => 0);
  const greatest = features.maps(SIDE, SIDE).map(({ units }) => new Float32Array(units));
  for (const pixels of pictures) {
    tf.tidy(() => {
      for (const [i, map] of features.forward(tf.tensor4d(pixels, [1, SIDE, SIDE, 3])).entries()) {
        active[i]! += tf.mean(tf.cast(tf.greater(map, 0), 'float32')).dataSync()[0]! / pictures.length;
        for (const [k, value] of tf.max(map, [0, 1, 2]).dataSync().entries()) {
          greatest[i]![k] = Math.max(greatest[i]![k]!, value);
        }
      }
    });
  }
  const rounded = (value: number) => Number(value.toPrecision(4));
  return features.layers.map((name, i) => ({
    name,
    mean: rounded(means[name]!),
    active: rounded(active[i]!),
    silent: greatest[i]!.filter((value) => value === 0).length,
  }));
}
