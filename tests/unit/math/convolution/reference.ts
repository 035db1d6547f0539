import * as tf from '@tensorflow/tfjs-core';
import type { ConvolutionLayer, Dimensions, LayerReport, PoolingLayer } from '#math/convolution/network';

/**
 * The same layer by the operations of TensorFlow.js, which know no groups, no explicit padding in one and three
 * dimensions, and no stride together with dilation: channels are split, the input padded, the kernel spread.
 * Its 'same' in three dimensions takes cells away where the stride is larger than the kernel
 * (conv_util.ts lacks TensorFlow's max(…, 0) there), so that there the padding is put on by hand as well.
 *
 * @param input [size…, channels]
 * @param weights [kernel…, channels / groups, filters]
 */
export function byTensorflow(
  report: LayerReport,
  input: tf.Tensor,
  weights: tf.Tensor | undefined,
): tf.Tensor {
  const { layer } = report;
  if (layer.op === 'dense') return tf.matMul(tf.reshape(input, [1, -1]), weights as tf.Tensor2D);
  if (layer.op === 'pooling') return pooled(layer, report, input);
  const groups = (values: tf.Tensor) => tf.split(values, layer.groups, -1);
  const kernels = groups(weights!);
  const outputs = groups(input).map((share, group) =>
    layer.transposed
      ? transposed(layer, report, share, kernels[group]!)
      : convolved(layer, report, share, kernels[group]!),
  );
  return tf.concat(outputs, -1);
}

function convolved(
  layer: ConvolutionLayer,
  report: LayerReport,
  input: tf.Tensor,
  weights: tf.Tensor,
): tf.Tensor {
  const both = layer.stride.some((step) => step > 1) && layer.dilation.some((step) => step > 1);
  const kernel = both ? spread(weights, layer.dilation) : weights;
  const dilation = both ? layer.dilation.map(() => 1) : layer.dilation;
  const pad = itsOwnSame(layer, report) ? 'same' : 'valid';
  const batch = tf.expandDims(padded(layer, report, input), 0);
  const [stride, step] = [layer.stride as [number, number, number], dilation as [number, number, number]];
  const output = {
    1: () => tf.conv1d(batch as tf.Tensor3D, kernel as tf.Tensor3D, stride[0], pad, 'NWC', step[0]),
    2: () => tf.conv2d(batch as tf.Tensor4D, kernel as tf.Tensor4D, pair(stride), pad, 'NHWC', pair(step)),
    3: () => tf.conv3d(batch as tf.Tensor5D, kernel as tf.Tensor5D, stride, pad, 'NDHWC', step),
  }[dimensionsOf(layer)]();
  return tf.squeeze(output, [0]);
}

function transposed(
  layer: ConvolutionLayer,
  report: LayerReport,
  share: tf.Tensor,
  weights: tf.Tensor,
): tf.Tensor {
  const kernel = spread(weights, layer.dilation);
  const { input, output, padding } = report;
  const sides = input!.size;
  const spans = kernel.shape.slice(0, sides.length);
  const automatic = layer.outputPadding.every((cells) => cells === 0);
  if (itsOwnSame(layer, report) || (layer.padding.kind === 'valid' && automatic)) {
    return stamped(share, kernel, layer.stride, output!.size, layer.padding.kind as 'valid' | 'same');
  }
  const stamps = sides.map((size, axis) => (size - 1) * layer.stride[axis]! + spans[axis]!);
  const all = stamped(share, kernel, layer.stride, stamps, 'valid');
  const more = sides.map((_, axis): [number, number] => [0, Math.max(layer.outputPadding[axis]!, 4)]);
  const start = padding.map(([before]) => before);
  return tf.slice(tf.pad(all, [...more, [0, 0]]), [...start, 0], [...output!.size, all.shape.at(-1)!]);
}

function stamped(
  input: tf.Tensor,
  kernel: tf.Tensor,
  stride: readonly number[],
  size: readonly number[],
  pad: 'valid' | 'same',
): tf.Tensor {
  const turned = tf.transpose(kernel, [...stride.keys(), stride.length + 1, stride.length]);
  const filters = kernel.shape.at(-1)!;
  if (stride.length === 3) {
    const batch = tf.expandDims(input, 0) as tf.Tensor5D;
    const shape = [1, ...size, filters] as [number, number, number, number, number];
    const steps = stride as [number, number, number];
    return tf.squeeze(tf.conv3dTranspose(batch, turned as tf.Tensor5D, shape, steps, pad), [0]);
  }
  const flat = stride.length === 1;
  const batch = tf.expandDims(flat ? tf.expandDims(input, 1) : input, 0) as tf.Tensor4D;
  const filter = (flat ? tf.expandDims(turned, 1) : turned) as tf.Tensor4D;
  const shape = [1, size[0]!, flat ? 1 : size[1]!, filters] as [number, number, number, number];
  const output = tf.conv2dTranspose(batch, filter, shape, [stride[0]!, flat ? 1 : stride[1]!], pad);
  return tf.squeeze(output, flat ? [0, 2] : [0]);
}

function pooled(layer: PoolingLayer, report: LayerReport, input: tf.Tensor): tf.Tensor {
  const pad = itsOwnSame(layer, report) ? 'same' : 'valid';
  const values = padded(layer, report, input, layer.how === 'max' ? Number.NEGATIVE_INFINITY : 0);
  if (layer.kernel.length === 3) {
    const batch = tf.expandDims(values, 0) as tf.Tensor5D;
    const pool = layer.how === 'max' ? tf.maxPool3d : tf.avgPool3d;
    const [kernel, stride] = [layer.kernel, layer.stride] as [number, number, number][];
    const result = tf.squeeze(pool(batch, kernel!, stride!, pad), [0]);
    const byHand = layer.how === 'average' && layer.padding.kind === 'same' && pad === 'valid';
    if (!byHand) return result;
    const real = tf.expandDims(padded(layer, report, tf.onesLike(input)), 0) as tf.Tensor5D;
    return tf.div(result, tf.squeeze(pool(real, kernel!, stride!, pad), [0]));
  }
  const flat = layer.kernel.length === 1;
  const batch = tf.expandDims(flat ? tf.expandDims(values, 1) : values, 0) as tf.Tensor4D;
  const along = (list: readonly number[]): [number, number] => [list[0]!, flat ? 1 : list[1]!];
  const pool = layer.how === 'max' ? tf.maxPool : tf.avgPool;
  return tf.squeeze(pool(batch, along(layer.kernel), along(layer.stride), pad), flat ? [0, 2] : [0]);
}

function padded(
  layer: ConvolutionLayer | PoolingLayer,
  report: LayerReport,
  input: tf.Tensor,
  value = 0,
): tf.Tensor {
  const { padding } = layer;
  if (padding.kind === 'valid' || itsOwnSame(layer, report)) return input;
  if (padding.kind === 'sides') return tf.pad(input, [...padding.sides, [0, 0]], value);
  if (padding.kind === 'same') return tf.pad(input, [...report.padding, [0, 0]], value);
  const dilation = layer.op === 'convolution' ? layer.dilation[0]! : 1;
  const cells: [number, number] = [dilation * (layer.kernel[0]! - 1), 0];
  return tf.pad(input, [cells, [0, 0]], value);
}

function itsOwnSame(layer: ConvolutionLayer | PoolingLayer, { dilatedKernel }: LayerReport): boolean {
  if (layer.padding.kind !== 'same') return false;
  return layer.kernel.length < 3 || layer.stride.every((step, axis) => step <= dilatedKernel[axis]!);
}

/** The kernel with dilation − 1 zeros between its numbers. */
function spread(weights: tf.Tensor, dilation: readonly number[]): tf.Tensor {
  return dilation.reduce((kernel, step, axis) => {
    const slices = tf.split(kernel, kernel.shape[axis]!, axis);
    const none = tf.zeros(slices[0]!.shape.with(axis, step - 1));
    const parts = slices.flatMap((slice, tap) => (tap === 0 || step === 1 ? [slice] : [none, slice]));
    return tf.concat(parts, axis);
  }, weights);
}

function pair([first, second]: readonly number[]): [number, number] {
  return [first!, second!];
}

function dimensionsOf(layer: ConvolutionLayer): Dimensions {
  return layer.kernel.length as Dimensions;
}
