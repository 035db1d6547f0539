import type { LayerReport } from '#math/convolution/network';
import { windowAt } from '#math/convolution/window';
import { editKey, editsOf, type Numbers } from './numbers.ts';
import { inputNumber, weightNumber } from './patterns.ts';
import { channelSpan } from './window.ts';

/** One tap of the kernel over one channel, for one output cell. */
export interface Product {
  tap: number[];
  /** Undefined in the padding. */
  cell: number[] | undefined;
  channel: number;
  /** Channel within the group. */
  within: number;
  value: number;
  weight: number;
  product: number;
}

/** A layer's numbers, each worked out when it is asked for: the layer may be as large as one likes. */
export interface LayerNumbers {
  input(cell: readonly number[], channel: number): number;
  weight(tap: readonly number[], within: number, filter: number): number;
  bias(filter: number): number;
  /** Every product of one output number, channel after channel; [] for pooling. */
  products(place: readonly number[], filter: number): Product[];
  /** undefined where it is made of more than `MOST_PRODUCTS`. */
  output(place: readonly number[], filter: number): number | undefined;
  /** Multiplications (or comparisons) behind one output number. */
  work: number;
}

export const MOST_PRODUCTS = 20_000;

/** @param report of a possible convolution or pooling layer in one or two dimensions */
export function layerNumbers(report: LayerReport, numbers: Numbers): LayerNumbers {
  const { layer, input: shape } = report;
  if (layer.op === 'dense' || !shape) throw new RangeError('Only windows have such numbers.');
  const edits = editsOf(numbers.edits);
  const changed = (kind: 'i' | 'w' | 'b', at: readonly number[], value: number) =>
    edits.size === 0 ? value : (edits.get(editKey(kind, at)) ?? value);
  const input = (cell: readonly number[], channel: number) =>
    changed('i', [...cell, channel], inputNumber(numbers.input, numbers.seed, cell, shape.size, channel));
  const weight = (tap: readonly number[], within: number, filter: number) =>
    changed(
      'w',
      [...tap, within, filter],
      weightNumber(numbers.weights, numbers.seed, tap, layer.kernel, within, filter),
    );
  const bias = (filter: number) => (layer.op === 'convolution' && layer.bias ? changed('b', [filter], 0) : 0);
  const work = workOf(report);

  const products = (place: readonly number[], filter: number): Product[] => {
    if (layer.op !== 'convolution' || work > MOST_PRODUCTS) return [];
    const met = windowAt(report, place);
    const [first, end] = channelSpan(report, filter);
    const found: Product[] = [];
    for (let channel = first; channel < end; channel++) {
      const within = channel - first;
      for (const { tap, cell } of met) {
        const value = cell ? input(cell, channel) : 0;
        const factor = weight(tap, within, filter);
        found.push({ tap, cell, channel, within, value, weight: factor, product: value * factor });
      }
    }
    return found;
  };

  const pooled = (place: readonly number[], channel: number): number => {
    const met = windowAt(report, place);
    const values = met.flatMap(({ cell }) => (cell ? [input(cell, channel)] : []));
    if (layer.op !== 'pooling' || layer.how === 'max') return Math.max(...values);
    const count = layer.padding.kind === 'same' ? values.length : met.length;
    return values.reduce((sum, value) => sum + value, 0) / count;
  };

  const output = (place: readonly number[], filter: number): number | undefined => {
    if (work > MOST_PRODUCTS) return undefined;
    if (layer.op === 'pooling') return pooled(place, filter);
    return products(place, filter).reduce((sum, { product }) => sum + product, bias(filter));
  };

  return { input, weight, bias, products, output, work };
}

/** Multiplications (of pooling: numbers looked at) behind one output number, as far as a number holds. */
export function workOf({ layer, input }: Pick<LayerReport, 'layer' | 'input'>): number {
  if (layer.op === 'dense' || !input) return Number.POSITIVE_INFINITY;
  const taps = layer.kernel.reduce((product, side) => product * side, 1);
  return taps * (layer.op === 'convolution' ? input.channels / layer.groups : 1);
}

/** A number in at most four characters or so: '3', '−0.25', '12.5'; '' for none. */
export function numberText(value: number | undefined): string {
  if (value === undefined) return '';
  if (value === Number.NEGATIVE_INFINITY) return '−∞';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const rounded = Math.round(value * 10 ** digits) / 10 ** digits;
  return String(Object.is(rounded, -0) ? 0 : rounded).replace('-', '−');
}
