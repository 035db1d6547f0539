import type { ConvolutionLayer, Field, Layer, Network, PoolingLayer } from '#math/convolution/network';
import type { Thing } from './drawing/things.ts';
import { withLayer } from './edit.ts';
import { LADDERS } from './possible.ts';

/** A number of a layer or of the input, and where it stands: what an editor's field needs. */
export interface NumberSpec {
  label: string;
  field: Field;
  axis?: number;
  value: number;
  ladder: readonly number[];
  thing?: Thing;
  change: (value: number) => Network;
}

export type SideField = 'kernel' | 'stride' | 'dilation' | 'outputPadding';
type Windowed = ConvolutionLayer | PoolingLayer;

const NAMES: Record<SideField, string> = {
  kernel: 'Kernel',
  stride: 'Stride',
  dilation: 'Dilation',
  outputPadding: 'Output padding',
};
const THINGS: Partial<Record<SideField, Thing>> = { kernel: 'f', stride: 's', dilation: 'd' };

/** The fields of the input: its sides and channels. */
export function inputFields(network: Network, axes: readonly string[]): NumberSpec[] {
  const { input } = network;
  const sides = axes.map(
    (name, axis): NumberSpec => ({
      label: capital(name),
      field: 'size',
      axis,
      value: input.size[axis]!,
      ladder: LADDERS.sides,
      thing: 'n',
      change: (value) => ({ ...network, input: { ...input, size: input.size.with(axis, value) } }),
    }),
  );
  return [
    ...sides,
    {
      label: 'Channels',
      field: 'channels',
      value: input.channels,
      ladder: LADDERS.counts,
      thing: 'c',
      change: (channels) => ({ ...network, input: { ...input, channels } }),
    },
  ];
}

/** One number of the layer that has no sides. */
export function numberField(
  network: Network,
  at: number,
  name: 'filters' | 'groups' | 'units',
  ladder: readonly number[],
): NumberSpec {
  const layer = network.layers[at]!;
  return {
    label: capital(name),
    field: name,
    value: (layer as Layer & Record<string, number>)[name]!,
    ladder,
    thing: name === 'groups' ? 'g' : 'k',
    change: (value) => withLayer(network, at, { ...layer, [name]: value } as Layer),
  };
}

/** A list of the layer, as one field for all sides or one for each. */
export function sideFields(
  network: Network,
  at: number,
  name: SideField,
  axes: readonly string[],
  apart: boolean,
): NumberSpec[] {
  const layer = network.layers[at] as ConvolutionLayer;
  const values = layer[name];
  const spec = (label: string, axis: number, change: (value: number) => number[]): NumberSpec => ({
    label,
    field: name,
    axis,
    value: values[axis]!,
    ladder: name === 'outputPadding' ? LADDERS.padding : LADDERS.steps,
    ...(THINGS[name] ? { thing: THINGS[name] } : {}),
    change: (value) => withLayer(network, at, { ...layer, [name]: change(value) } as Layer),
  });
  if (!apart) return [spec(NAMES[name], 0, (value) => values.map(() => value))];
  return axes.map((axis, index) =>
    spec(`${NAMES[name]}, ${axis}`, index, (value) => values.with(index, value)),
  );
}

/** The cells of padding: one number for all ends, or one an end. [] unless it is by number. */
export function paddingFields(
  network: Network,
  at: number,
  axes: readonly string[],
  apart: boolean,
): NumberSpec[] {
  const layer = network.layers[at] as Windowed;
  if (layer.padding.kind !== 'sides') return [];
  const { sides } = layer.padding;
  const spec = (
    label: string,
    axis: number,
    end: 0 | 1,
    change: (value: number) => [number, number][],
  ): NumberSpec => ({
    label,
    field: 'padding',
    axis,
    value: sides[axis]![end],
    ladder: LADDERS.padding,
    thing: 'p',
    change: (value) => withLayer(network, at, { ...layer, padding: { kind: 'sides', sides: change(value) } }),
  });
  if (!apart) return [spec('Cells of padding', 0, 0, (value) => sides.map(() => [value, value]))];
  return axes.flatMap((axis, index) => [
    spec(`Padding before, ${axis}`, index, 0, (value) => sides.with(index, [value, sides[index]![1]])),
    spec(`Padding after, ${axis}`, index, 1, (value) => sides.with(index, [sides[index]![0], value])),
  ]);
}

/** Whether all sides (and both ends of the padding) of a layer are alike. */
export function alikeOnAllSides(layer: Layer): boolean {
  if (layer.op === 'dense') return true;
  const lists: readonly number[][] = [
    layer.kernel,
    layer.stride,
    ...(layer.op === 'convolution' ? [layer.dilation, layer.outputPadding] : []),
  ];
  const same = (list: readonly number[]) => list.every((value) => Object.is(value, list[0]));
  return lists.every(same) && (layer.padding.kind !== 'sides' || same(layer.padding.sides.flat()));
}

/** The layer with its first side's numbers on every side. */
export function madeAlike(layer: Layer): Layer {
  if (layer.op === 'dense') return layer;
  const first = <T>(list: readonly T[]): T[] => list.map(() => list[0]!);
  const { padding } = layer;
  const shared = {
    kernel: first(layer.kernel),
    stride: first(layer.stride),
    padding:
      padding.kind === 'sides'
        ? {
            kind: 'sides' as const,
            sides: padding.sides.map((): [number, number] => [padding.sides[0]![0], padding.sides[0]![0]]),
          }
        : padding,
  };
  if (layer.op === 'pooling') return { ...layer, ...shared };
  return { ...layer, ...shared, dilation: first(layer.dilation), outputPadding: first(layer.outputPadding) };
}

function capital(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
