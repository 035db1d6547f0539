import { type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import type { WindowLayer } from '#math/receptive-field';
import type { ConvolutionSpec } from './picture-network.ts';

export const TEXTURE_CONVOLUTIONS: readonly ConvolutionSpec[] = [
  { name: 'conv1', kernel: 5, filters: 32, pool: true },
  { name: 'conv2', kernel: 3, filters: 48, pool: true },
  { name: 'conv3', kernel: 3, filters: 64, pool: false },
  { name: 'conv4', kernel: 3, filters: 96, pool: true },
  { name: 'conv5', kernel: 3, filters: 128, pool: false },
  { name: 'conv6', kernel: 3, filters: 128, pool: false },
];

/** The same network as windows on the picture, for its receptive fields. */
export function textureWindows(): WindowLayer[] {
  return TEXTURE_CONVOLUTIONS.flatMap(({ name, kernel, pool }) => {
    const convolution: WindowLayer = { name, kernel, stride: 1, padding: 'same' };
    const pooling: WindowLayer = { name: `pool-${name}`, kernel: 2, stride: 2, padding: 'valid' };
    return pool ? [convolution, pooling] : [convolution];
  });
}

/**
 * The network whose features style transfer compares, with no filters yet: [pictures, rows, columns, 3] from 0 to 1 in,
 * the maps of its last layer out. The plan of the picture network, with more filters in most layers, and means over
 * 2 × 2 instead of maxima, along which slopes reach every pixel.
 */
export function textureNetwork(): LayersModel {
  const network = sequential({ name: 'styles' });
  network.add(layers.rescaling({ name: 'centre', inputShape: [null, null, 3], scale: 2, offset: -1 }));
  for (const { name, kernel, filters, pool } of TEXTURE_CONVOLUTIONS) {
    network.add(
      layers.conv2d({
        name,
        kernelSize: kernel,
        filters,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: 'zeros',
      }),
    );
    if (pool) network.add(layers.averagePooling2d({ name: `pool-${name}`, poolSize: 2, strides: 2 }));
  }
  return network;
}
