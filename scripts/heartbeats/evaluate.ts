import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { SAMPLES } from '#world/signal/ecg';
import { answersOf, crossEntropy } from '../pictures/cross-entropy.ts';
import type { LabelledSignals } from './signals.ts';

export interface SignalEvaluation {
  /** Mean cross-entropy. */
  loss: number;
  correct: number;
  /** Rows: true rhythm; columns: the network's answer. */
  confusion: number[][];
}

/** What a network answers on every signal of a set. */
export function evaluateSignals(model: LayersModel, set: LabelledSignals, batch = 70): SignalEvaluation {
  const classes = model.outputShape[1] as number;
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  let loss = 0;
  for (let start = 0; start < set.count; start += batch) {
    const end = Math.min(start + batch, set.count);
    const labels = set.labels.slice(start, end);
    tf.tidy(() => {
      const input = tf.tensor3d(set.samples.slice(start * SAMPLES, end * SAMPLES), [end - start, SAMPLES, 1]);
      const probabilities = model.predict(input) as tf.Tensor2D;
      loss += crossEntropy(probabilities, labels).dataSync()[0]! * ((end - start) / set.count);
      for (const [i, answer] of answersOf(probabilities).entries()) confusion[labels[i]!]![answer]!++;
    });
  }
  const correct = confusion.reduce((sum, row, i) => sum + row[i]!, 0);
  return { loss, correct, confusion };
}
