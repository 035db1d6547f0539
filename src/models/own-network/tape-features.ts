import { addN, grad, mul, type Scalar, sum, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { MapShape } from '../activations.ts';
import { registerFastConv2dGradient } from '../conv2d-gradient.ts';
import { registerDepthwiseGradient } from '../depthwise-gradient.ts';
import type { DirectSlope, FeaturePass, Features } from '../features.ts';
import type { PictureForm } from '../picture-form.ts';
import { LayerGraph } from './graph.ts';

interface TapePass extends FeaturePass {
  picture: Tensor4D;
}

/**
 * Some layers of any network, for pictures of any size. The way back is the tape of tfjs: the layers are computed once
 * more for it. Nothing of the network is copied, and there is nothing to dispose.
 */
export class TapeFeatures implements Features {
  readonly layers: string[];
  readonly #graph: LayerGraph;
  readonly #scales: number[];

  /**
   * @param layers names, in any order; they are told in the order of the network
   * @param scales what the activations of a layer are multiplied by; 1 where nothing is said
   * @throws RangeError in words for the reader, when a layer is missing or has no map
   */
  constructor(
    network: LayersModel,
    form: PictureForm,
    layers: readonly string[],
    scales: Partial<Record<string, number>> = {},
  ) {
    this.#graph = new LayerGraph(network, form);
    const missing = layers.find((layer) => !this.#graph.names.includes(layer));
    if (missing !== undefined) throw new RangeError(`The network has no layer ${missing}.`);
    this.layers = this.#graph.names.filter((name) => layers.includes(name));
    if (this.layers.length === 0) throw new RangeError('No layer of the network is asked for.');
    this.#scales = this.layers.map((layer) => scales[layer] ?? 1);
    for (const [i, shape] of this.#graph.shapes(this.layers, form.rows, form.columns).entries()) {
      if (shape.length !== 4) throw new RangeError(`The layer ${this.layers[i]} has no map.`);
    }
    registerFastConv2dGradient();
    registerDepthwiseGradient();
  }

  place(layer: string): number {
    const place = this.layers.indexOf(layer);
    if (place < 0) throw new RangeError(`The layer ${layer} is not among those that are looked at.`);
    return place;
  }

  maps(height: number, width: number): MapShape[] {
    const shapes = this.#graph.shapes(this.layers, height, width);
    return shapes.map(([, rows, columns, units], i) => ({
      layer: this.layers[i]!,
      rows: rows!,
      columns: columns!,
      units: units!,
    }));
  }

  forward(picture: Tensor4D, count = this.layers.length): Tensor4D[] {
    return tidy(() => this.#told(picture, count));
  }

  pass(picture: Tensor4D, count = this.layers.length): TapePass {
    return { picture, activations: this.forward(picture, count) };
  }

  backward(pass: FeaturePass, slopes: readonly (DirectSlope | null)[]): Tensor4D {
    const places = [...slopes.keys()].filter((place) => slopes[place]);
    if (places.length === 0) throw new RangeError('A cost that depends on no layer has no slopes.');
    return tidy(() => {
      const direct = places.map((place) => slopes[place]!());
      const count = places.at(-1)! + 1;
      // Its slopes are those of the cost: the direct ones are constants here.
      const value = (picture: Tensor): Scalar => {
        const told = this.#told(picture as Tensor4D, count);
        return addN(places.map((place, i) => sum(mul(told[place]!, direct[i]!)) as Scalar));
      };
      return grad(value)((pass as TapePass).picture) as Tensor4D;
    });
  }

  #told(picture: Tensor4D, count: number): Tensor4D[] {
    const maps = this.#graph.run(this.layers.slice(0, count), picture);
    return maps.map((map, i) => mul(map, this.#scales[i]!) as Tensor4D);
  }
}
