import { tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { randomStream } from '#world/random';

/** What is done to one filter of a network (in a dense layer: to one of its units). */
export interface FilterChange {
  layer: string;
  filter: number;
  /** Its weights and its bias are multiplied by this. */
  gain: number;
  /** Chance is added to its weights: normal numbers, this many times as large as its weights are on average. */
  noise: number;
  /** Of that chance. */
  seed: number;
}

/**
 * The weights of a layer, read back: a filter's are along the last axis of the kernel, which is [rows, columns,
 * channels, filters] in a convolution and [inputs, units] in a dense layer.
 */
export interface ReadWeights {
  shape: number[];
  filters: number;
  kernel: Float32Array;
  /** [filters], or null where the layer has none. */
  bias: Float32Array | null;
}

/** Reads a layer's weights back. */
export async function readWeights(layer: layers.Layer): Promise<ReadWeights> {
  const tensors = layer.getWeights();
  const [kernel, bias] = (await Promise.all(tensors.map((one) => one.data()))) as Float32Array[];
  const shape = tensors[0]!.shape;
  return { shape, filters: shape.at(-1)!, kernel: kernel!.slice(), bias: bias?.slice() ?? null };
}

/** Euclidean lengths of a layer's filters, without their biases: [filters]. */
export function filterLengths({ kernel, filters }: ReadWeights): Float32Array {
  const squares = new Float64Array(filters);
  for (let i = 0; i < kernel.length; i++) squares[i % filters]! += kernel[i]! ** 2;
  return Float32Array.from(squares, Math.sqrt);
}

/** The weights after a change, as new arrays. Without noise, a gain of 1 gives them back to the last bit. */
export function changeWeights(
  weights: ReadWeights,
  { filter, gain, noise, seed }: FilterChange,
): ReadWeights {
  const { filters } = weights;
  const kernel = weights.kernel.slice();
  const spread = (noise * filterLengths(weights)[filter]!) / Math.sqrt(kernel.length / filters);
  const normal = normalStream(seed);
  for (let i = filter; i < kernel.length; i += filters) kernel[i] = gain * kernel[i]! + spread * normal();
  const bias = weights.bias?.slice() ?? null;
  if (bias) bias[filter]! *= gain;
  return { ...weights, kernel, bias };
}

/**
 * Runs `body` while a layer has other weights, and puts its own back whatever happens.
 *
 * @param body must have done its work when it returns: the network is everybody's, and others run as soon as it waits
 */
export function withWeights<T>(network: LayersModel, name: string, other: ReadWeights, body: () => T): T {
  const layer = network.getLayer(name);
  const own = layer.getWeights().map((weight) => weight.clone());
  try {
    tidy(() => {
      const kernel = tensor(other.kernel, other.shape);
      layer.setWeights(other.bias ? [kernel, tensor(other.bias)] : [kernel]);
    });
    return body();
  } finally {
    layer.setWeights(own);
    for (const weight of own) weight.dispose();
  }
}

/** Normal numbers of mean 0 and spread 1 (Box and Muller 1958). */
function normalStream(seed: number): () => number {
  const random = randomStream(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
