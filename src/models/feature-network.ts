import {
  add,
  avgPool,
  conv2d,
  fused,
  keep,
  maxPool,
  mul,
  reverse,
  step,
  type Tensor1D,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import type { MapShape } from './activations.ts';
import type { DirectSlope, Features } from './features.ts';
import { averagePoolGradient, maxPoolGradient } from './pooling-gradient.ts';

export type Pooling = 'max' | 'average';

export interface FeatureOptions {
  /** What the activations of a layer are multiplied by; 1 where nothing is said. */
  scales?: Partial<Record<string, number>>;
  /** What is taken of each 2 × 2 where the network pools; left out, what the network takes itself. */
  pooling?: Pooling;
}

/** A convolution as it is computed: with the scales in its weights and biases. */
interface Convolution {
  name: string;
  units: number;
  /** [kernel rows, kernel columns, channels in, units] */
  filter: Tensor4D;
  bias: Tensor1D;
  /** The filter turned by 180°, its channels exchanged: [kernel rows, kernel columns, units, channels in]. */
  turned: Tensor4D;
  /** Of what comes after it, before the next convolution. */
  pooling: Pooling | null;
}

/** What became of a picture, layer by layer. */
export type FeatureMaps = {
  /** After relu: [1, rows, columns, units]. */
  activations: Tensor4D[];
  /** The same after pooling, where the next layer gets that. */
  pooled: (Tensor4D | undefined)[];
};

const made = new WeakMap<LayersModel, Map<string, FeatureNetwork>>();

/**
 * The convolutions of a network, which tell activations of a picture of any size, and slopes for its pixels.
 *
 * No tape is kept: the way back is written by hand. (It takes the activations, which are at hand, and filters that
 * are turned once.) The activations are those after relu and before pooling.
 */
export class FeatureNetwork implements Features {
  readonly #convolutions: readonly Convolution[];
  /** A pixel p becomes p + shift. What it is multiplied by is in the first filters. */
  readonly #shift: number;
  readonly #forget: () => void;

  /**
   * The features of a network. The same network and options give the same ones, which belong to everybody: nobody
   * disposes them who does not dispose the network.
   *
   * @throws RangeError when a convolution is of another kind than stride 1, odd kernel, 'same' padding and relu, or
   *   there is none
   */
  static of(network: LayersModel, options: FeatureOptions = {}): FeatureNetwork {
    const known = made.get(network) ?? new Map<string, FeatureNetwork>();
    made.set(network, known);
    const scales = Object.entries(options.scales ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
    const key = JSON.stringify([options.pooling ?? null, scales]);
    const features = known.get(key) ?? new FeatureNetwork(network, options, () => known.delete(key));
    known.set(key, features);
    return features;
  }

  private constructor(network: LayersModel, options: FeatureOptions, forget: () => void) {
    const { convolutions, shift } = readNetwork(network, options);
    this.#convolutions = convolutions;
    this.#shift = shift;
    this.#forget = forget;
  }

  /** Names of the convolutions, first to last. */
  get layers(): string[] {
    return this.#convolutions.map(({ name }) => name);
  }

  /**
   * Place of a layer among the convolutions.
   *
   * @throws RangeError when there is no such layer
   */
  place(layer: string): number {
    const place = this.layers.indexOf(layer);
    if (place < 0) throw new RangeError(`The network has no convolution ${layer}.`);
    return place;
  }

  /** Sizes of the maps of a picture, first to last. */
  maps(height: number, width: number): MapShape[] {
    let rows = height;
    let columns = width;
    return this.#convolutions.map(({ name, units, pooling }) => {
      const map = { layer: name, rows, columns, units };
      if (pooling) {
        rows = Math.floor(rows / 2);
        columns = Math.floor(columns / 2);
      }
      return map;
    });
  }

  /**
   * The activations of the first `count` layers, after relu, which belong to the caller.
   *
   * @param picture [1, rows, columns, 3], 0 to 1
   * @returns for each layer [1, rows, columns, units]
   */
  forward(picture: Tensor4D, count = this.#convolutions.length): Tensor4D[] {
    return tidy(() => this.pass(picture, count).activations);
  }

  /** The same with all that the way back needs. */
  pass(picture: Tensor4D, count = this.#convolutions.length): FeatureMaps {
    return tidy(() => {
      const activations: Tensor4D[] = [];
      const pooled: (Tensor4D | undefined)[] = [];
      let x: Tensor4D = this.#shift === 0 ? picture : add(picture, this.#shift);
      for (const { filter, bias, pooling } of this.#convolutions.slice(0, count)) {
        x = fused.conv2d({ x, filter, bias, strides: 1, pad: 'same', activation: 'relu' });
        activations.push(x);
        if (activations.length === count) break;
        if (pooling) x = pool(x, pooling);
        pooled.push(pooling ? x : undefined);
      }
      return { activations, pooled };
    });
  }

  /**
   * The slopes of a cost for the pixels.
   *
   * @param maps what `pass` gave
   * @param slopes of the cost for each of the activations, where it depends on them directly; each is asked for when the
   *   way back has come that far, inside of `tidy`
   * @returns [1, rows, columns, 3], belongs to the caller
   * @throws RangeError when there is no slope at all
   */
  backward(maps: FeatureMaps, slopes: readonly (DirectSlope | null)[]): Tensor4D {
    const last = slopes.findLastIndex((slope) => slope !== null);
    if (last < 0) throw new RangeError('A cost that depends on no layer has no slopes.');
    let above: Tensor4D | null = null;
    for (let i = last; i >= 0; i--) {
      // Each layer in a `tidy` of its own: what a large picture needs in between is not kept longer than that.
      const below: Tensor4D = tidy(() => this.#back(i, maps, above, slopes[i] ?? null));
      above?.dispose();
      above = below;
    }
    return above!;
  }

  /**
   * One layer back.
   *
   * @param above slopes for its activations as the next layer got them, pooled or not
   * @returns slopes for what it got itself
   */
  #back(i: number, maps: FeatureMaps, above: Tensor4D | null, direct: DirectSlope | null): Tensor4D {
    const activations = maps.activations[i]!;
    const { pooling, turned } = this.#convolutions[i]!;
    const slope = tidy(() => {
      let own = above;
      if (above && pooling === 'max') own = maxPoolGradient(activations, maps.pooled[i]!, above);
      else if (above && pooling === 'average') own = averagePoolGradient(activations, above);
      if (!direct) return own!;
      return own ? add(own, direct()) : direct();
    }) as Tensor4D;
    return conv2d(mul(slope, step(activations)) as Tensor4D, turned, 1, 'same');
  }

  /** Gives the filters back. */
  dispose(): void {
    this.#forget();
    for (const { filter, bias, turned } of this.#convolutions) {
      filter.dispose();
      bias.dispose();
      turned.dispose();
    }
  }
}

function pool(map: Tensor4D, pooling: Pooling): Tensor4D {
  return pooling === 'max' ? maxPool(map, 2, 2, 'valid') : avgPool(map, 2, 2, 'valid');
}

/** Reads layer after layer, as long as they are of kinds that are known here. */
function readNetwork(
  network: LayersModel,
  { scales = {}, pooling }: FeatureOptions,
): { convolutions: Convolution[]; shift: number } {
  const convolutions: Convolution[] = [];
  let shift = 0;
  let factor = 1;
  for (const layer of network.layers) {
    const kind = layer.getClassName();
    const last = convolutions.at(-1);
    if (kind === 'Rescaling' && !last) {
      const { scale, offset } = layer.getConfig() as { scale: number; offset: number };
      factor = scale;
      shift = offset / scale;
    } else if (kind === 'Conv2D') {
      const scale = scales[layer.name] ?? 1;
      convolutions.push(readConvolution(layer, scale, factor));
      // The next layer gets activations that are `scale` times as large, and must not notice.
      factor = 1 / scale;
    } else if (POOLINGS[kind] && last && last.pooling === null) {
      last.pooling = pooling ?? POOLINGS[kind];
    } else if (kind !== 'InputLayer') break;
  }
  if (convolutions.length === 0) throw new RangeError('The network does not begin with convolutions.');
  return { convolutions, shift };
}

const POOLINGS: Record<string, Pooling> = { MaxPooling2D: 'max', AveragePooling2D: 'average' };

function readConvolution(layer: layers.Layer, scale: number, factor: number): Convolution {
  const { activation, padding, strides } = layer.getConfig() as {
    activation: string;
    padding: string;
    strides: number[];
  };
  const [kernel, bias] = layer.getWeights() as [Tensor4D, Tensor1D | undefined];
  const [rows, columns, , units] = kernel.shape;
  const isPlain = activation === 'relu' && padding === 'same' && strides.every((stride) => stride === 1);
  if (!isPlain || !bias || rows % 2 === 0 || columns % 2 === 0) {
    throw new RangeError(`The layer ${layer.name} is no convolution of the kind whose slopes are known.`);
  }
  // `keep`, for whoever calls this inside of a `tidy`.
  const filter = keep(mul(kernel, scale * factor)) as Tensor4D;
  const turned = keep(tidy(() => transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]) as Tensor4D));
  return { name: layer.name, units, filter, bias: keep(mul(bias, scale)), turned, pooling: null };
}
