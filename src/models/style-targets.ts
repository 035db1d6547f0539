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
import type { FeatureNetwork } from './feature-network.ts';

/** A picture whose style is wanted. It may have any size. */
export interface StyleTarget {
  /** [height, width, 3], 0 to 1 */
  pixels: Float32Array;
  width: number;
  height: number;
  /** Its part of the target: the weights are divided by their sum. */
  weight: number;
}

/** The Gram matrices that the style pictures ask for, mixed by their weights. Divided by numbers of positions. */
export class StyleTargets {
  /** Of each style picture: by layer. */
  readonly #own: readonly ReadonlyMap<string, Tensor2D>[];
  #mixed: ReadonlyMap<string, Tensor2D>;
  /** Under which `#mixed` was made. */
  #weights: readonly number[];

  /** @throws RangeError when there is no such layer */
  constructor(network: FeatureNetwork, styles: readonly StyleTarget[], layers: readonly string[]) {
    this.#own = styles.map((style) => gramsOf(network, style, layers));
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
 * 𝒢 / (n_H n_W) of a layer's activations.
 *
 * WASM is quick neither with a transposed factor nor with transposing a matrix, but with moving the last of four axes.
 *
 * @param activations [1, rows, columns, channels]
 * @returns [channels, channels]
 */
export function gramPerPosition(activations: Tensor4D): Tensor2D {
  return tidy(() => {
    const [, rows, columns, channels] = activations.shape;
    const positions = rows * columns;
    const byChannel = reshape(transpose(activations, [0, 3, 1, 2]), [channels, positions]) as Tensor2D;
    const byPosition = reshape(activations, [positions, channels]) as Tensor2D;
    return mul(matMul(byChannel, byPosition), 1 / positions) as Tensor2D;
  });
}

function gramsOf(
  network: FeatureNetwork,
  { pixels, width, height }: StyleTarget,
  layers: readonly string[],
): Map<string, Tensor2D> {
  const places = layers.map((layer) => network.place(layer));
  const grams = new Map<string, Tensor2D>();
  tidy(() => {
    const picture = tensor4d(pixels, [1, height, width, 3]);
    const activations = network.forward(picture, Math.max(...places) + 1);
    for (const [i, layer] of layers.entries())
      grams.set(layer, keep(gramPerPosition(activations[places[i]!]!)));
  });
  return grams;
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
