/** One output of a convolution along time, and what it is made of. */
export interface WindowTask {
  /** [length, channels]. */
  input: ArrayLike<number>;
  length: number;
  channels: number;
  /** [taps, channels, filters]. */
  kernel: ArrayLike<number>;
  taps: number;
  filters: number;
  /** One a filter. */
  bias: ArrayLike<number>;
  /** Steps of the input from one output to the next, and from one tap to the next. */
  stride: number;
  dilation: number;
  /** Zeros before the first cell of the input. */
  before: number;
}

export interface WindowSum {
  /** The cell of the input under each tap; −1 where there is none, and the network sees a zero. */
  cells: Int32Array;
  /** [taps, channels], each. */
  inputs: Float32Array;
  weights: Float32Array;
  products: Float32Array;
  bias: number;
  /** Of all products and the bias, before the ReLU. */
  sum: number;
}

/**
 * What one filter at one place multiplies and adds up: z = b + Σᵤ Σ꜀ w_uc · a_(s·i + d·u − p)c.
 *
 * @param position of the output, from 0
 * @param filter from 0
 */
export function windowSum(task: WindowTask, position: number, filter: number): WindowSum {
  const { input, length, channels, kernel, taps, filters, stride, dilation, before } = task;
  const cells = new Int32Array(taps);
  const inputs = new Float32Array(taps * channels);
  const weights = new Float32Array(taps * channels);
  const products = new Float32Array(taps * channels);
  const bias = task.bias[filter] ?? 0;
  let sum = bias;
  for (let tap = 0; tap < taps; tap++) {
    const cell = position * stride + tap * dilation - before;
    const isInside = cell >= 0 && cell < length;
    cells[tap] = isInside ? cell : -1;
    for (let channel = 0; channel < channels; channel++) {
      const at = tap * channels + channel;
      inputs[at] = isInside ? input[cell * channels + channel]! : 0;
      weights[at] = kernel[at * filters + filter]!;
      products[at] = inputs[at]! * weights[at]!;
      sum += products[at]!;
    }
  }
  return { cells, inputs, weights, products, bias, sum };
}
