import type { ConvolutionLayer, Network, PoolingLayer } from '../network.ts';
import {
  addedCells,
  afterValid,
  hasDilation,
  hasNone,
  hasStride,
  negative,
  oneOrAll,
  type Pair,
  type Part,
  paddingWhenSpread,
  pairsIn,
  partsOf,
  positive,
} from './geometry.ts';

const SPREAD = `class Spread(layers.Layer):
    """Puts stride - 1 zeros between neighbouring cells of every side."""

    def __init__(self, stride):
        super().__init__()
        self.stride = stride

    def call(self, x):
        for axis, step in enumerate(self.stride, start=1):
            before, size, after = x.shape[1:axis], x.shape[axis], x.shape[axis + 1 :]
            x = keras.ops.expand_dims(x, axis + 1)
            zeros = [(0, 0)] * (axis + 1) + [(0, step - 1)] + [(0, 0)] * len(after)
            x = keras.ops.reshape(keras.ops.pad(x, zeros), (-1, *before, size * step, *after))
            x = x[(slice(None),) * axis + (slice(0, (size - 1) * step + 1),)]
        return x
`;

/** A Keras 3 script that builds the network and prints its summary. */
export function kerasCode(network: Network): string {
  const { input, parts, stopped } = partsOf(network);
  const lines = [`keras.Input((${[...input.size, input.channels].join(', ')})),`];
  let flat = false;
  for (const part of parts) {
    if (part.layer.op === 'dense') {
      if (!flat) lines.push('layers.Flatten(),');
      flat = true;
      lines.push(`layers.Dense(${part.layer.units}${noBias(part.layer)}),`);
    } else if (part.layer.op === 'pooling') lines.push(...poolingLines(part as Part<PoolingLayer>));
    else {
      const convolution = part as Part<ConvolutionLayer>;
      lines.push(...(part.layer.transposed ? transposedLines(convolution) : slidLines(convolution)));
    }
  }
  if (stopped) lines.push(`# ${stopped}`);
  const usesSpread = lines.some((line) => line.startsWith('Spread'));
  return [
    'import keras',
    'from keras import layers',
    '',
    ...(usesSpread ? ['', SPREAD, ''] : []),
    '# Add activations where you want them: they change no shape.',
    'model = keras.Sequential([',
    ...lines.map((line) => `    ${line}`),
    '])',
    'model.summary()',
    '',
  ].join('\n');
}

function slidLines({ layer, dimensions, input, padding }: Part<ConvolutionLayer>): string[] {
  const both = hasStride(layer) && hasDilation(layer);
  const { kind } = layer.padding;
  const native = kind !== 'sides' && !(both && kind === 'same');
  const depthwise =
    dimensions < 3 &&
    layer.groups > 1 &&
    layer.groups === input.channels &&
    isUniform(layer) &&
    kind !== 'causal';
  const options = [
    unless('strides', both ? [1] : layer.stride, 1),
    native && kind !== 'valid' ? `, padding="${kind}"` : '',
    unless('dilation_rate', layer.dilation, 1),
    depthwise
      ? unless('depth_multiplier', [layer.filters / layer.groups], 1)
      : unless('groups', [layer.groups], 1),
    noBias(layer),
  ].join('');
  const kernel = tuple(layer.kernel);
  const line = depthwise
    ? `layers.DepthwiseConv${dimensions}D(${kernel}${options}),`
    : `layers.Conv${dimensions}D(${layer.filters}, ${kernel}${options}),`;
  const every = `layers.MaxPooling${dimensions}D(1, strides=${tuple(layer.stride)}),  # the stride: Keras takes none with dilation`;
  return [...(native ? [] : zeros(padding)), line, ...(both ? [every] : [])];
}

/** Keras's depthwise layers want all sides alike, and know no causal padding. */
function isUniform({ stride, dilation }: ConvolutionLayer): boolean {
  return [stride, dilation].every((values) => values.every((value) => value === values[0]));
}

function transposedLines(part: Part<ConvolutionLayer>): string[] {
  const { layer, dimensions } = part;
  const added = addedCells(part);
  const asked = layer.outputPadding.some((cells) => cells > 0);
  const tooMany = asked && added.some((cells, axis) => cells >= layer.stride[axis]!);
  if (layer.groups > 1 || (hasStride(layer) && hasDilation(layer)) || tooMany) return spreadLines(part);
  const same = layer.padding.kind === 'same';
  const options = [
    unless('strides', layer.stride, 1),
    same ? ', padding="same"' : '',
    asked ? `, output_padding=${tuple(added)}` : '',
    unless('dilation_rate', layer.dilation, 1),
    noBias(layer),
  ].join('');
  const line = `layers.Conv${dimensions}DTranspose(${layer.filters}, ${tuple(layer.kernel)}${options}),`;
  if (same) return [line];
  return [line, ...cropping(asked ? part.padding : afterValid(part))];
}

function spreadLines(part: Part<ConvolutionLayer>): string[] {
  const { layer, dimensions } = part;
  const around = paddingWhenSpread(part);
  const options = [
    unless('dilation_rate', layer.dilation, 1),
    unless('groups', [layer.groups], 1),
    noBias(layer),
  ].join('');
  const remark = "  # transposed: Keras's own layer cannot do this";
  return [
    ...(hasStride(layer) ? [`Spread((${layer.stride.join(', ')},)),`] : []),
    ...zeros(positive(around)),
    ...cropping(negative(around)),
    `layers.Conv${dimensions}D(${layer.filters}, ${tuple(layer.kernel)}${options}),${remark}`,
  ];
}

function poolingLines({ layer, dimensions, padding }: Part<PoolingLayer>): string[] {
  const name = `layers.${layer.how === 'max' ? 'Max' : 'Average'}Pooling${dimensions}D`;
  const stride = layer.stride.every((step, axis) => step === layer.kernel[axis])
    ? ''
    : `, strides=${tuple(layer.stride)}`;
  const same = layer.padding.kind === 'same';
  const line = `${name}(${tuple(layer.kernel)}${stride}${same ? ', padding="same"' : ''}),`;
  if (same || hasNone(padding)) return [line];
  if (layer.how === 'average') return [...zeros(padding), line];
  const all = pairsIn([[0, 0], ...padding, [0, 0]], '()');
  const pad = `layers.Lambda(lambda x: keras.ops.pad(x, ${all}, constant_values=float("-inf"))),`;
  return [pad, line];
}

function zeros(pairs: readonly Pair[]): string[] {
  return hasNone(pairs) ? [] : [`layers.ZeroPadding${pairs.length}D(${pairsIn(pairs, '()')}),`];
}

function cropping(pairs: readonly Pair[]): string[] {
  return hasNone(pairs) ? [] : [`layers.Cropping${pairs.length}D(${pairsIn(pairs, '()')}),`];
}

function noBias({ bias }: { bias: boolean }): string {
  return bias ? '' : ', use_bias=False';
}

function unless(name: string, values: readonly number[], plain: number): string {
  return values.every((value) => value === plain) ? '' : `, ${name}=${tuple(values)}`;
}

function tuple(values: readonly number[]): string {
  return oneOrAll(values, '()');
}
