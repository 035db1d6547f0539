import { div, maximum, norm, type Tensor2D, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import type { WindowLayer } from '#math/receptive-field';
import type { ConvolutionSpec } from './picture-network.ts';

/** Side of the faces that the encoder takes. */
export const ENCODER_SIDE = 48;

/** Numbers in an encoding. */
export const ENCODING_SIZE = 32;

/** The layer whose answers, divided by their length, are the encoding. */
export const ENCODING_LAYER = 'encoding';

export const ENCODER_CONVOLUTIONS: readonly ConvolutionSpec[] = [
  { name: 'conv1', kernel: 5, filters: 16, pool: true },
  { name: 'conv2', kernel: 3, filters: 32, pool: true },
  { name: 'conv3', kernel: 3, filters: 64, pool: true },
  { name: 'conv4', kernel: 3, filters: 96, pool: false },
];

/** The same network as windows on the face, for its receptive fields. */
export function encoderWindows(): WindowLayer[] {
  return ENCODER_CONVOLUTIONS.flatMap(({ name, kernel, pool }) => {
    const convolution: WindowLayer = { name, kernel, stride: 1, padding: 'same' };
    const pooling: WindowLayer = { name: `pool-${name}`, kernel: 2, stride: 2, padding: 'valid' };
    return pool ? [convolution, pooling] : [convolution];
  });
}

/**
 * The face encoder, untrained: [faces, 48, 48, 3] from 0 to 1 in, [faces, 32] out, not of unit length yet (a
 * standard layers model has no layer for that): `encodeBatch` divides. Convolutions with 'same' padding and relu,
 * a maximum over each 2 × 2 where marked, one dense layer that sees all positions, for where a feature sits tells
 * people apart. The input is shifted to −1 … 1, so that the zeros around the face are mid-grey.
 *
 * @param seed initial weights (He et al. 2015): the same seed gives the same weights
 */
export function faceEncoder(seed: number): LayersModel {
  const network = sequential({ name: 'faces' });
  const inputShape = [ENCODER_SIDE, ENCODER_SIDE, 3];
  network.add(layers.rescaling({ name: 'centre', inputShape, scale: 2, offset: -1 }));
  for (const [index, { name, kernel, filters, pool }] of ENCODER_CONVOLUTIONS.entries()) {
    network.add(
      layers.conv2d({
        name,
        kernelSize: kernel,
        filters,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: initializers.heNormal({ seed: seed + index }),
      }),
    );
    if (pool) network.add(layers.maxPooling2d({ name: `pool-${name}`, poolSize: 2, strides: 2 }));
  }
  network.add(layers.flatten({ name: 'positions' }));
  network.add(
    layers.dense({
      name: ENCODING_LAYER,
      units: ENCODING_SIZE,
      useBias: false,
      kernelInitializer: initializers.glorotNormal({ seed: seed + ENCODER_CONVOLUTIONS.length }),
    }),
  );
  return network;
}

/** Shorter than this, an answer of the network has no direction to speak of. */
const NO_LENGTH = 1e-12;

/**
 * Divides rows by their Euclidean length; a row of zeros stays zeros.
 *
 * @param rows [n, size]
 * @returns [n, size], which belongs to the caller
 */
export function toUnitLength(rows: Tensor2D): Tensor2D {
  return tidy(() => div(rows, maximum(norm(rows, 'euclidean', 1, true), NO_LENGTH)));
}

/**
 * Encodes faces.
 *
 * @param faces [faces, 48, 48, 3], 0 to 1
 * @returns [faces, 32], rows of unit length; it belongs to the caller
 */
export function encodeBatch(encoder: LayersModel, faces: Tensor4D): Tensor2D {
  return tidy(() => toUnitLength(encoder.apply(faces) as Tensor2D));
}
