import {
  add,
  conv2d,
  matMul,
  relu,
  reshape,
  sub,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor,
} from '@tensorflow/tfjs-core';
import { randomStream } from '#world/random';

/** Side of the faces that the small encoder takes. */
export const SMALL_SIDE = 32;

/** Numbers in its encoding. */
export const SMALL_SIZE = 16;

/**
 * Its convolutions: 3 × 3 at every second place of the map, 'same' padding, relu. (With a stride there is nothing to
 * pool, and a step of training takes a third of the time.)
 */
const FILTERS = [16, 32, 48] as const;
const KERNEL = 3;
const STRIDE = 2;
const LAST_SIDE = SMALL_SIDE / STRIDE ** FILTERS.length;

interface WeightSpec {
  shape: number[];
  /** Inputs that one output adds up, for the spread of its initial weights; 0 for a bias, which begins at 0. */
  inputs: number;
}

const SPECS: readonly WeightSpec[] = [
  ...FILTERS.flatMap((filters, i): WeightSpec[] => {
    const channels = FILTERS[i - 1] ?? 3;
    return [
      { shape: [KERNEL, KERNEL, channels, filters], inputs: KERNEL * KERNEL * channels },
      { shape: [filters], inputs: 0 },
    ];
  }),
  {
    shape: [LAST_SIDE * LAST_SIDE * FILTERS.at(-1)!, SMALL_SIZE],
    inputs: 2 * LAST_SIDE * LAST_SIDE * FILTERS.at(-1)!,
  },
];

const sizeOf = ({ shape }: WeightSpec) => shape.reduce((product, side) => product * side, 1);

/** How many weights it has. */
export const SMALL_WEIGHTS = SPECS.reduce((sum, spec) => sum + sizeOf(spec), 0);

/** A convolution as it runs on one face: [side, side, channels] in, [side / 2, side / 2, filters] out. */
export interface SmallConvolution {
  side: number;
  kernel: number;
  stride: number;
  channels: number;
  filters: number;
}

export const SMALL_CONVOLUTIONS: readonly SmallConvolution[] = FILTERS.map((filters, i) => ({
  side: SMALL_SIDE / STRIDE ** i,
  kernel: KERNEL,
  stride: STRIDE,
  channels: FILTERS[i - 1] ?? 3,
  filters,
}));

/**
 * Weights before training, all in one row: layer after layer, filters and then biases (He et al. 2015). Drawn
 * without tfjs, so that a seed gives the same numbers everywhere.
 */
export function initialWeights(seed: number): Float32Array {
  const random = randomStream(seed);
  const gauss = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const weights = new Float32Array(SMALL_WEIGHTS);
  let at = 0;
  for (const spec of SPECS) {
    const spread = spec.inputs > 0 ? Math.sqrt(2 / spec.inputs) : 0;
    for (let i = 0; i < sizeOf(spec); i++) weights[at++] = spread > 0 ? spread * gauss() : 0;
  }
  return weights;
}

/**
 * The weights as tensors, layer after layer; they belong to the caller.
 *
 * @throws RangeError for another number of weights
 */
export function weightTensors(weights: Float32Array): Tensor[] {
  if (weights.length !== SMALL_WEIGHTS) {
    throw new RangeError(`The small encoder has ${SMALL_WEIGHTS} weights, not ${weights.length}.`);
  }
  let at = 0;
  return SPECS.map((spec) => {
    const from = at;
    at += sizeOf(spec);
    return tensor(weights.subarray(from, at), spec.shape);
  });
}

/**
 * The network's answers, not of unit length yet. Call it inside `tidy`.
 *
 * @param weights as `weightTensors` gives them
 * @param faces [faces, 32, 32, 3], 0 to 1
 * @returns [faces, 16]
 */
export function smallAnswers(weights: readonly Tensor[], faces: Tensor4D): Tensor2D {
  let map: Tensor4D = sub(faces, 0.5);
  for (let i = 0; i < FILTERS.length; i++) {
    const convolved = conv2d(map, weights[2 * i] as Tensor4D, STRIDE, 'same');
    map = relu(add(convolved, weights[2 * i + 1]!)) as Tensor4D;
  }
  return matMul(reshape(map, [faces.shape[0], -1]) as Tensor2D, weights[2 * FILTERS.length] as Tensor2D);
}
