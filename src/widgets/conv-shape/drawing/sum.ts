import type { LayerReport } from '#math/convolution/network';
import { windowAt } from '#math/convolution/window';
import type { LayerNumbers } from './arithmetic.ts';
import { lanes } from './grids.ts';
import { editKey } from './numbers.ts';
import { channelSpan } from './window.ts';

/** One entry of the three tables: what lies under the filter, the weight, their product. */
export interface Entry {
  /** undefined where no cell meets this tap (transposed). */
  value: number | undefined;
  weight: number | undefined;
  product: number | undefined;
  /** Where a change of the value goes; undefined in the padding. */
  valueKey: string | undefined;
  weightKey: string | undefined;
  /** In words: 'row 2, column 3, channel 1'. */
  said: string;
}

export interface Sum {
  /** Rows of the tables: of the kernel, or in one dimension the channels. */
  rows: { label: string; entries: Entry[] }[];
  /** Parts of the sum, in words and numbers, in order. */
  parts: { label: string; value: number; bias?: boolean }[];
  total: number;
  /** Edits of the bias go here. */
  biasKey: string | undefined;
}

/** Larger tables are not laid out. */
const MOST_ACROSS = 9;
/** Channels whose parts of the sum are written out one by one. */
const MOST_PARTS = 6;

/** Without rows where the tables would be too large. */
export function sumOf(
  report: LayerReport,
  numbers: LayerNumbers,
  place: readonly number[],
  filter: number,
  channel: number,
): Sum {
  const { layer, input } = report;
  const parts = partsOf(report, numbers, place, filter, channel);
  if (layer.op === 'dense' || !input || layer.kernel.some((side) => side > MOST_ACROSS)) {
    return { rows: [], ...parts };
  }
  const flat = place.length === 1;
  const channels = channelSpan(report, filter);
  const shown = flat ? lanes(channels, channel) : ([channel, channel + 1] as const);
  const met = new Map(windowAt(report, place).map(({ tap, cell }) => [tap.join('.'), cell]));
  const entry = (tap: number[], lane: number): Entry => {
    const meets = met.has(tap.join('.'));
    const cell = met.get(tap.join('.'));
    const within = lane - channels[0];
    const empty = layer.op === 'pooling' && layer.how === 'max' ? Number.NEGATIVE_INFINITY : 0;
    const value = meets ? (cell ? numbers.input(cell, lane) : empty) : undefined;
    const weight = layer.op === 'convolution' ? numbers.weight(tap, within, filter) : undefined;
    return {
      value,
      weight,
      product: value === undefined || weight === undefined ? undefined : value * weight,
      valueKey: cell ? editKey('i', [...cell, lane]) : undefined,
      weightKey: layer.op === 'convolution' ? editKey('w', [...tap, within, filter]) : undefined,
      said: `${tap.map((at, axis) => `${flat ? 'tap' : axis === 0 ? 'row' : 'column'} ${at + 1}`).join(', ')}, channel ${lane + 1}`,
    };
  };
  const across = Array.from({ length: layer.kernel.at(-1)! }, (_, tap) => tap);
  const rows = flat
    ? range(shown).map((lane) => ({
        label: `channel ${lane + 1}`,
        entries: across.map((tap) => entry([tap], lane)),
      }))
    : Array.from({ length: layer.kernel[0]! }, (_, row) => ({
        label: `row ${row + 1}`,
        entries: across.map((tap) => entry([row, tap], channel)),
      }));
  return { rows, ...parts };
}

function partsOf(
  report: LayerReport,
  numbers: LayerNumbers,
  place: readonly number[],
  filter: number,
  channel: number,
): Pick<Sum, 'parts' | 'total' | 'biasKey'> {
  const { layer } = report;
  const total = numbers.output(place, filter) ?? Number.NaN;
  if (layer.op !== 'convolution') return { parts: [], total, biasKey: undefined };
  const sums = new Map<number, number>();
  for (const { channel: lane, product } of numbers.products(place, filter)) {
    sums.set(lane, (sums.get(lane) ?? 0) + product);
  }
  const span = channelSpan(report, filter);
  const few = span[1] - span[0] <= MOST_PARTS;
  const named = few ? range(span) : place.length === 1 ? range(lanes(span, channel)) : [channel];
  const parts: Sum['parts'] = named.map((lane) => ({
    label: `channel ${lane + 1}`,
    value: sums.get(lane) ?? 0,
  }));
  if (!few) {
    const rest = [...sums].filter(([lane]) => !named.includes(lane));
    parts.push({
      label: `${rest.length} other channels`,
      value: rest.reduce((sum, [, value]) => sum + value, 0),
    });
  }
  if (layer.bias) parts.push({ label: 'bias', value: numbers.bias(filter), bias: true });
  return { parts, total, biasKey: layer.bias ? editKey('b', [filter]) : undefined };
}

function range([from, to]: readonly [number, number]): number[] {
  return Array.from({ length: to - from }, (_, at) => from + at);
}
