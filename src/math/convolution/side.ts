import type { Layer, Padding } from './network.ts';

/** What one side of the input needs to be known of a layer. Whole numbers; kernel, stride, dilation from 1. */
export interface SideLayer {
  kernel: number;
  stride: number;
  dilation: number;
  padding: SidePadding;
  transposed: boolean;
  outputPadding: number;
}

type SidePadding = 'valid' | 'same' | 'causal' | [before: number, after: number];

/** One side's geometry in exact whole numbers. */
export interface Side {
  /** 0 or less where the kernel fits nowhere. */
  output: bigint;
  before: bigint;
  after: bigint;
  /** dilation × (kernel − 1) + 1. */
  dilatedKernel: bigint;
  /** Of the input, or of all the stamps of a transposed convolution. */
  padded: bigint;
  leftover: bigint;
  added: bigint;
}

export function sideLayer(layer: Exclude<Layer, { op: 'dense' }>, axis: number): SideLayer {
  const convolution = layer.op === 'convolution' ? layer : undefined;
  return {
    kernel: layer.kernel[axis]!,
    stride: layer.stride[axis]!,
    dilation: convolution ? convolution.dilation[axis]! : 1,
    padding: sidePadding(layer.padding, axis),
    transposed: convolution?.transposed ?? false,
    outputPadding: convolution?.transposed ? convolution.outputPadding[axis]! : 0,
  };
}

function sidePadding(padding: Padding, axis: number): SidePadding {
  return padding.kind === 'sides' ? padding.sides[axis]! : padding.kind;
}

/**
 * Sources: Dumoulin, Visin 2016 (A guide to convolution arithmetic), relationships 6 to 14, with dilation;
 * 'same' after TensorFlow's `GetWindowedOutputSize`; transposed 'valid' and 'same' after Keras without
 * output padding (size × stride + max(kernel − stride, 0), size × stride), with numbers after PyTorch.
 */
export function sideOf(size: number, layer: SideLayer): Side {
  return layer.transposed ? stamped(BigInt(size), layer) : slid(BigInt(size), layer);
}

function slid(size: bigint, layer: SideLayer): Side {
  const stride = BigInt(layer.stride);
  const dilatedKernel = spanOf(layer);
  const [before, after] = paddingAround(size, stride, dilatedKernel, layer.padding);
  const padded = before + size + after;
  const output = padded < dilatedKernel ? 0n : (padded - dilatedKernel) / stride + 1n;
  const leftover = output > 0n ? padded - ((output - 1n) * stride + dilatedKernel) : 0n;
  return { output, before, after, dilatedKernel, padded, leftover, added: 0n };
}

function paddingAround(
  size: bigint,
  stride: bigint,
  dilatedKernel: bigint,
  padding: SidePadding,
): [bigint, bigint] {
  if (padding === 'valid') return [0n, 0n];
  if (padding === 'causal') return [dilatedKernel - 1n, 0n];
  if (padding !== 'same') return [BigInt(padding[0]), BigInt(padding[1])];
  const output = (size + stride - 1n) / stride;
  return halves((output - 1n) * stride + dilatedKernel - size);
}

function stamped(size: bigint, layer: SideLayer): Side {
  const stride = BigInt(layer.stride);
  const dilatedKernel = spanOf(layer);
  const stamps = (size - 1n) * stride + dilatedKernel;
  const asked = BigInt(layer.outputPadding);
  const upToStride = asked > 0n ? asked : atLeastZero(stride - dilatedKernel);
  const { padding } = layer;
  if (padding === 'same' || padding === 'valid') {
    const [before, after] = padding === 'same' ? halves(dilatedKernel - stride) : [0n, 0n];
    const added = upToStride;
    const output = stamps + added - before - after;
    return { output, before, after, dilatedKernel, padded: stamps + added, leftover: 0n, added };
  }
  const [before, after] = padding === 'causal' ? [0n, 0n] : [BigInt(padding[0]), BigInt(padding[1])];
  const output = stamps + asked - before - after;
  return { output, before, after, dilatedKernel, padded: stamps + asked, leftover: 0n, added: asked };
}

function spanOf(layer: SideLayer): bigint {
  return BigInt(layer.dilation) * (BigInt(layer.kernel) - 1n) + 1n;
}

/** The odd cell goes to the end. */
function halves(total: bigint): [bigint, bigint] {
  const all = atLeastZero(total);
  return [all / 2n, all - all / 2n];
}

function atLeastZero(value: bigint): bigint {
  return value > 0n ? value : 0n;
}
