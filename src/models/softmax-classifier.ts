import {
  add,
  conv2d,
  logSoftmax,
  matMul,
  maxPool,
  mean,
  mul,
  neg,
  oneHot,
  randomNormal,
  relu,
  reshape,
  type Scalar,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  tidy,
  type Variable,
  variable,
  zeros,
} from '@tensorflow/tfjs-core';
import { ENCODER_SIDE, ENCODING_SIZE } from './face-encoder.ts';

/** A network with one output a class, made of bare variables: small, and gone when it is disposed. */
export interface SoftmaxClassifier {
  classes: number;
  variables: Variable[];
  /** Numbers that training sets. */
  parameters: number;
  /** [n, classes], before the softmax. */
  logits(x: Tensor): Tensor2D;
  dispose(): void;
}

const CONVOLUTIONS = [
  { kernel: 5, filters: 12 },
  { kernel: 3, filters: 24 },
  { kernel: 3, filters: 32 },
];

function classifier(
  classes: number,
  variables: Variable[],
  logits: (x: Tensor) => Tensor2D,
): SoftmaxClassifier {
  return {
    classes,
    variables,
    parameters: variables.reduce((count, one) => count + one.size, 0),
    logits: (x) => tidy(() => logits(x)),
    dispose: () => {
      for (const one of variables) one.dispose();
    },
  };
}

/**
 * A small convnet, untrained: [n, 48, 48, 3] from 0 to 1 in. Three convolutions with relu, each with a maximum over
 * 2 × 2 after it, and a dense layer.
 *
 * @param seed initial weights (He et al. 2015); the last layer starts at zero
 */
export function pixelClassifier(classes: number, seed: number): SoftmaxClassifier {
  const kernels: Variable[] = [];
  const biases: Variable[] = [];
  let channels = 3;
  for (const [i, { kernel, filters }] of CONVOLUTIONS.entries()) {
    const spread = Math.sqrt(2 / (kernel * kernel * channels));
    const shape: [number, number, number, number] = [kernel, kernel, channels, filters];
    kernels.push(tidy(() => variable(randomNormal(shape, 0, spread, 'float32', seed + i + 1))));
    biases.push(tidy(() => variable(zeros([filters]))));
    channels = filters;
  }
  const side = ENCODER_SIDE / 2 ** CONVOLUTIONS.length;
  const inputs = side * side * channels;
  const dense = tidy(() => variable(zeros([inputs, classes])));
  const bias = tidy(() => variable(zeros([classes])));
  return classifier(classes, [...kernels, ...biases, dense, bias], (x) => {
    let map = sub(mul(x, 2), 1) as Tensor4D;
    for (const [i, kernel] of kernels.entries()) {
      map = relu(add(conv2d(map, kernel as unknown as Tensor4D, 1, 'same'), biases[i]!));
      map = maxPool(map, 2, 2, 'valid');
    }
    return add(matMul(reshape(map, [-1, inputs]), dense as unknown as Tensor2D), bias) as Tensor2D;
  });
}

/** One softmax layer on encodings: [n, 32] of unit length in. It starts at zero, so no chance is in it. */
export function encodingClassifier(classes: number): SoftmaxClassifier {
  const dense = tidy(() => variable(zeros([ENCODING_SIZE, classes])));
  const bias = tidy(() => variable(zeros([classes])));
  return classifier(
    classes,
    [dense, bias],
    (x) => add(matMul(x as Tensor2D, dense as unknown as Tensor2D), bias) as Tensor2D,
  );
}

/** Mean of −log of the right class's probability. `logits`: [n, classes]. */
export function softmaxLoss(logits: Tensor2D, labels: ArrayLike<number>): Scalar {
  return tidy(() => {
    const truth = oneHot(tensor1d(Array.from(labels), 'int32') as Tensor1D, logits.shape[1]);
    return neg(mean(sum(mul(truth, logSoftmax(logits)), 1))) as Scalar;
  });
}

/** Probabilities of each class, which add up to 1: [n, classes]. */
export function probabilitiesOf(network: SoftmaxClassifier, x: Tensor): Tensor2D {
  return tidy(() => softmax(network.logits(x)) as Tensor2D);
}
