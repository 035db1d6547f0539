import { legalNetwork, MOST_LAYERS } from './legal.ts';
import type { ConvolutionLayer, Dimensions, Layer, Network, Padding, PoolingLayer } from './network.ts';
import { AXIS_NAMES, convolution, dense, pooling } from './network.ts';
import { PRESETS } from './presets.ts';

/**
 * A network as a short word that a person can read and that needs no escaping in an address:
 * '2d-14x14x3_c16k5_m2_t8k2s2_f10' is an input of 14 × 14 with 3 channels, a convolution of 16 filters of
 * 5 × 5, max pooling of 2, a transposed convolution of 8 filters of 2 × 2 with stride 2, a dense layer of 10.
 *
 * c, t: filters (t: transposed); k kernel, s stride, d dilation, g groups, o output padding, n without bias;
 * m, a: max and average pooling, by their kernel; f: units of a dense layer;
 * p padding: ps same, pc causal, p2 or p2x1 by side, p1-2 one cell before and two after.
 * A number is left out where it is 1 (pooling's stride: the kernel), and equal sides are written once.
 */
export function networkToLink(network: Network): string {
  const { dimensions, input, layers } = legalNetwork(network);
  const head = `${dimensions}d-${[...input.size, input.channels].join('x')}`;
  return [head, ...layers.map(layerWord)].join('_');
}

/** Total: what cannot be read is left out, what cannot be is made the nearest that can; else the fallback. */
export function networkFromLink(text: string, fallback: Network = PRESETS[0]!.network): Network {
  const [head = '', ...words] = text.toLowerCase().split('_', MOST_LAYERS * 4);
  const found = /^([123])d-(\d+(?:x\d+)*)$/.exec(head);
  if (!found) return fallback;
  const dimensions = Number(found[1]) as Dimensions;
  const numbers = found[2]!.split('x').map(Number);
  const size = AXIS_NAMES[dimensions].map((_, axis) => numbers[axis] ?? numbers[0]!);
  const channels = numbers[dimensions] ?? 1;
  const layers = words.flatMap((word) => readLayer(word, dimensions) ?? []);
  return legalNetwork({ dimensions, input: { size, channels }, layers });
}

function layerWord(layer: Layer): string {
  if (layer.op === 'dense') return `f${layer.units}${layer.bias ? '' : 'n'}`;
  const stride = listWord(layer.stride);
  if (layer.op === 'pooling') {
    const kernel = listWord(layer.kernel);
    const head = `${layer.how === 'max' ? 'm' : 'a'}${kernel}`;
    return `${head}${stride === kernel ? '' : `s${stride}`}${paddingWord(layer.padding)}`;
  }
  const unlessPlain = (letter: string, values: readonly number[], plain: string) => {
    const word = listWord(values);
    return word === plain ? '' : `${letter}${word}`;
  };
  return [
    `${layer.transposed ? 't' : 'c'}${layer.filters}k${listWord(layer.kernel)}`,
    unlessPlain('s', layer.stride, '1'),
    unlessPlain('d', layer.dilation, '1'),
    unlessPlain('g', [layer.groups], '1'),
    paddingWord(layer.padding),
    layer.transposed ? unlessPlain('o', layer.outputPadding, '0') : '',
    layer.bias ? '' : 'n',
  ].join('');
}

function listWord(values: readonly number[]): string {
  return values.every((value) => value === values[0]) ? String(values[0]) : values.join('x');
}

function paddingWord(padding: Padding): string {
  if (padding.kind === 'valid') return '';
  if (padding.kind === 'same') return 'ps';
  if (padding.kind === 'causal') return 'pc';
  const sides = padding.sides.map(([before, after]) =>
    before === after ? String(before) : `${before}-${after}`,
  );
  return `p${sides.every((side) => side === sides[0]) ? sides[0] : sides.join('x')}`;
}

function readLayer(word: string, dimensions: Dimensions): Layer | undefined {
  const parts = new Map<string, string>();
  for (const [, letter, value] of word.matchAll(/([a-wyz])([sc](?![\d])|[\dx-]*)/g)) {
    if (!parts.has(letter!)) parts.set(letter!, value!);
  }
  const kind = word[0] ?? '';
  const first = Number(/^\d+/.exec(parts.get(kind) ?? '')?.[0] ?? 1);
  const bias = !parts.has('n');
  const list = (letter: string, otherwise: number | number[]) =>
    parts.has(letter) ? readList(parts.get(letter)!, dimensions) : sides(otherwise, dimensions);
  const padding = readPadding(parts.get('p'), dimensions);
  if (kind === 'f') return dense(first, bias);
  if (kind === 'm' || kind === 'a') {
    const kernel = readList(parts.get(kind)!, dimensions);
    const options: Partial<PoolingLayer> = { stride: list('s', kernel), padding };
    return pooling(dimensions, kind === 'm' ? 'max' : 'average', kernel, options);
  }
  if (kind !== 'c' && kind !== 't') return undefined;
  const options: Partial<ConvolutionLayer> = {
    stride: list('s', 1),
    dilation: list('d', 1),
    groups: list('g', 1)[0]!,
    padding,
    outputPadding: list('o', 0),
    transposed: kind === 't',
    bias,
  };
  return convolution(dimensions, first, list('k', 1), options);
}

function readPadding(word: string | undefined, dimensions: Dimensions): Padding {
  if (word === undefined || word === '') return { kind: 'valid' };
  if (word === 's') return { kind: 'same' };
  if (word === 'c') return { kind: 'causal' };
  const pairs = word.split('x').map((side): [number, number] => {
    const [before, after] = side.split('-').map(Number);
    return [before!, after ?? before!];
  });
  return { kind: 'sides', sides: AXIS_NAMES[dimensions].map((_, axis) => pairs[axis] ?? pairs[0]!) };
}

/** One number for all sides, or one a side; missing ones are as the first. */
function readList(word: string, dimensions: Dimensions): number[] {
  const values = word.split('x').map(Number);
  return AXIS_NAMES[dimensions].map((_, axis) => values[axis] ?? values[0]!);
}

function sides(value: number | number[], dimensions: Dimensions): number[] {
  return AXIS_NAMES[dimensions].map((_, axis) => (Array.isArray(value) ? value[axis]! : value));
}
