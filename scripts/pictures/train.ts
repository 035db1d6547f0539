import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { shuffle } from '#math/class-share';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import { randomStream } from '#world/random';
import { Adam } from './adam.ts';
import { augmentInto, copyInto } from './augment.ts';
import { PICTURE_BYTES, type RenderedSet } from './rendered-set.ts';

export interface TrainingOptions {
  seed: number;
  epochs: number;
  batch: number;
  /** Learning rate after the first steps; it falls to nothing along half a cosine. */
  rate: number;
  weightDecay: number;
  /** Called after each epoch. */
  onEpoch?: (epoch: EpochFigures) => void;
}

/** Loss and accuracy on the training pictures are means over the epoch, on the pictures as altered. */
export interface EpochFigures {
  epoch: number;
  loss: number;
  trainAccuracy: number;
  validationLoss: number;
  validationAccuracy: number;
}

const WARM_UP = 100;

/**
 * Trains a network in place with Adam and cross-entropy. Everything that is drawn comes from the seed, so the
 * same seed, pictures and options give the same weights.
 */
export function train(
  model: LayersModel,
  data: { train: RenderedSet; validation: RenderedSet },
  options: TrainingOptions,
): EpochFigures[] {
  registerFastConv2dGradient();
  const random = randomStream(options.seed);
  const weights = model.trainableWeights.map((weight) => weight.read().dataSync().slice() as Float32Array);
  const optimisers = model.trainableWeights.map(({ shape }, i) => {
    const isBias = shape.length === 1;
    return new Adam(weights[i]!.length, { weightDecay: isBias ? 0 : options.weightDecay });
  });
  const order = Uint32Array.from({ length: data.train.count }, (_, i) => i);
  const perEpoch = Math.floor(order.length / options.batch);
  const total = perEpoch * options.epochs;
  const curve: EpochFigures[] = [];
  for (let epoch = 0, step = 0; epoch < options.epochs; epoch++) {
    shuffle(order, random);
    let loss = 0;
    let correct = 0;
    for (let b = 0; b < perEpoch; b++, step++) {
      const chosen = order.subarray(b * options.batch, (b + 1) * options.batch);
      const result = lossAndGradients(model, data.train, chosen, random);
      loss += result.loss / perEpoch;
      correct += result.correct;
      const warm = Math.min(1, (step + 1) / WARM_UP);
      const rate = options.rate * warm * 0.5 * (1 + Math.cos((Math.PI * step) / total));
      for (const [i, gradient] of result.gradients.entries()) {
        optimisers[i]!.step(weights[i]!, gradient, rate);
        writeWeight(model.trainableWeights[i]!, weights[i]!);
      }
    }
    const validation = evaluate(model, data.validation);
    const figures: EpochFigures = {
      epoch: epoch + 1,
      loss,
      trainAccuracy: correct / (perEpoch * options.batch),
      validationLoss: validation.loss,
      validationAccuracy: validation.correct / data.validation.count,
    };
    curve.push(figures);
    options.onEpoch?.(figures);
  }
  return curve;
}

type LayerWeight = LayersModel['trainableWeights'][number];

function writeWeight(weight: LayerWeight, values: Float32Array): void {
  const tensor = tf.tensor(values, weight.shape as number[]);
  weight.write(tensor);
  tensor.dispose();
}

function lossAndGradients(model: LayersModel, set: RenderedSet, chosen: Uint32Array, random: () => number) {
  const batch = new Float32Array(chosen.length * PICTURE_BYTES);
  for (const [i, picture] of chosen.entries()) {
    augmentInto(batch.subarray(i * PICTURE_BYTES, (i + 1) * PICTURE_BYTES), pixelsOf(set, picture), random);
  }
  const labels = Int32Array.from(chosen, (picture) => set.labels[picture]!);
  return tf.tidy(() => {
    const pictures = tf.tensor4d(batch, [chosen.length, 64, 64, 3]);
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    let correct = 0;
    const { value, grads } = tf.variableGrads(() => {
      const probabilities = model.apply(pictures, { training: true }) as tf.Tensor2D;
      correct = countCorrect(probabilities, labels);
      return crossEntropy(probabilities, labels);
    }, variables);
    const gradients = variables.map(({ name }) => grads[name]!.dataSync() as Float32Array);
    return { loss: value.dataSync()[0]!, correct, gradients };
  });
}

/** Mean loss, right answers, and which class was taken for which: rows are true classes, columns answers. */
export function evaluate(model: LayersModel, set: RenderedSet, batch = 50) {
  const classes = model.outputShape[1] as number;
  const confusion = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  let loss = 0;
  for (let start = 0; start < set.count; start += batch) {
    const size = Math.min(batch, set.count - start);
    const pixels = new Float32Array(size * PICTURE_BYTES);
    for (let i = 0; i < size; i++) {
      copyInto(pixels.subarray(i * PICTURE_BYTES, (i + 1) * PICTURE_BYTES), pixelsOf(set, start + i));
    }
    const labels = Int32Array.from(set.labels.subarray(start, start + size));
    tf.tidy(() => {
      const probabilities = model.predict(tf.tensor4d(pixels, [size, 64, 64, 3])) as tf.Tensor2D;
      loss += crossEntropy(probabilities, labels).dataSync()[0]! * (size / set.count);
      const answers = tf.argMax(probabilities, 1).dataSync();
      for (const [i, label] of labels.entries()) confusion[label]![answers[i]!]!++;
    });
  }
  const correct = confusion.reduce((sum, row, i) => sum + row[i]!, 0);
  return { loss, correct, confusion };
}

function pixelsOf(set: RenderedSet, picture: number): Uint8Array {
  return set.pixels.subarray(picture * PICTURE_BYTES, (picture + 1) * PICTURE_BYTES);
}

function crossEntropy(probabilities: tf.Tensor2D, labels: Int32Array): tf.Scalar {
  const truth = tf.oneHot(tf.tensor1d(labels, 'int32'), probabilities.shape[1]);
  return tf.neg(tf.mean(tf.sum(tf.mul(truth, tf.log(tf.add(probabilities, 1e-7))), 1)));
}

function countCorrect(probabilities: tf.Tensor2D, labels: Int32Array): number {
  const answers = tf.argMax(probabilities, 1).dataSync();
  return labels.reduce((sum, label, i) => sum + (answers[i] === label ? 1 : 0), 0);
}
