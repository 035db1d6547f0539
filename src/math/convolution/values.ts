import { type Tap, windowAt } from '#math/convolution/window';
import type { ConvolutionLayer, DenseLayer, LayerReport, PoolingLayer } from './network.ts';

/**
 * Numbers of a layer by its definition, one output number after the other: for small inputs that are looked
 * at, not for speed. Tensors are row-major with the channels last:
 * input [size…, channels], output [size…, channels].
 *
 * @param weights [kernel…, channels / groups, filters], dense [inputs, units]; unread for pooling
 * @param bias [filters] or [units], 0 where not given
 * @throws RangeError when the layer is impossible, or a length is not what the report says
 */
export function layerValues(
  report: LayerReport,
  input: Float32Array,
  weights: Float32Array = new Float32Array(0),
  bias?: Float32Array,
): Float32Array {
  const { layer, output } = report;
  if (!output || !report.input) throw new RangeError('The layer is impossible.');
  expectLength('input', input.length, cells(report.input.size) * report.input.channels);
  expectLength('weights', weights.length, layer.op === 'pooling' ? weights.length : cells(report.weights));
  if (bias) expectLength('bias', bias.length, output.channels);
  const values = new Float32Array(cells(output.size) * output.channels);
  let index = 0;
  for (const place of places(output.size)) {
    const taps = layer.op === 'dense' ? [] : windowAt(report, place);
    for (let channel = 0; channel < output.channels; channel++) {
      values[index++] = outputNumber(report, input, weights, channel, taps) + (bias?.[channel] ?? 0);
    }
  }
  return values;
}

/** One product of an output number: of which input number and which weight, with their values. */
export interface Product {
  /** Place in the kernel, a side. */
  tap: number[];
  /** Place in the input, a side; undefined in the padding, whose value is 0. */
  cell: number[] | undefined;
  /** Of the input, counted over all groups. */
  channel: number;
  value: number;
  weight: number;
  product: number;
}

/**
 * The products whose sum, with the bias, is one output number of a convolution, written out.
 *
 * @param filter which output channel, from 0
 */
export function productsAt(
  report: LayerReport,
  input: Float32Array,
  weights: Float32Array,
  place: readonly number[],
  filter: number,
): Product[] {
  const { layer } = report;
  if (layer.op !== 'convolution' || !report.input) throw new RangeError('Only convolutions have products.');
  return [...productsOf(report, layer, input, weights, filter, windowAt(report, place))];
}

function outputNumber(
  report: LayerReport,
  input: Float32Array,
  weights: Float32Array,
  channel: number,
  taps: readonly Tap[],
): number {
  const { layer } = report;
  if (layer.op === 'dense') return dot(input, weights, channel, layer);
  if (layer.op === 'pooling') return pooled(report, layer, input, channel, taps);
  let sum = 0;
  for (const { product } of productsOf(report, layer, input, weights, channel, taps)) sum += product;
  return sum;
}

function* productsOf(
  report: LayerReport,
  layer: ConvolutionLayer,
  input: Float32Array,
  weights: Float32Array,
  filter: number,
  taps: readonly Tap[],
): Generator<Product> {
  const { size, channels } = report.input!;
  const shared = channels / layer.groups;
  const first = Math.floor(filter / (layer.filters / layer.groups)) * shared;
  for (const { tap, cell } of taps) {
    const corner = flat(tap, layer.kernel) * shared;
    for (let within = 0; within < shared; within++) {
      const channel = first + within;
      const value = cell ? input[flat(cell, size) * channels + channel]! : 0;
      const weight = weights[(corner + within) * layer.filters + filter]!;
      yield { tap, cell, channel, value, weight, product: value * weight };
    }
  }
}

function pooled(
  report: LayerReport,
  layer: PoolingLayer,
  input: Float32Array,
  channel: number,
  taps: readonly Tap[],
): number {
  const { size, channels } = report.input!;
  const met = taps.flatMap(({ cell }) => (cell ? [input[flat(cell, size) * channels + channel]!] : []));
  if (layer.how === 'max') return Math.max(...met);
  const counted = layer.padding.kind === 'same' ? met.length : taps.length;
  return met.reduce((sum, value) => sum + value, 0) / counted;
}

function dot(input: Float32Array, weights: Float32Array, unit: number, layer: DenseLayer): number {
  let sum = 0;
  for (const [index, value] of input.entries()) sum += value * weights[index * layer.units + unit]!;
  return sum;
}

/** Place in a row-major list without channels. */
export function flat(place: readonly number[], size: readonly number[]): number {
  return place.reduce((index, coordinate, axis) => index * size[axis]! + coordinate, 0);
}

function* places(size: readonly number[]): Generator<number[]> {
  const total = cells(size);
  for (let index = 0; index < total; index++) yield placeAt(index, size);
}

/** The other way round: the place of an index in a row-major list without channels. */
export function placeAt(index: number, size: readonly number[]): number[] {
  let rest = index;
  return size.map((_, axis) => {
    const step = cells(size.slice(axis + 1));
    const coordinate = Math.floor(rest / step);
    rest -= coordinate * step;
    return coordinate;
  });
}

function cells(size: readonly (number | bigint)[]): number {
  return size.reduce<number>((product, side) => product * Number(side), 1);
}

function expectLength(what: string, given: number, expected: number): void {
  if (given !== expected) throw new RangeError(`${what} has ${given} numbers instead of ${expected}.`);
}
