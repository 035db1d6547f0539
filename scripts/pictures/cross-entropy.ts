import * as tf from '@tensorflow/tfjs-core';

/** Mean of −log of the right class's probability. `probabilities`: [pictures, classes]. */
export function crossEntropy(probabilities: tf.Tensor2D, labels: Int32Array): tf.Scalar {
  const truth = tf.oneHot(tf.tensor1d(labels, 'int32'), probabilities.shape[1]);
  return tf.neg(tf.mean(tf.sum(tf.mul(truth, tf.log(tf.add(probabilities, 1e-7))), 1)));
}

/** The likeliest class of each picture. */
export function answersOf(probabilities: tf.Tensor2D): Int32Array {
  return tf.tidy(() => tf.argMax(probabilities, 1).dataSync()) as Int32Array;
}
