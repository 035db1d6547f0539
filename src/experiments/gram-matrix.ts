import { tensor4d } from '@tensorflow/tfjs-core';
import { gram } from '#math/gram';
import { averageLinkage, cosineDistances } from '#math/hierarchical-clustering';
import { leafOrder } from '#math/leaf-order';
import { type Experiment, ExperimentError } from './experiment.ts';
import type { NetworkName } from './networks.ts';
import { type PaintingInput, paintingPixels } from './painting-input.ts';
import { styleFeatures } from './style-features.ts';

export interface GramMatrixOptions {
  network: NetworkName;
  layer: string;
  input: PaintingInput;
  /** Pixels, multiples of 8 from 8 to 512. */
  width: number;
  height: number;
}

export interface GramMatrixResult {
  layer: string;
  width: number;
  height: number;
  /** The picture as the network sees it: [height, width, 3] bytes. */
  pixels: Uint8ClampedArray;
  /** n_H, n_W, n_C */
  rows: number;
  columns: number;
  channels: number;
  /** After relu: [rows · columns, channels]. */
  activations: Float32Array;
  /** [channels, channels] */
  gram: Float32Array;
  /** The channels so that neighbours fire alike: average linkage of 1 − cosine, with the leaves turned best. */
  order: Uint16Array;
}

const STEP = 8;
const LARGEST = 512;

/**
 * The activations of a layer for a picture, their Gram matrix, and an order of its channels.
 *
 * @throws ExperimentError 'bad-input' for an unknown layer, a size that does not fit, or own pixels that are damaged
 */
export const run: Experiment<GramMatrixOptions, never, GramMatrixResult> = async function* (
  { network: name, layer, input, width, height },
  context,
) {
  for (const side of [width, height]) {
    if (!(side % STEP === 0 && side >= STEP && side <= LARGEST)) {
      throw new ExperimentError(
        'bad-input',
        `A side of the picture must be a multiple of ${STEP} up to ${LARGEST} pixels, not ${side}.`,
      );
    }
  }
  yield { done: 0, total: 1, what: 'matrices' };
  const network = await styleFeatures(name, context);
  if (!network.layers.includes(layer)) {
    throw new ExperimentError('bad-input', `The network has no layer named ${layer}.`);
  }
  const place = network.place(layer);
  const { rows, columns, units: channels } = network.maps(height, width)[place]!;
  const numbers = paintingPixels(input, width, height);
  context.signal.throwIfAborted();

  const picture = tensor4d(numbers, [1, height, width, 3]);
  const maps = network.forward(picture, place + 1);
  picture.dispose();
  let activations: Float32Array;
  try {
    activations = (await maps[place]!.data<'float32'>()).slice();
  } finally {
    for (const map of maps) map.dispose();
  }
  const matrix = gram(activations, channels);
  const distances = cosineDistances(matrix, channels);
  const order = leafOrder(averageLinkage(distances, channels), distances, channels);
  const pixels = Uint8ClampedArray.from(numbers, (number) => number * 255);
  return { layer, width, height, pixels, rows, columns, channels, activations, gram: matrix, order };
};
