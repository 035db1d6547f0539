import * as tf from '@tensorflow/tfjs-core';

/**
 * Weighted mean of −log of the probability that each logit gives to the truth.
 *
 * @param logits, truth, weights tensors of one shape; truth is 0 or 1
 */
export function weightedCrossEntropy(logits: tf.Tensor, truth: tf.Tensor, weights: tf.Tensor): tf.Scalar {
  const loss = tf.customGrad((logit, save) => {
    const z = logit as tf.Tensor;
    const total = tf.sum(weights);
    const away = tf.log(tf.add(1, tf.exp(tf.neg(tf.abs(z)))));
    const each = tf.add(tf.sub(tf.relu(z), tf.mul(z, truth)), away);
    (save as tf.GradSaveFunc)([tf.div(tf.mul(weights, tf.sub(tf.sigmoid(z), truth)), total)]);
    return {
      value: tf.div(tf.sum(tf.mul(weights, each)), total),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(dy, saved[0]!),
    };
  });
  return loss(logits) as tf.Scalar;
}
