import {
  add,
  backend_util,
  concat,
  gather,
  pad,
  reshape,
  reverse,
  slice,
  type Tensor,
  type Tensor4D,
  type Tensor5D,
  tensor1d,
  tidy,
  transpose,
  zeros,
} from '@tensorflow/tfjs-core';
import { convolve, type Margins } from './conv2d-gradient.ts';

/** What `tf.conv3d` is told. */
export interface Conv3dAttributes {
  strides: Three<number> | number;
  pad: 'valid' | 'same' | number;
  dilations: Three<number> | number;
}

type Three<T> = [depth: T, rows: T, columns: T];
type Shape5D = [number, number, number, number, number];

/** What a convolution of volumes is along one side. */
interface Axis {
  input: number;
  output: number;
  kernel: number;
  stride: number;
  dilation: number;
  /** Zeros before the first cell. */
  before: number;
}

/**
 * `tf.conv3d` as a sum of convolutions of slices: one for each slice of the kernel, over all slices of all volumes
 * that it meets.
 *
 * @param x [volumes, depth, rows, columns, input channels]
 * @param filter [kernel depth, rows, columns, input channels, output channels]
 * @returns [volumes, output depth, rows, columns, output channels]
 */
export function convolveVolumes(x: Tensor5D, filter: Tensor5D, options: Conv3dAttributes): Tensor5D {
  const axes = axesOf(x.shape, filter.shape, options);
  return sumOfSlices(
    x,
    filter,
    each(axes, forwardMargins),
    each(axes, ({ stride }) => stride),
    each(axes, ({ dilation }) => dilation),
  );
}

/**
 * Gradient for the input: dy, with stride − 1 zeros between its values, convolved with the filter turned about and
 * with its channels exchanged.
 *
 * @param dy [volumes, output depth, rows, columns, output channels]
 * @param shape of the input: [volumes, depth, rows, columns, input channels]
 * @param filter [kernel depth, rows, columns, input channels, output channels]
 * @returns a tensor of that shape
 */
export function inputGradient(
  dy: Tensor5D,
  shape: Shape5D,
  filter: Tensor5D,
  options: Conv3dAttributes,
): Tensor5D {
  return tidy(() => {
    const axes = axesOf(shape, filter.shape, options);
    const margins = each(
      axes,
      (axis): Margins => [
        (axis.kernel - 1) * axis.dilation - axis.before,
        axis.input + axis.before - axis.output * axis.stride,
      ],
    );
    return sumOfSlices(
      insertZeros(dy, axes),
      transpose(reverse(filter, [0, 1, 2]), [0, 1, 2, 4, 3]),
      margins,
      [1, 1, 1],
      each(axes, ({ dilation }) => dilation),
    );
  });
}

/**
 * Gradient for the filter: the slices that a slice of the kernel meets, convolved with dy, where slices take the place
 * of input channels, and stride and dilation exchange their parts. Input channels and slices of the kernel together
 * are what is otherwise the pictures, so that dy is taken up once.
 *
 * @param x [volumes, depth, rows, columns, input channels]
 * @param dy [volumes, output depth, rows, columns, output channels]
 * @param shape of the filter: [kernel depth, rows, columns, input channels, output channels]
 * @returns a tensor of that shape
 */
export function filterGradient(
  x: Tensor5D,
  dy: Tensor5D,
  shape: Shape5D,
  options: Conv3dAttributes,
): Tensor5D {
  return tidy(() => {
    const axes = axesOf(x.shape, shape, options);
    const [depth, rows, columns] = axes;
    const [kernelDepth, kernelRows, kernelColumns, inputs, outputs] = shape;
    const padded = withMargins(x, forwardMargins(depth));
    const met = Array.from({ length: kernelDepth }, (_, i) =>
      transpose(slicesMet(padded, i * depth.dilation, depth.stride, depth.output), [3, 1, 2, 0]),
    );
    const kernel = transpose(asSlices(dy), [1, 2, 0, 3]) as Tensor4D;
    const gradient = convolve(
      concat(met, 0) as Tensor4D,
      kernel,
      forwardMargins(rows),
      forwardMargins(columns),
      [rows.dilation, columns.dilation],
      [rows.stride, columns.stride],
    );
    const apart = reshape(gradient, [kernelDepth, inputs, kernelRows, kernelColumns, outputs]);
    return transpose(apart, [0, 2, 3, 1, 4]) as Tensor5D;
  });
}

/** @param margins cells of zeros around the volume; cells to leave out where negative */
function sumOfSlices(
  x: Tensor5D,
  filter: Tensor5D,
  margins: Three<Margins>,
  strides: Three<number>,
  dilations: Three<number>,
): Tensor5D {
  return tidy(() => {
    const padded = withMargins(x, margins[0]);
    const [kernelDepth, kernelRows, kernelColumns, inputs, outputs] = filter.shape;
    const seen = (kernelDepth - 1) * dilations[0] + 1;
    const depth = Math.floor((padded.shape[1] - seen) / strides[0]) + 1;
    let sum: Tensor4D | undefined;
    for (let i = 0; i < kernelDepth; i++) {
      const before: Tensor4D | undefined = sum;
      sum = tidy(() => {
        const kernel = reshape(slice(filter, [i, 0, 0, 0, 0], [1, -1, -1, -1, -1]), [
          kernelRows,
          kernelColumns,
          inputs,
          outputs,
        ]) as Tensor4D;
        const part = convolve(
          slicesMet(padded, i * dilations[0], strides[0], depth),
          kernel,
          margins[1],
          margins[2],
          [strides[1], strides[2]],
          [dilations[1], dilations[2]],
        );
        return before ? (add(before, part) as Tensor4D) : part;
      });
      before?.dispose();
    }
    const [, rows, columns] = sum!.shape;
    return reshape(sum!, [x.shape[0], depth, rows, columns, outputs]);
  });
}

/**
 * Every `stride`-th slice of each volume from `first` on.
 *
 * @returns [volumes × count, rows, columns, channels]
 */
function slicesMet(x: Tensor5D, first: number, stride: number, count: number): Tensor4D {
  const depth = x.shape[1];
  if (stride === 1 && first === 0 && count === depth) return asSlices(x);
  if (stride === 1) return asSlices(sliceDepth(x, first, count));
  const places = tensor1d(
    Array.from({ length: count }, (_, i) => first + i * stride),
    'int32',
  );
  return asSlices(gather(x, places, 1));
}

function asSlices(x: Tensor5D): Tensor4D {
  const [volumes, depth, rows, columns, channels] = x.shape;
  return reshape(x, [volumes * depth, rows, columns, channels]);
}

/** Puts slices of zeros before the first and after the last, or takes slices off. */
function withMargins(x: Tensor5D, [before, after]: Margins): Tensor5D {
  const [volumes, depth, rows, columns, channels] = x.shape;
  const [cutBefore, cutAfter] = [Math.max(0, -before), Math.max(0, -after)];
  const kept = cutBefore + cutAfter === 0 ? x : sliceDepth(x, cutBefore, depth - cutBefore - cutAfter);
  if (before <= 0 && after <= 0) return kept;
  const nothing = (count: number): Tensor5D[] =>
    count > 0 ? [zeros([volumes, count, rows, columns, channels])] : [];
  return concat([...nothing(before), kept, ...nothing(after)], 1);
}

/** Some slices of each volume. As matrices, since tfjs cuts a tensor of five axes number by number. */
function sliceDepth(x: Tensor5D, first: number, count: number): Tensor5D {
  const [volumes, depth, ...shape] = x.shape;
  const size = shape.reduce((a, b) => a * b, 1);
  const cut = slice(reshape(x, [volumes, depth * size]), [0, first * size], [volumes, count * size]);
  return reshape(cut, [volumes, count, ...shape]) as Tensor5D;
}

/** Puts `stride − 1` cells of zeros after each cell along each side. */
function insertZeros(dy: Tensor5D, axes: Three<Axis>): Tensor5D {
  const shape = [...dy.shape] as Shape5D;
  let spread: Tensor = dy;
  for (const [i, { stride }] of axes.entries()) {
    if (stride === 1) continue;
    const outer = shape.slice(0, i + 2).reduce((a, b) => a * b, 1);
    const inner = shape.slice(i + 2).reduce((a, b) => a * b, 1);
    spread = pad(reshape(spread, [outer, inner]), [
      [0, 0],
      [0, (stride - 1) * inner],
    ]);
    shape[i + 1]! *= stride;
  }
  return reshape(spread, shape);
}

/** Zeros around the input in the forward pass; less than none after it where its last cells are not met. */
function forwardMargins({ input, output, kernel, stride, dilation, before }: Axis): Margins {
  const seen = (output - 1) * stride + (kernel - 1) * dilation + 1;
  return [before, seen - before - input];
}

function axesOf(x: Shape5D, filter: Shape5D, { strides, dilations, pad }: Conv3dAttributes): Three<Axis> {
  const info = backend_util.computeConv3DInfo(x, filter, strides, dilations, pad);
  return [
    {
      input: info.inDepth,
      output: info.outDepth,
      kernel: info.filterDepth,
      stride: info.strideDepth,
      dilation: info.dilationDepth,
      before: info.padInfo.front,
    },
    {
      input: info.inHeight,
      output: info.outHeight,
      kernel: info.filterHeight,
      stride: info.strideHeight,
      dilation: info.dilationHeight,
      before: info.padInfo.top,
    },
    {
      input: info.inWidth,
      output: info.outWidth,
      kernel: info.filterWidth,
      stride: info.strideWidth,
      dilation: info.dilationWidth,
      before: info.padInfo.left,
    },
  ];
}

function each<T>(axes: Three<Axis>, of: (axis: Axis) => T): Three<T> {
  return axes.map(of) as Three<T>;
}
