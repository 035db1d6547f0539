import { add, conv2d, mul, reverse, sum, type Tensor, type Tensor4D, tensor } from '@tensorflow/tfjs-core';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { channelForms, GREY, type PictureForm } from '../picture-form.ts';

/** A layer of a network, and the layers that it reads. */
interface Node {
  layer: layers.Layer;
  inputs: string[];
}

type Config = Record<string, unknown>;

/**
 * The layers of a network as a graph that takes pictures of any size, whatever size the network was made for.
 *
 * A plain convolution is computed here: tfjs fuses one without activation, and the gradient of that needs a kernel that
 * WASM lacks.
 */
export class LayerGraph {
  readonly #nodes: ReadonlyMap<string, Node>;
  readonly #form: PictureForm;

  constructor(network: LayersModel, form: PictureForm) {
    this.#nodes = nodesOf(network);
    this.#form = form;
  }

  /** Names of the layers, inputs first. */
  get names(): string[] {
    return [...this.#nodes.keys()];
  }

  /**
   * Shapes of the answers of some layers to one picture.
   *
   * @returns for each layer [1, rows, columns, units]
   * @throws RangeError when a layer can't be used, or the picture is too small for it
   */
  shapes(names: readonly string[], height: number, width: number): number[][] {
    const first = [1, height, width, this.#form.channels];
    return this.#walk<number[]>(names, first, (layer, inputs) => {
      const shape = layer.computeOutputShape(inputs.length === 1 ? inputs[0]! : inputs) as number[];
      if (shape.some((side) => side === null || side < 1)) {
        throw new RangeError(
          `A picture of ${height} × ${width} pixels is too small for the layer ${layer.name}.`,
        );
      }
      return shape;
    });
  }

  /**
   * The answers of some layers to a picture. For use inside of `tidy` or of a gradient.
   *
   * @param picture [1, rows, columns, 3], 0 to 1
   */
  run(names: readonly string[], picture: Tensor4D): Tensor4D[] {
    return this.#walk<Tensor>(names, prepared(picture, this.#form), (layer, inputs) => {
      if (layer.getClassName() === 'Conv2D') return convolved(layer, inputs[0] as Tensor4D);
      return layer.call(inputs.length === 1 ? inputs[0]! : inputs, { training: false }) as Tensor;
    }) as Tensor4D[];
  }

  #walk<T>(names: readonly string[], first: T, step: (layer: layers.Layer, inputs: T[]) => T): T[] {
    const known = new Map<string, T>();
    const answerOf = (name: string): T => {
      const there = known.get(name);
      if (there !== undefined) return there;
      const node = this.#nodes.get(name);
      if (!node) throw new RangeError(`The network has no layer ${name}.`);
      const { layer, inputs } = node;
      const value =
        layer.getClassName() === 'InputLayer'
          ? first
          : step(layer, inputs.length ? inputs.map(answerOf) : [first]);
      const one = (Array.isArray(value) && typeof value[0] === 'object' ? value[0] : value) as T;
      known.set(name, one);
      return one;
    };
    return names.map(answerOf);
  }
}

function nodesOf(network: LayersModel): Map<string, Node> {
  const own = new Set(network.layers.map(({ name }) => name));
  return new Map(
    network.layers.map((layer) => {
      const calls = layer.inboundNodes as unknown as { inboundLayers: layers.Layer[] }[];
      const within = calls
        .map(({ inboundLayers }) => inboundLayers.map(({ name }) => name))
        .filter((names) => names.some((name) => own.has(name)));
      if (within.length > 1)
        throw new RangeError(`The layer ${layer.name} is used twice, which is not followed here.`);
      return [layer.name, { layer, inputs: within[0] ?? [] }];
    }),
  );
}

/** The picture as the network takes it. */
function prepared(picture: Tensor4D, { channels, preprocessing }: PictureForm): Tensor4D {
  const forms = channelForms(preprocessing);
  if (channels === 1) {
    const { scale, shift } = forms[1]!;
    return add(mul(sum(mul(picture, tensor([...GREY])), -1, true), scale * 255), shift);
  }
  const ordered = forms[0]!.colour === 2 ? reverse(picture, -1) : picture;
  const scales = tensor(forms.map(({ scale }) => scale * 255));
  const shifts = tensor(forms.map(({ shift }) => shift));
  return add(mul(ordered, scales), shifts) as Tensor4D;
}

function convolved(layer: layers.Layer, input: Tensor4D): Tensor {
  const { strides, padding, dilationRate } = layer.getConfig() as Config as {
    strides: [number, number];
    padding: 'same' | 'valid';
    dilationRate?: [number, number];
  };
  const { kernel, bias, activation } = layer as unknown as {
    kernel: { read(): Tensor4D };
    bias: { read(): Tensor } | null;
    activation: { apply(x: Tensor): Tensor } | null;
  };
  const dilations = dilationRate ?? 1;
  const sums = conv2d(input, kernel.read(), strides, padding, 'NHWC', dilations);
  const biased = bias ? add(sums, bias.read()) : sums;
  return activation ? activation.apply(biased) : biased;
}
