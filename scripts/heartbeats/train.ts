import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { shuffle } from '#math/class-share';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import type { EpochFigures } from '#site/model-card';
import { randomStream } from '#world/random';
import { SAMPLES } from '#world/signal/ecg';
import { normalStream } from '#world/signal/normal';
import { answersOf, crossEntropy } from '../pictures/cross-entropy.ts';
import { partsOf, schedule, trainTensors } from '../training/shared-weights.ts';
import { evaluateSignals } from './evaluate.ts';
import type { LabelledSignals } from './signals.ts';

export interface SignalTraining {
  seed: number;
  epochs: number;
  batch: number;
  /** Learning rate after the first steps; it falls to nothing along half a cosine. */
  rate: number;
  weightDecay: number;
  /** Called after each epoch. */
  onEpoch?: (figures: EpochFigures) => void | Promise<void>;
}

/**
 * Trains the heartbeat network in place with Adam and cross-entropy. Everything that is drawn comes from the seed, so
 * the same seed, signals and options give the same weights.
 */
export async function trainHeartbeats(
  model: LayersModel,
  data: { train: LabelledSignals; validation: LabelledSignals },
  { seed, epochs, batch, rate, weightDecay, onEpoch }: SignalTraining,
): Promise<EpochFigures[]> {
  registerFastConv2dGradient();
  const random = randomStream(seed);
  const memory = {
    weights: new Float32Array(model.countParams()),
    gradients: new Float32Array(model.countParams()),
  };
  const gradients = partsOf(memory.gradients, model);
  const tensors = trainTensors(model, memory, weightDecay);
  const order = Uint32Array.from({ length: data.train.count }, (_, i) => i);
  const perEpoch = Math.floor(order.length / batch);
  const curve: EpochFigures[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    let correct = 0;
    for (let b = 0; b < perEpoch; b++) {
      const chosen = order.subarray(b * batch, (b + 1) * batch);
      const figures = computeGradients(model, alteredBatch(data.train, chosen, random), gradients);
      loss += figures.loss / perEpoch;
      correct += figures.correct / (perEpoch * batch);
      tensors.step(rate * schedule(epoch * perEpoch + b, perEpoch * epochs));
      tensors.write();
    }
    const { loss: validationLoss, correct: right } = evaluateSignals(model, data.validation);
    const validationAccuracy = right / data.validation.count;
    curve.push({ epoch: epoch + 1, loss, trainAccuracy: correct, validationLoss, validationAccuracy });
    await onEpoch?.(curve.at(-1)!);
  }
  return curve;
}

/** Signals as training sees them: a little louder or softer, and a little noisier. */
function alteredBatch(set: LabelledSignals, chosen: Uint32Array, random: () => number): LabelledSignals {
  const samples = new Float32Array(chosen.length * SAMPLES);
  const normal = normalStream(random);
  for (const [i, signal] of chosen.entries()) {
    const gain = 0.8 + 0.4 * random();
    const noise = 0.03 * random();
    for (let j = 0; j < SAMPLES; j++) {
      samples[i * SAMPLES + j] = gain * set.samples[signal * SAMPLES + j]! + noise * normal();
    }
  }
  return { count: chosen.length, samples, labels: Int32Array.from(chosen, (signal) => set.labels[signal]!) };
}

/** Mean loss of a batch; fills `gradients`, one array a trainable weight of the model. */
function computeGradients(
  model: LayersModel,
  { count, samples, labels }: LabelledSignals,
  gradients: readonly Float32Array[],
): { loss: number; correct: number } {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return tf.tidy(() => {
    const input = tf.tensor3d(samples, [count, SAMPLES, 1]);
    let correct = 0;
    const { value, grads } = tf.variableGrads(() => {
      const probabilities = model.apply(input, { training: true }) as tf.Tensor2D;
      for (const [i, answer] of answersOf(probabilities).entries()) if (answer === labels[i]) correct++;
      return crossEntropy(probabilities, labels);
    }, variables);
    for (const [i, { name }] of variables.entries())
      gradients[i]!.set(grads[name]!.dataSync() as Float32Array);
    return { loss: value.dataSync()[0]!, correct };
  });
}
