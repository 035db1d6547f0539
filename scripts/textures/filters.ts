import * as tf from '@tensorflow/tfjs-core';
import { cholesky, invertLower } from '#math/cholesky';

export interface FilterLearning {
  filters: number;
  /** Rounds of k-means. */
  rounds: number;
  /** Part of the mean variance that is added to every variance before whitening. */
  regulariser: number;
  random: () => number;
}

/**
 * Filters that are typical pieces of what a layer sees (Coates, Lee and Ng 2011): the pieces are whitened, sorted by
 * direction into as many heaps as there shall be filters (spherical k-means), and a filter asks how far a piece points
 * along the mean of a heap.
 *
 * @param patches [count, numbers]
 * @returns [numbers, filters]: what to multiply a piece by
 */
export function learnFilters(patches: tf.Tensor2D, options: FilterLearning): tf.Tensor2D {
  const { filters, rounds, regulariser, random } = options;
  const [count, size] = patches.shape;
  return tf.tidy(() => {
    const centred = tf.sub(patches, tf.mean(patches, 0)) as tf.Tensor2D;
    const whitening = whiten(centred, regulariser);
    const white = tf.matMul(centred, tf.transpose(whitening)) as tf.Tensor2D;
    const chosen = Array.from({ length: filters }, () => Math.floor(random() * count));
    let means = unit(tf.gather(white, tf.tensor1d(chosen, 'int32')));
    for (let round = 0; round < rounds; round++) {
      const before = means;
      means = tf.tidy(() => {
        const likeness = tf.matMul(white, tf.transpose(before));
        const heaps = tf.oneHot(tf.argMax(likeness, 1), filters);
        // A piece counts the more the better it fits, so that faint pieces say little.
        const shares = tf.mul(tf.cast(heaps, 'float32'), likeness);
        return refill(unit(tf.matMul(tf.transpose(shares), white) as tf.Tensor2D), white, random);
      });
      before.dispose();
    }
    return tf.transpose(tf.matMul(means, whitening)).reshape([size, filters]) as tf.Tensor2D;
  });
}

/** W with W C Wᵀ = 1, where C is the covariance of the rows, made a little rounder. [numbers, numbers] */
function whiten(centred: tf.Tensor2D, regulariser: number): tf.Tensor2D {
  const [count, size] = centred.shape;
  const covariance = tf.tidy(() =>
    tf.div(tf.matMul(tf.transpose(centred), tf.clone(centred)), count).dataSync(),
  );
  const matrix = Float64Array.from(covariance);
  let trace = 0;
  for (let i = 0; i < size; i++) trace += matrix[i * size + i]!;
  for (let i = 0; i < size; i++) matrix[i * size + i]! += (regulariser * trace) / size;
  return tf.tensor2d(Float32Array.from(invertLower(cholesky(matrix, size), size)), [size, size]);
}

/** Rows of length 1. */
function unit(rows: tf.Tensor2D): tf.Tensor2D {
  return tf.div(rows, tf.add(tf.norm(rows, 2, 1, true), 1e-9));
}

/** A heap that got nothing starts again from any piece. */
function refill(means: tf.Tensor2D, white: tf.Tensor2D, random: () => number): tf.Tensor2D {
  const lengths = tf.norm(means, 2, 1).dataSync();
  const rows = Array.from(lengths, (length, i) => {
    if (length > 0.5) return tf.slice(means, [i, 0], [1, means.shape[1]]);
    return unit(tf.slice(white, [Math.floor(random() * white.shape[0]), 0], [1, means.shape[1]]));
  });
  return tf.concat(rows, 0);
}
