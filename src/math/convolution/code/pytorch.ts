import { AXIS_NAMES, type ConvolutionLayer, type Network, type PoolingLayer } from '../network.ts';
import { addedCells, hasNone, isEven, oneOrAll, type Pair, type Part, partsOf } from './geometry.ts';

const AVERAGE_SAME = `class AveragePoolSame(nn.Module):
    """The mean of the real cells under each window, as in TensorFlow: padding is left out."""

    def __init__(self, pool, padding):
        super().__init__()
        self.pool, self.padding = pool, padding

    def forward(self, x):
        real = torch.ones_like(x[:1, :1])
        return self.pool(F.pad(x, self.padding)) / self.pool(F.pad(real, self.padding))
`;

/** A PyTorch script that builds the network, sends zeros through it and counts its parameters. */
export function pytorchCode(network: Network): string {
  const { input, parts, stopped } = partsOf(network);
  const lines: string[] = [];
  let flat = false;
  for (const part of parts) {
    if (part.layer.op === 'dense') {
      if (!flat) lines.push('nn.Flatten(),');
      flat = true;
      const bias = part.layer.bias ? '' : ', bias=False';
      lines.push(`nn.Linear(${part.inputs}, ${part.layer.units}${bias}),`);
    } else if (part.layer.op === 'pooling') lines.push(...poolingLines(part as Part<PoolingLayer>));
    else lines.push(...convolutionLines(part as Part<ConvolutionLayer>));
  }
  if (stopped) lines.push(`# ${stopped}`);
  const usesAverageSame = lines.some((line) => line.startsWith('AveragePoolSame'));
  return [
    'import torch',
    ...(usesAverageSame ? ['import torch.nn.functional as F'] : []),
    'from torch import nn',
    '',
    ...(usesAverageSame ? ['', AVERAGE_SAME, ''] : []),
    '# Add activations where you want them: they change no shape.',
    'model = nn.Sequential(',
    ...lines.map((line) => `    ${line}`),
    ')',
    '',
    `x = torch.zeros(1, ${[input.channels, ...input.size].join(', ')})  # batch, channels, ${AXIS_NAMES[network.dimensions].join(', ')}`,
    'print(tuple(model(x).shape))',
    'print(sum(p.numel() for p in model.parameters()), "parameters")',
    '',
  ].join('\n');
}

function convolutionLines(part: Part<ConvolutionLayer>): string[] {
  const { layer, dimensions, input, padding } = part;
  const even = isEven(padding);
  const added = layer.transposed ? addedCells(part) : [];
  const name = `nn.Conv${layer.transposed ? 'Transpose' : ''}${dimensions}d`;
  const options = [
    `${input.channels}, ${layer.filters}, kernel_size=${tuple(layer.kernel)}`,
    unless('stride', layer.stride, 1),
    even ? unless('padding', befores(padding), 0) : '',
    unless('output_padding', added, 0),
    unless('dilation', layer.dilation, 1),
    unless('groups', [layer.groups], 1),
    layer.bias ? '' : ', bias=False',
  ];
  const line = `${name}(${options.join('')}),`;
  if (even) return [line];
  const off = padding.map(([before, after]): Pair => [-before, -after]);
  if (layer.transposed) return [line, `${padLayer(off, '0')}${remark(layer)}`];
  return [`${padLayer(padding, '0')}${remark(layer)}`, line];
}

function poolingLines(part: Part<PoolingLayer>): string[] {
  const { layer, dimensions, padding } = part;
  const name = `nn.${layer.how === 'max' ? 'Max' : 'Avg'}Pool${dimensions}d`;
  const stride = layer.stride.every((step, axis) => step === layer.kernel[axis])
    ? ''
    : `, stride=${tuple(layer.stride)}`;
  const plain = `${name}(${tuple(layer.kernel)}${stride})`;
  if (hasNone(padding)) return [`${plain},`];
  const realOnly = layer.how === 'average' && layer.padding.kind === 'same';
  const native =
    isEven(padding) &&
    padding.every(([before], axis) => before <= layer.kernel[axis]! / 2) &&
    !isRefused(part);
  if (native) {
    const exclude = realOnly ? ', count_include_pad=False' : '';
    return [`${name}(${tuple(layer.kernel)}${stride}${unless('padding', befores(padding), 0)}${exclude}),`];
  }
  if (realOnly) return [`AveragePoolSame(${plain}, (${padOrder(padding)})),`];
  const value = layer.how === 'max' ? 'float("-inf")' : '0';
  return [`${padLayer(padding, value)}${remark(layer)}`, `${plain},`];
}

/** AvgPool3d refuses an input smaller than its kernel, even where the padding makes up for it. */
function isRefused({ layer, dimensions, input }: Part<PoolingLayer>): boolean {
  if (layer.how === 'max' || dimensions < 3) return false;
  return layer.kernel.some((size, axis) => size > input.size[axis]!);
}

/** PyTorch's layers pad both ends alike, so that the rest is a layer of its own. */
function padLayer(pairs: readonly Pair[], value: string): string {
  return `nn.ConstantPad${pairs.length}d((${padOrder(pairs)}), ${value}),`;
}

/** The last side first. */
function padOrder(pairs: readonly Pair[]): string {
  return pairs.toReversed().flat().map(withoutMinusZero).join(', ');
}

function withoutMinusZero(value: number): number {
  return value + 0;
}

function remark({ padding }: ConvolutionLayer | PoolingLayer): string {
  if (padding.kind === 'same') return `  # 'same' as in TensorFlow: the odd cell at the end`;
  return padding.kind === 'causal' ? '  # before only: nothing later is seen' : '';
}

function befores(padding: readonly Pair[]): number[] {
  return padding.map(([before]) => before);
}

function unless(name: string, values: readonly number[], plain: number): string {
  return values.every((value) => value === plain) ? '' : `, ${name}=${tuple(values)}`;
}

function tuple(values: readonly number[]): string {
  return oneOrAll(values, '()');
}
