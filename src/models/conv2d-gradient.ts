import {
  backend_util,
  conv2d,
  type GradConfig,
  getGradient,
  pad,
  registerGradient,
  reshape,
  reverse,
  slice,
  type Tensor,
  type Tensor4D,
  transpose,
  unregisterGradient,
} from '@tensorflow/tfjs-core';

/** Attributes of the kernel of a convolution. */
export interface Conv2dAttributes {
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  dataFormat: 'NHWC' | 'NCHW';
  dilations: [number, number] | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** What both gradients need to know of a convolution, one entry for rows and one for columns. */
export interface Axis {
  input: number;
  output: number;
  kernel: number;
  stride: number;
  dilation: number;
  /** Zeros that the forward pass puts before the first row or column. */
  before: number;
}

/** Zeros before and after, along one axis; cells to leave out where negative. */
export type Margins = [before: number, after: number];

let registered = false;

/**
 * Replaces the gradient of `tf.conv2d` by one that is itself made of convolutions, so that it runs wherever
 * the forward pass runs and at its speed. (On WASM the stock input gradient is about ten times slower than
 * the forward pass and the stock filter gradient does not exist.) All strides, paddings and dilations are
 * honoured; data in NCHW order is handed back to the stock gradient. Call it once; later calls do nothing.
 *
 * A fused convolution has its own gradient: tfjs-layers fuses a Conv2D layer without an activation, while one
 * with `relu` is taken apart in training and profits.
 */
export function registerFastConv2dGradient(): void {
  if (registered) return;
  const stock = getGradient('Conv2D') as GradConfig | undefined;
  if (stock) unregisterGradient('Conv2D');
  registerGradient({
    kernelName: 'Conv2D',
    inputsToSave: ['x', 'filter'],
    gradFunc: (dy, saved, attributes) => {
      const options = attributes as unknown as Conv2dAttributes;
      if (options.dataFormat === 'NCHW') {
        if (!stock)
          throw new Error('The gradient of conv2d in NCHW order needs the stock gradients of tfjs.');
        return stock.gradFunc(dy, saved, attributes);
      }
      const [x, filter] = saved as [Tensor4D, Tensor4D];
      const [rows, columns] = axesOf(x, filter, options);
      return {
        x: () => inputGradient(dy as Tensor4D, filter, rows, columns),
        filter: () => filterGradient(x, dy as Tensor4D, rows, columns),
      };
    },
  });
  registered = true;
}

/** The rows and the columns of a convolution. */
export function axesOf(
  x: Tensor4D,
  filter: Tensor4D,
  options: Conv2dAttributes,
  depthwise = false,
): [Axis, Axis] {
  const info = backend_util.computeConv2DInfo(
    x.shape,
    filter.shape,
    options.strides,
    options.dilations,
    options.pad,
    options.dimRoundingMode,
    depthwise,
  );
  const rows: Axis = {
    input: info.inHeight,
    output: info.outHeight,
    kernel: info.filterHeight,
    stride: info.strideHeight,
    dilation: info.dilationHeight,
    before: info.padInfo.top,
  };
  const columns: Axis = {
    input: info.inWidth,
    output: info.outWidth,
    kernel: info.filterWidth,
    stride: info.strideWidth,
    dilation: info.dilationWidth,
    before: info.padInfo.left,
  };
  return [rows, columns];
}

/**
 * Gradient for the input: dy, with stride − 1 zeros between its values, convolved with the filter turned by
 * 180° and with its channels exchanged.
 *
 * @param dy [pictures, output rows, output columns, output channels]
 * @param filter [kernel rows, kernel columns, input channels, output channels]
 * @returns [pictures, input rows, input columns, input channels]
 */
function inputGradient(dy: Tensor4D, filter: Tensor4D, rows: Axis, columns: Axis): Tensor4D {
  const turned = transpose(reverse(filter, [0, 1]), [0, 1, 3, 2]) as Tensor4D;
  const spread = insertZeros(dy, rows.stride, columns.stride);
  const dilations: [number, number] = [rows.dilation, columns.dilation];
  return convolve(spread, turned, inputMargins(rows), inputMargins(columns), [1, 1], dilations);
}

/** Zeros around the spread slopes, so that they meet the turned filter wherever the input met it. */
export function inputMargins({ kernel, dilation, before, input, output, stride }: Axis): Margins {
  return [(kernel - 1) * dilation - before, input + before - output * stride];
}

/**
 * Gradient for the filter: the input convolved with dy, where pictures take the place of input channels and
 * stride and dilation exchange their parts.
 *
 * @param x [pictures, input rows, input columns, input channels]
 * @param dy [pictures, output rows, output columns, output channels]
 * @returns [kernel rows, kernel columns, input channels, output channels]
 */
function filterGradient(x: Tensor4D, dy: Tensor4D, rows: Axis, columns: Axis): Tensor4D {
  const input = transpose(x, [3, 1, 2, 0]) as Tensor4D;
  const kernel = transpose(dy, [1, 2, 0, 3]) as Tensor4D;
  const margins = (axis: Axis): Margins => {
    const seen = (axis.output - 1) * axis.stride + (axis.kernel - 1) * axis.dilation + 1;
    return [axis.before, seen - axis.before - axis.input];
  };
  const strides: [number, number] = [rows.dilation, columns.dilation];
  const dilations: [number, number] = [rows.stride, columns.stride];
  const gradient = convolve(input, kernel, margins(rows), margins(columns), strides, dilations);
  return transpose(gradient, [1, 2, 0, 3]) as Tensor4D;
}

/**
 * Convolution in which a negative margin crops the input instead of padding it.
 *
 * @param x [pictures, rows, columns, input channels]
 * @param filter [kernel rows, kernel columns, input channels, output channels]
 */
export function convolve(
  x: Tensor4D,
  filter: Tensor4D,
  rows: Margins,
  columns: Margins,
  strides: [number, number],
  dilations: [number, number],
): Tensor4D {
  const cropped = crop(x, rows, columns);
  const zeros = [rows, columns].map((margins) => margins.map((margin) => Math.max(0, margin)) as Margins);
  const padding: backend_util.ExplicitPadding = [[0, 0], zeros[0] as Margins, zeros[1] as Margins, [0, 0]];
  return conv2d(cropped, filter, strides, padding, 'NHWC', dilations);
}

/** Leaves out rows and columns where a margin is negative. */
export function crop(x: Tensor4D, rows: Margins, columns: Margins): Tensor4D {
  if ([...rows, ...columns].every((margin) => margin >= 0)) return x;
  const [pictures, height, width, channels] = x.shape;
  const cut = (margin: number) => Math.max(0, -margin);
  return slice(
    x,
    [0, cut(rows[0]), cut(columns[0]), 0],
    [pictures, height - cut(rows[0]) - cut(rows[1]), width - cut(columns[0]) - cut(columns[1]), channels],
  );
}

/** Puts `stride − 1` rows and columns of zeros after each row and column. */
export function insertZeros(dy: Tensor4D, rowStride: number, columnStride: number): Tensor4D {
  const [pictures, height, width, channels] = dy.shape;
  let spread: Tensor = dy;
  if (columnStride > 1) {
    spread = pad(reshape(spread, [pictures * height * width, 1, channels]), [
      [0, 0],
      [0, columnStride - 1],
      [0, 0],
    ]);
  }
  const spreadWidth = width * columnStride;
  if (rowStride > 1) {
    spread = pad(reshape(spread, [pictures * height, 1, spreadWidth * channels]), [
      [0, 0],
      [0, rowStride - 1],
      [0, 0],
    ]);
  }
  return reshape(spread, [pictures, height * rowStride, spreadWidth, channels]);
}
