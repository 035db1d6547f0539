import type { ConvolutionLayer, Network, PoolingLayer } from '../network.ts';
import {
  afterValid,
  hasDilation,
  hasNone,
  hasStride,
  oneOrAll,
  type Pair,
  type Part,
  paddingWhenSpread,
  pairsIn,
  partsOf,
} from './geometry.ts';
import { AVERAGE_SAME, GROUPED, PAD, SPREAD } from './tensorflow-js-classes.ts';

const CLASSES: [call: string, source: string][] = [
  ['new Pad(', PAD],
  ['new Spread(', SPREAD],
  ['new GroupedConvolution(', GROUPED],
  ['new AverageSame(', AVERAGE_SAME],
];

/** A module for TensorFlow.js that builds the network and prints its summary. */
export function tensorflowJsCode(network: Network): string {
  const { input, parts, stopped } = partsOf(network);
  const lines = [`tf.layers.inputLayer({ inputShape: [${[...input.size, input.channels].join(', ')}] }),`];
  let flat = false;
  for (const part of parts) {
    if (part.layer.op === 'dense') {
      if (!flat) lines.push('tf.layers.flatten(),');
      flat = true;
      lines.push(`tf.layers.dense({ units: ${part.layer.units}${noBias(part.layer)} }),`);
    } else if (part.layer.op === 'pooling') lines.push(...poolingLines(part as Part<PoolingLayer>));
    else {
      const convolution = part as Part<ConvolutionLayer>;
      lines.push(...(part.layer.transposed ? transposedLines(convolution) : slidLines(convolution)));
    }
  }
  if (stopped) lines.push(`// ${stopped}`);
  const text = lines.join('\n');
  const classes = CLASSES.flatMap(([call, source]) => (text.includes(call) ? [source] : []));
  return [
    `import * as tf from '@tensorflow/tfjs';`,
    '',
    ...classes,
    '// Add activations where you want them: they change no shape.',
    'const model = tf.sequential({',
    '  layers: [',
    ...lines.map((line) => `    ${line}`),
    '  ],',
    '});',
    'model.summary();',
    '',
  ].join('\n');
}

function slidLines({ layer, dimensions, input, padding }: Part<ConvolutionLayer>): string[] {
  const both = hasStride(layer) && hasDilation(layer);
  const { kind } = layer.padding;
  const grouped = layer.groups > 1;
  const depthwise = dimensions === 2 && grouped && layer.groups === input.channels && isUniform(layer);
  const custom = grouped && !depthwise;
  // Its 'causal' works out the values but says a wrong shape, which the next layer believes.
  const native = kind === 'valid' || (kind === 'same' && !both && !isSmallerThanStride(layer));
  const strides = both ? layer.stride.map(() => 1) : layer.stride;
  const pad = native && kind !== 'valid' ? `, padding: '${kind}'` : '';
  const shared = [
    unless('strides', strides, 1),
    pad,
    unless('dilationRate', layer.dilation, 1),
    noBias(layer),
  ].join('');
  const kernel = `kernelSize: ${list(layer.kernel)}`;
  const line = custom
    ? groupedLine(layer, strides, pad)
    : depthwise
      ? `tf.layers.depthwiseConv2d({ ${kernel}${unless('depthMultiplier', [layer.filters / layer.groups], 1)}${shared} }),`
      : `tf.layers.conv${dimensions}d({ filters: ${layer.filters}, ${kernel}${shared} }),`;
  const every = `tf.layers.maxPooling${dimensions}d({ poolSize: 1, strides: ${list(layer.stride)} }), // the stride: none is taken with dilation`;
  return [...(native ? [] : pads(padding)), line, ...(both ? [every] : [])];
}

function groupedLine(layer: ConvolutionLayer, strides: readonly number[], pad: string): string {
  const options = [
    `filters: ${layer.filters}, kernelSize: ${whole(layer.kernel)}, strides: ${whole(strides)}`,
    `, dilationRate: ${whole(layer.dilation)}, groups: ${layer.groups}${pad}${noBias(layer)}`,
  ];
  return `new GroupedConvolution({ ${options.join('')} }),`;
}

/** Its depthwise layer wants both strides alike, and leaves dilation out of the shape that it says. */
function isUniform(layer: ConvolutionLayer): boolean {
  return !hasDilation(layer) && layer.stride.every((step) => step === layer.stride[0]);
}

/** Its 'same' in three dimensions takes cells away where the stride is larger than the kernel. */
function isSmallerThanStride(layer: ConvolutionLayer | PoolingLayer): boolean {
  if (layer.kernel.length < 3) return false;
  const dilation = layer.op === 'convolution' ? layer.dilation : layer.kernel.map(() => 1);
  return layer.kernel.some((size, axis) => dilation[axis]! * (size - 1) + 1 < layer.stride[axis]!);
}

function transposedLines(part: Part<ConvolutionLayer>): string[] {
  const { layer, dimensions, input } = part;
  const off = afterValid(part);
  const missing = off.some((pair) => pair.some((cells) => cells < 0));
  if (layer.groups > 1 || hasDilation(layer) || missing) return spreadLines(part);
  const same = layer.padding.kind === 'same' && !isSmallerThanStride(layer);
  const flat = dimensions === 1;
  const along = (values: readonly number[]) => list(flat ? [...values, 1] : values);
  const options = [
    `filters: ${layer.filters}, kernelSize: ${along(layer.kernel)}`,
    `, strides: ${along(layer.stride)}${same ? `, padding: 'same'` : ''}${noBias(layer)}`,
  ].join('');
  const name = `tf.layers.conv${flat ? 2 : dimensions}dTranspose`;
  const length = input.size[0]!;
  const made = part.output.size[0]! + (same ? 0 : off[0]![0] + off[0]![1]);
  return [
    ...(flat ? [`tf.layers.reshape({ targetShape: [${length}, 1, ${input.channels}] }),`] : []),
    `${name}({ ${options} }),`,
    ...(flat ? [`tf.layers.reshape({ targetShape: [${made}, ${layer.filters}] }),`] : []),
    ...(same ? [] : pads(off.map(([before, after]): Pair => [-before, -after]))),
  ];
}

function spreadLines(part: Part<ConvolutionLayer>): string[] {
  const { layer, dimensions } = part;
  const once = layer.stride.map(() => 1);
  const line =
    layer.groups > 1
      ? groupedLine(layer, once, '')
      : `tf.layers.conv${dimensions}d({ filters: ${layer.filters}, kernelSize: ${list(layer.kernel)}${unless('dilationRate', layer.dilation, 1)}${noBias(layer)} }),`;
  return [
    ...(hasStride(layer) ? [`new Spread({ stride: ${whole(layer.stride)} }),`] : []),
    ...pads(paddingWhenSpread(part)),
    `${line} // transposed: its own layer cannot do this`,
  ];
}

function poolingLines({ layer, dimensions, padding }: Part<PoolingLayer>): string[] {
  const name = `tf.layers.${layer.how === 'max' ? 'max' : 'average'}Pooling${dimensions}d`;
  const strides = layer.stride.every((step, axis) => step === layer.kernel[axis])
    ? ''
    : `, strides: ${list(layer.stride)}`;
  const same = layer.padding.kind === 'same';
  const options = `poolSize: ${list(layer.kernel)}${strides}`;
  if (same && !isSmallerThanStride(layer)) return [`${name}({ ${options}, padding: 'same' }),`];
  const line = `${name}({ ${options} }),`;
  if (hasNone(padding)) return [line];
  if (layer.how === 'max') return [...pads(padding, '-Infinity'), line];
  if (!same) return [...pads(padding), line];
  const pairs = pairsIn([[0, 0], ...padding, [0, 0]], '[]');
  return [
    `new AverageSame({ poolSize: ${whole(layer.kernel)}, strides: ${whole(layer.stride)}, pairs: ${pairs} }),`,
  ];
}

function pads(pairs: readonly Pair[], value?: string): string[] {
  if (hasNone(pairs)) return [];
  const all = pairsIn([[0, 0], ...pairs, [0, 0]], '[]');
  return [`new Pad({ pairs: ${all}${value ? `, value: ${value}` : ''} }),`];
}

function noBias({ bias }: { bias: boolean }): string {
  return bias ? '' : ', useBias: false';
}

function unless(name: string, values: readonly number[], plain: number): string {
  return values.every((value) => value === plain) ? '' : `, ${name}: ${list(values)}`;
}

function list(values: readonly number[]): string {
  return oneOrAll(values, '[]');
}

function whole(values: readonly number[]): string {
  return `[${values.join(', ')}]`;
}
