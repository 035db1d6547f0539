import {
  customGrad,
  getBackend,
  grads,
  mul,
  scalar,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor2d,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { registerFastConv2dGradient } from './conv2d-gradient.ts';
import { SMALL_SIDE, SMALL_SIZE, SMALL_WEIGHTS, smallAnswers, weightTensors } from './small-encoder.ts';

/** A number that is to fall, as a function of the network's answers, and its slope for each of them. */
export type Objective = (answers: Float32Array) => { loss: number; gradient: Float32Array };

export interface Slopes {
  loss: number;
  /** Of the loss, for the weights, in their order. */
  gradient: Float32Array;
}

/** Backends whose numbers can be read in the middle of a computation without waiting for a GPU. */
const READ_AT_ONCE = ['wasm', 'cpu'];

/**
 * The slopes of an objective for the small encoder's weights.
 *
 * The objective is computed outside of tfjs (triplets are chosen there), so the answers are read between the forward
 * and the backward pass. A backend that can't be read at once goes forward twice.
 *
 * @param weights in one row
 * @param faces [faces, 32, 32, 3], 0 to 1
 * @param objective gets the answers, [faces, 16], not of unit length, and gives slopes for them
 */
export async function weightSlopes(
  weights: Float32Array,
  faces: Float32Array,
  objective: Objective,
): Promise<Slopes> {
  return READ_AT_ONCE.includes(getBackend())
    ? slopesInOnePass(weights, faces, objective)
    : slopesInTwoPasses(weights, faces, objective);
}

/** One pass forward; the objective is asked in the middle. */
export function slopesInOnePass(weights: Float32Array, faces: Float32Array, objective: Objective): Slopes {
  registerFastConv2dGradient();
  let loss = Number.NaN;
  const slopes = tidy(() => {
    const asked = customGrad((answers) => {
      const found = objective((answers as Tensor).dataSync() as Float32Array);
      loss = found.loss;
      return { value: scalar(loss), gradFunc: (dy: Tensor) => mul(dy, answersTensor(found.gradient)) };
    });
    const input = facesTensor(faces);
    return grads((...parts: Tensor[]) => asked(smallAnswers(parts, input)))(weightTensors(weights));
  });
  const gradient = new Float32Array(SMALL_WEIGHTS);
  let at = 0;
  for (const slope of slopes) {
    gradient.set(slope.dataSync(), at);
    at += slope.size;
    slope.dispose();
  }
  return { loss, gradient };
}

/** A pass forward to ask the objective, then one forward and backward. */
export async function slopesInTwoPasses(
  weights: Float32Array,
  faces: Float32Array,
  objective: Objective,
): Promise<Slopes> {
  registerFastConv2dGradient();
  const { loss, gradient: wanted } = objective(await smallEncodings(weights, faces));
  const slopes = tidy(() => {
    const input = facesTensor(faces);
    const slope = answersTensor(wanted);
    const weighted = (...parts: Tensor[]) => sum(mul(smallAnswers(parts, input), slope));
    return grads(weighted)(weightTensors(weights));
  });
  try {
    const gradient = new Float32Array(SMALL_WEIGHTS);
    let at = 0;
    for (const part of await Promise.all(slopes.map((slope) => slope.data()))) {
      gradient.set(part, at);
      at += part.length;
    }
    return { loss, gradient };
  } finally {
    for (const slope of slopes) slope.dispose();
  }
}

/**
 * The network's answers, not of unit length.
 *
 * @param faces [faces, 32, 32, 3], 0 to 1
 * @returns [faces, 16]
 */
export async function smallEncodings(weights: Float32Array, faces: Float32Array): Promise<Float32Array> {
  const answers: Tensor2D = tidy(() => smallAnswers(weightTensors(weights), facesTensor(faces)));
  try {
    return (await answers.data()) as Float32Array;
  } finally {
    answers.dispose();
  }
}

function answersTensor(numbers: Float32Array): Tensor2D {
  return tensor2d(numbers, [numbers.length / SMALL_SIZE, SMALL_SIZE]);
}

function facesTensor(faces: Float32Array): Tensor4D {
  const numbers = SMALL_SIDE * SMALL_SIDE * 3;
  return tensor4d(faces, [faces.length / numbers, SMALL_SIDE, SMALL_SIDE, 3]);
}
