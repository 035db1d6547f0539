import {
  add,
  keep,
  matMul,
  mul,
  reshape,
  type Tensor2D,
  type Tensor4D,
  tensor4d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import type { MapShape } from './activations.ts';
import type { Features } from './features.ts';

/** A picture whose style is wanted. It may have any size. */
export interface StyleTarget {
  /** [height, width, 3], 0 to 1 */
  pixels: Float32Array;
  width: number;
  height: number;
  /** Its part of the target: the weights are divided by their sum. */
  weight: number;
}

/**
 * The Gram matrices that the style pictures ask for, mixed by their weights, as large as they would be in a picture of
 * the painted one's size: each is divided by its own number of positions and multiplied by the other's.
 */
export class StyleTargets {
  /** Of each style picture: by layer. */
  readonly #own: readonly ReadonlyMap<string, Tensor2D>[];
  #mixed: ReadonlyMap<string, Tensor2D>;
  /** Under which `#mixed` was made. */
  #weights: readonly number[];

  /** @throws RangeError when there is no such layer */
  constructor(
    network: Features,
    styles: readonly StyleTarget[],
    layers: readonly string[],
    painted: { height: number; width: number },
  ) {
    this.#own = styles.map((style) => gramsOf(network, style, layers, painted));
    this.#weights = styles.map(({ weight }) => weight);
    this.#mixed = mixed(this.#own, this.#weights);
  }

  /**
   * What is asked of a layer, [channels, channels]. It stays the property of this object.
   *
   * @param weights of the style pictures, in their order; left out, those they had last
   * @throws RangeError when no target was made for that layer
   */
  of(layer: string, weights: readonly number[] = this.#weights): Tensor2D {
    if (weights.some((weight, i) => weight !== this.#weights[i])) {
      this.#dispose(this.#mixed);
      this.#weights = [...weights];
      this.#mixed = mixed(this.#own, weights);
    }
    const target = this.#mixed.get(layer);
    if (!target) throw new RangeError(`No target was made for the layer ${layer}.`);
    return target;
  }

  dispose(): void {
    this.#dispose(this.#mixed);
    for (const grams of this.#own) this.#dispose(grams);
  }

  #dispose(grams: ReadonlyMap<string, Tensor2D>): void {
    for (const matrix of grams.values()) matrix.dispose();
  }
}

/**
 * The Gram matrix of a layer's activations.
 *
 * WASM is quick neither with a transposed factor nor with transposing a matrix, but with moving the last of four axes.
 *
 * @param activations [1, rows, columns, channels]
 * @returns [channels, channels]
 */
export function gramTensor(activations: Tensor4D): Tensor2D {
  return tidy(() => {
    const [, rows, columns, channels] = activations.shape;
    const positions = rows * columns;
    const byChannel = reshape(transpose(activations, [0, 3, 1, 2]), [channels, positions]) as Tensor2D;
    return matMul(byChannel, reshape(activations, [positions, channels]) as Tensor2D);
  });
}

/** Each matrix divided by its own number of positions, times that of the painted picture. */
function gramsOf(
  network: Features,
  { pixels, width, height }: StyleTarget,
  layers: readonly string[],
  painted: { height: number; width: number },
): Map<string, Tensor2D> {
  const places = layers.map((layer) => network.place(layer));
  const own = network.maps(height, width);
  const wanted = network.maps(painted.height, painted.width);
  const grams = new Map<string, Tensor2D>();
  tidy(() => {
    const picture = tensor4d(pixels, [1, height, width, 3]);
    const activations = network.forward(picture, Math.max(...places) + 1);
    for (const place of places) {
      const ratio = positionsOf(wanted[place]!) / positionsOf(own[place]!);
      grams.set(own[place]!.layer, keep(mul(gramTensor(activations[place]!), ratio)));
    }
  });
  return grams;
}

function positionsOf({ rows, columns }: MapShape): number {
  return rows * columns;
}

function mixed(
  styles: readonly ReadonlyMap<string, Tensor2D>[],
  weights: readonly number[],
): Map<string, Tensor2D> {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const mix = (layer: string): Tensor2D =>
    tidy(() =>
      styles
        .map((grams, i) => mul(grams.get(layer)!, weights[i]! / whole) as Tensor2D)
        .reduce((one, other) => add(one, other)),
    );
  return new Map([...styles[0]!.keys()].map((layer) => [layer, keep(mix(layer))]));
}
