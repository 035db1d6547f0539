import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, model, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { type ReceptiveField, receptiveField, type WindowLayer } from '#math/receptive-field';
import type { WindowTask } from '#math/window-sum';
import { SAMPLES } from '#world/signal/ecg';
import { type Experiment, ExperimentError } from './experiment.ts';
import { siteNetwork } from './networks.ts';

export interface ReadHeartbeatOptions {
  /** [1024], in millivolt. */
  samples: Float32Array;
  /** The convolution to look into. */
  layer: string;
}

/** A convolution of the network along time. */
export interface HeartbeatLayer {
  name: string;
  filters: number;
  /** How many places it answers at. */
  length: number;
  /** What one place sees of the signal, in samples; the first sample reaches from 0 to 1. */
  field: ReceptiveField;
}

export interface ReadHeartbeatResult {
  /** One a rhythm, in the order of `RHYTHMS`. */
  probabilities: Float32Array;
  layers: HeartbeatLayer[];
  /** The layer that was looked into. */
  layer: string;
  /** [length, filters], from 0 up. */
  activations: Float32Array;
  /** What it was computed from, weights included: `windowSum` of #math/window-sum takes it as it is. */
  task: WindowTask & { input: Float32Array; kernel: Float32Array; bias: Float32Array };
}

interface WindowConfig {
  kernelSize?: number[];
  poolSize?: number[];
  strides: number[];
  dilationRate?: number[];
  padding: 'same' | 'valid';
}

type Layer = LayersModel['layers'][number];

const isConvolution = (layer: Layer) => layer.getClassName() === 'Conv1D';

/** The network as windows on the signal: all convolutions and poolings along time, in order. */
function windows(network: LayersModel): WindowLayer[] {
  return network.layers
    .filter((layer) => isConvolution(layer) || /^(Max|Average)Pooling1D$/.test(layer.getClassName()))
    .map((layer) => {
      const { kernelSize, poolSize, strides, dilationRate, padding } =
        layer.getConfig() as unknown as WindowConfig;
      return {
        name: layer.name,
        kernel: (kernelSize ?? poolSize)![0]!,
        stride: strides[0]!,
        padding,
        dilation: dilationRate?.[0] ?? 1,
      };
    });
}

const inners = new WeakMap<Layer, LayersModel>();

/** The network, telling what goes into a layer and what comes out of it beside its answer. */
function innerNetwork(network: LayersModel, layer: Layer): LayersModel {
  const known = inners.get(layer);
  if (known) return known;
  const outputs = [layer.input, layer.output, ...network.outputs] as SymbolicTensor[];
  const inner = model({ inputs: network.inputs, outputs });
  inners.set(layer, inner);
  return inner;
}

/** Zeros before the signal as TensorFlow puts them: the odd one comes after. */
function zerosBefore({ kernel, stride, padding, dilation = 1 }: WindowLayer, length: number): number {
  if (padding !== 'same') return 0;
  const reach = (kernel - 1) * dilation + 1;
  const outputs = Math.ceil(length / stride);
  return Math.floor(Math.max(0, (outputs - 1) * stride + reach - length) / 2);
}

/**
 * What the heartbeat network makes of eight seconds, and what one of its layers makes of them on the way.
 *
 * @throws ExperimentError 'bad-input' for an unknown layer, another number of samples, or samples that are no numbers
 */
export const run: Experiment<ReadHeartbeatOptions, never, ReadHeartbeatResult> = async function* (
  { samples, layer },
  context,
) {
  if (samples.length !== SAMPLES || !samples.every(Number.isFinite)) {
    throw new ExperimentError(
      'bad-input',
      `The network reads ${SAMPLES} numbers: eight seconds in millivolt.`,
    );
  }
  const network = await siteNetwork('heartbeats', context);
  const chain = windows(network);
  const fields = new Map(receptiveField(chain).map((field) => [field.name, field]));
  const convolutions = network.layers.filter(isConvolution);
  const looked = convolutions.find(({ name }) => name === layer);
  if (!looked) throw new ExperimentError('bad-input', `The network has no layer named ${layer}.`);
  const inner = innerNetwork(network, looked);
  const told = tidy(() => {
    const signal = tensor(samples, [1, SAMPLES, 1]);
    return inner.apply(signal) as Tensor[];
  });
  const [kernel, bias] = looked.getWeights();
  const values = await Promise.all([...told, kernel!, bias!].map((one) => one.data()));
  const [input, activations, probabilities, weights, biases] = values.map((one) =>
    Float32Array.from(one),
  ) as [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array];
  const [, length, channels] = told[0]!.shape as [number, number, number];
  const [taps, , filters] = kernel!.shape as [number, number, number];
  for (const one of told) one.dispose();
  const window = chain.find(({ name }) => name === layer)!;
  yield { done: 1, total: 1, what: 'signals read' };
  return {
    probabilities,
    layers: convolutions.map(({ name, outputShape }) => {
      const [, places, count] = outputShape as [null, number, number];
      return { name, filters: count, length: places, field: fields.get(name)! };
    }),
    layer,
    activations,
    task: {
      input,
      length,
      channels,
      kernel: weights,
      taps,
      filters,
      bias: biases,
      stride: window.stride,
      dilation: window.dilation ?? 1,
      before: zerosBefore(window, length),
    },
  };
};
