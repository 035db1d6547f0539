import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import type { WindowLayer } from '#math/receptive-field';

/** A convolution of the picture network, with the pooling after it if there is one. */
export interface ConvolutionSpec {
  name: string;
  kernel: number;
  filters: number;
  pool: boolean;
}

/** Side of the pictures that the network takes. */
export const PICTURE_SIZE = 64;

export const CONVOLUTIONS: readonly ConvolutionSpec[] = [
  { name: 'conv1', kernel: 5, filters: 16, pool: true },
  { name: 'conv2', kernel: 3, filters: 32, pool: true },
  { name: 'conv3', kernel: 3, filters: 48, pool: false },
  { name: 'conv4', kernel: 3, filters: 64, pool: true },
  { name: 'conv5', kernel: 3, filters: 96, pool: false },
  { name: 'conv6', kernel: 3, filters: 128, pool: false },
];

/** The same network as windows on the picture, for its receptive fields. */
export function pictureWindows(): WindowLayer[] {
  return CONVOLUTIONS.flatMap(({ name, kernel, pool }) => {
    const convolution: WindowLayer = { name, kernel, stride: 1, padding: 'same' };
    const pooling: WindowLayer = { name: `pool-${name}`, kernel: 2, stride: 2, padding: 'valid' };
    return pool ? [convolution, pooling] : [convolution];
  });
}

/**
 * The picture network, untrained: [pictures, 64, 64, 3] from 0 to 1 in, [pictures, classes] probabilities out.
 * Convolutions with 'same' padding and relu, a maximum over each 2 × 2 where marked, the maximum of each
 * filter over the whole picture, one dense layer. The input is shifted to −1 … 1, so that the zeros around
 * the picture are mid-grey.
 *
 * @param seed initial weights (He et al. 2015): the same seed gives the same weights
 */
export function pictureNetwork(classes: number, seed: number): LayersModel {
  const network = sequential({ name: 'pictures' });
  network.add(
    layers.rescaling({
      name: 'centre',
      inputShape: [PICTURE_SIZE, PICTURE_SIZE, 3],
      scale: 2,
      offset: -1,
    }),
  );
  for (const [index, { name, kernel, filters, pool }] of CONVOLUTIONS.entries()) {
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
  network.add(layers.globalMaxPooling2d({ name: 'strongest' }));
  network.add(
    layers.dense({
      name: 'classes',
      units: classes,
      activation: 'softmax',
      kernelInitializer: initializers.glorotNormal({ seed: seed + CONVOLUTIONS.length }),
    }),
  );
  return network;
}
