import {
  avgPool,
  div,
  image,
  mul,
  pad,
  reshape,
  slice,
  step,
  sub,
  type Tensor,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';

/**
 * The slopes for the input of a maximum over each 2 × 2: all for the largest of the four; equals share it.
 *
 * Made of a few plain steps, the same on every backend (WASM has no kernel for it), and without reading anything back.
 *
 * @param input [1, rows, columns, channels]
 * @param maxima [1, ⌊rows / 2⌋, ⌊columns / 2⌋, channels]
 * @param slopes for the maxima
 */
export function maxPoolGradient(input: Tensor4D, maxima: Tensor4D, slopes: Tensor4D): Tensor4D {
  return tidy(() => {
    const whole = wholeWindows(input, maxima);
    const smaller = tidy(() => step(sub(eachOfFour(maxima), windows(whole))));
    const shares = tidy(() => {
      // Three of four are smaller where one is the largest.
      const largest = sub(4, mul(avgPool(reshape(smaller, whole.shape) as Tensor4D, 2, 2, 'valid'), 4));
      return mul(eachOfFour(div(slopes, largest) as Tensor4D), sub(1, smaller));
    });
    return withRest(reshape(shares, whole.shape), input);
  });
}

/**
 * The slopes for the input of a mean over each 2 × 2: a quarter for each of the four.
 *
 * @param input [1, rows, columns, channels]
 * @param slopes [1, ⌊rows / 2⌋, ⌊columns / 2⌋, channels]
 */
export function averagePoolGradient(input: Tensor4D, slopes: Tensor4D): Tensor4D {
  return tidy(() => {
    const [, rows, columns] = slopes.shape;
    return withRest(
      image.resizeNearestNeighbor(mul(slopes, 0.25) as Tensor4D, [2 * rows, 2 * columns]),
      input,
    );
  });
}

/** Without a last row or column that no window holds. */
function wholeWindows(input: Tensor4D, pooled: Tensor4D): Tensor4D {
  const [, rows, columns, channels] = input.shape;
  const size: [number, number, number, number] = [1, 2 * pooled.shape[1], 2 * pooled.shape[2], channels];
  return size[1] === rows && size[2] === columns ? input : slice(input, [0, 0, 0, 0], size);
}

/** Zeros where `wholeWindows` cut. */
function withRest(slopes: Tensor4D, input: Tensor4D): Tensor4D {
  const [below, beside] = [input.shape[1] - slopes.shape[1], input.shape[2] - slopes.shape[2]];
  if (below === 0 && beside === 0) return slopes;
  return pad(slopes, [
    [0, 0],
    [0, below],
    [0, beside],
    [0, 0],
  ]);
}

/** [1, rows, columns, channels] as [rows / 2, 2, columns / 2, 2, channels]. */
function windows(map: Tensor4D): Tensor {
  const [, rows, columns, channels] = map.shape;
  return reshape(map, [rows / 2, 2, columns / 2, 2, channels]);
}

/** [1, rows, columns, channels] as [rows, 1, columns, 1, channels], which meets each of four in a window. */
function eachOfFour(pooled: Tensor4D): Tensor {
  const [, rows, columns, channels] = pooled.shape;
  return reshape(pooled, [rows, 1, columns, 1, channels]);
}
