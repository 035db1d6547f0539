import { initializers, type LayersModel, layers, sequential } from '@tensorflow/tfjs-layers';
import type { WindowLayer } from '#math/receptive-field';

/** A convolution over time, and how many of its positions the pooling after it takes together (1: none). */
export interface SignalConvolution {
  name: string;
  kernel: number;
  filters: number;
  pool: number;
}

export const SIGNAL_CONVOLUTIONS: readonly SignalConvolution[] = [
  { name: 'conv1', kernel: 9, filters: 8, pool: 2 },
  { name: 'conv2', kernel: 7, filters: 16, pool: 2 },
  { name: 'conv3', kernel: 7, filters: 24, pool: 4 },
  { name: 'conv4', kernel: 9, filters: 32, pool: 2 },
  { name: 'conv5', kernel: 9, filters: 48, pool: 1 },
];

/**
 * Variance of the first filters before training, times their length; the others have 2 (He et al. 2015). It is small, so
 * that one sees in them what was learnt and not what they began with.
 */
const FIRST_SCALE = 0.2;

/** The same network as windows on the signal, for its receptive fields, in samples. */
export function signalWindows(): WindowLayer[] {
  return SIGNAL_CONVOLUTIONS.flatMap(({ name, kernel, pool }) => {
    const convolution: WindowLayer = { name, kernel, stride: 1, padding: 'same' };
    const pooling: WindowLayer = { name: `pool-${name}`, kernel: pool, stride: pool, padding: 'valid' };
    return pool > 1 ? [convolution, pooling] : [convolution];
  });
}

/**
 * The heartbeat network, untrained: [signals, samples, 1] in millivolt in, [signals, classes] probabilities out.
 * Convolutions over time with 'same' padding and relu, the maximum of neighbours where marked, the mean of each filter
 * over the whole signal, one dense layer.
 *
 * @param seed initial weights: the same seed gives the same weights
 */
export function heartbeatNetwork(samples: number, classes: number, seed: number): LayersModel {
  const network = sequential({ name: 'heartbeats' });
  for (const [index, { name, kernel, filters, pool }] of SIGNAL_CONVOLUTIONS.entries()) {
    network.add(
      layers.conv1d({
        name,
        kernelSize: kernel,
        filters,
        padding: 'same',
        activation: 'relu',
        kernelInitializer: initializers.varianceScaling({
          scale: index === 0 ? FIRST_SCALE : 2,
          mode: 'fanIn',
          distribution: 'normal',
          seed: seed + index,
        }),
        ...(index === 0 ? { inputShape: [samples, 1] } : {}),
      }),
    );
    if (pool > 1) network.add(layers.maxPooling1d({ name: `pool-${name}`, poolSize: pool, strides: pool }));
  }
  network.add(layers.globalAveragePooling1d({ name: 'mean' }));
  network.add(
    layers.dense({
      name: 'classes',
      units: classes,
      activation: 'softmax',
      kernelInitializer: initializers.glorotNormal({ seed: seed + SIGNAL_CONVOLUTIONS.length }),
    }),
  );
  return network;
}
