import {
  depthwiseConv2d,
  type GradConfig,
  getGradient,
  pad,
  registerGradient,
  reshape,
  reverse,
  sum,
  type Tensor4D,
  unregisterGradient,
} from '@tensorflow/tfjs-core';
import {
  axesOf,
  type Conv2dAttributes,
  crop,
  inputMargins,
  insertZeros,
  type Margins,
} from './conv2d-gradient.ts';

let registered = false;

/**
 * Replaces the input gradient of `tf.depthwiseConv2d` by one that is itself a depthwise convolution, so that it runs
 * wherever the forward pass runs (WASM has no kernel for the stock one). The filter's gradient stays the stock one.
 * Call it once; later calls do nothing.
 *
 * @throws Error when the stock gradients of tfjs are not registered
 */
export function registerDepthwiseGradient(): void {
  if (registered) return;
  const stock = getGradient('DepthwiseConv2dNative') as GradConfig | undefined;
  if (!stock) throw new Error('The gradient of depthwiseConv2d needs the stock gradients of tfjs.');
  unregisterGradient('DepthwiseConv2dNative');
  registerGradient({
    kernelName: 'DepthwiseConv2dNative',
    inputsToSave: ['x', 'filter'],
    gradFunc: (dy, saved, attributes) => {
      const [x, filter] = saved as [Tensor4D, Tensor4D];
      const given = attributes as unknown as Conv2dAttributes;
      // A layer leaves the dilation out.
      const options = { ...given, dilations: given.dilations ?? 1 };
      return {
        x: () => inputGradient(dy as Tensor4D, x, filter, options),
        filter: () => stock.gradFunc(dy, saved, attributes).filter!(),
      };
    },
  });
  registered = true;
}

/**
 * dy, with stride − 1 zeros between its values, convolved channel by channel with the filter turned by 180°; the
 * outputs that one channel of the input has are added up.
 *
 * @param dy [pictures, output rows, output columns, channels · multiplier]
 * @param filter [kernel rows, kernel columns, channels, multiplier]
 * @returns like x
 */
function inputGradient(dy: Tensor4D, x: Tensor4D, filter: Tensor4D, options: Conv2dAttributes): Tensor4D {
  const [rows, columns] = axesOf(x, filter, options, true);
  const [kernelRows, kernelColumns, channels, multiplier] = filter.shape;
  const turned = reshape(reverse(filter, [0, 1]), [
    kernelRows,
    kernelColumns,
    channels * multiplier,
    1,
  ]) as Tensor4D;
  const spread = withMargins(
    insertZeros(dy, rows.stride, columns.stride),
    inputMargins(rows),
    inputMargins(columns),
  );
  const dilations: [number, number] = [rows.dilation, columns.dilation];
  const each = depthwiseConv2d(spread, turned, 1, 'valid', 'NHWC', dilations);
  return multiplier === 1 ? each : (sum(reshape(each, [...x.shape, multiplier]), -1) as Tensor4D);
}

function withMargins(x: Tensor4D, rows: Margins, columns: Margins): Tensor4D {
  const zeros = (margins: Margins) => margins.map((margin) => Math.max(0, margin)) as Margins;
  return pad(crop(x, rows, columns), [[0, 0], zeros(rows), zeros(columns), [0, 0]]);
}
