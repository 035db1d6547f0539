import {
  AvgPoolGrad,
  engine,
  getBackend,
  getKernel,
  MaxPoolGrad,
  type Tensor,
  type Tensor4D,
  tensor4d,
} from '@tensorflow/tfjs-core';

const WINDOW = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' };

/**
 * The slopes for the input of a mean over each 2 × 2: a quarter of the slope for each of the four.
 *
 * @param input [1, rows, columns, channels]
 * @param slopes [1, rows / 2, columns / 2, channels]
 */
export function averagePoolGradient(input: Tensor4D, slopes: Tensor4D): Tensor4D {
  return kernel(AvgPoolGrad, { dy: slopes, input });
}

/**
 * The slopes for the input of a maximum over each 2 × 2: all of it for the largest of the four, the first among equals.
 * (WASM has no kernel for it; there it is worked out in plain JavaScript, which can read the numbers at once.)
 *
 * @param input [1, rows, columns, channels]
 * @param slopes [1, rows / 2, columns / 2, channels]
 */
export function maxPoolGradient(input: Tensor4D, slopes: Tensor4D): Tensor4D {
  if (getKernel(MaxPoolGrad, getBackend())) return kernel(MaxPoolGrad, { dy: slopes, input });
  const [, rows, columns, channels] = input.shape;
  const values = input.dataSync() as Float32Array;
  const into = new Float32Array(values.length);
  spreadToMaxima(values, slopes.dataSync() as Float32Array, into, rows, columns, channels);
  return tensor4d(into, input.shape);
}

/** Adds each slope to the place in `into` where the largest of its four values is. */
export function spreadToMaxima(
  values: Float32Array,
  slopes: Float32Array,
  into: Float32Array,
  rows: number,
  columns: number,
  channels: number,
): void {
  const below = columns * channels;
  let from = 0;
  for (let row = 0; row + 1 < rows; row += 2) {
    for (let column = 0; column + 1 < columns; column += 2) {
      const first = (row * columns + column) * channels;
      for (let at = first; at < first + channels; at++) {
        let best = at;
        if (values[at + channels]! > values[best]!) best = at + channels;
        if (values[at + below]! > values[best]!) best = at + below;
        if (values[at + below + channels]! > values[best]!) best = at + below + channels;
        into[best]! += slopes[from++]!;
      }
    }
  }
}

function kernel(name: string, inputs: { dy: Tensor4D; input: Tensor4D }): Tensor4D {
  return engine().runKernel(name, inputs, WINDOW) as Tensor as Tensor4D;
}
