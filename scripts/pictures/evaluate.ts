import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { copyInto } from './augment.ts';
import { answersOf, crossEntropy } from './cross-entropy.ts';
import { PICTURE_BYTES, type RenderedSet } from './rendered-set.ts';

export interface Evaluation {
  /** Mean cross-entropy. */
  loss: number;
  correct: number;
  /** Rows: true class; columns: the network's answer. */
  confusion: number[][];
}

/** What a network answers on every picture of a set. */
export function evaluate(model: LayersModel, set: RenderedSet, batch = 50): Evaluation {
  const classes = model.outputShape[1] as number;
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  let loss = 0;
  for (let start = 0; start < set.count; start += batch) {
    const size = Math.min(batch, set.count - start);
    const numbers = new Float32Array(size * PICTURE_BYTES);
    for (let i = 0; i < size; i++) {
      const from = (start + i) * PICTURE_BYTES;
      const target = numbers.subarray(i * PICTURE_BYTES, (i + 1) * PICTURE_BYTES);
      copyInto(target, set.pixels.subarray(from, from + PICTURE_BYTES));
    }
    const labels = Int32Array.from(set.labels.subarray(start, start + size));
    tf.tidy(() => {
      const probabilities = model.predict(tf.tensor4d(numbers, [size, 64, 64, 3])) as tf.Tensor2D;
      loss += crossEntropy(probabilities, labels).dataSync()[0]! * (size / set.count);
      for (const [i, answer] of answersOf(probabilities).entries()) confusion[labels[i]!]![answer]!++;
    });
  }
  const correct = confusion.reduce((sum, row, i) => sum + row[i]!, 0);
  return { loss, correct, confusion };
}
