import { mean, type Tensor, type Tensor3D, tensor3d, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, model } from '@tensorflow/tfjs-layers';
import { SAMPLES } from '#world/signal/ecg';
import { Adam } from '../training/adam.ts';
import type { LabelledSignals } from './signals.ts';

/** Numbers that a layer has for each signal: [signals, features]. */
export interface LayerFeatures {
  features: number;
  values: Float32Array;
}

/** The mean over time of every filter of some layers, for each signal. */
export function layerMeans(
  network: LayersModel,
  layers: readonly string[],
  set: LabelledSignals,
  batch = 70,
): LayerFeatures[] {
  const outputs = layers.flatMap((name) => network.getLayer(name).output);
  const inner = model({ inputs: network.inputs, outputs });
  const found = outputs.map(({ shape }) => {
    const features = shape.at(-1)!;
    return { features, values: new Float32Array(set.count * features) };
  });
  for (let start = 0; start < set.count; start += batch) {
    const size = Math.min(batch, set.count - start);
    const samples = set.samples.slice(start * SAMPLES, (start + size) * SAMPLES);
    const means = tidy(() => {
      const maps = inner.predict(tensor3d(samples, [size, SAMPLES, 1])) as Tensor | Tensor[];
      return [maps].flat().map((map) => mean(map as Tensor3D, 1).dataSync() as Float32Array);
    });
    for (const [i, { features, values }] of found.entries()) values.set(means[i]!, start * features);
  }
  return found;
}

/**
 * How many test signals a softmax layer names rightly from such numbers, after it was trained on others: it starts at
 * zero and takes steps of Adam on all training signals together, so no chance is in it.
 */
export function probe(
  train: LayerFeatures & { labels: Int32Array },
  test: LayerFeatures & { labels: Int32Array },
  classes: number,
  steps = 400,
): number {
  const { features } = train;
  const scale = scaleOf(train);
  const [x, unseen] = [train, test].map(({ values }) => scaled(values, scale));
  const weights = new Float32Array((features + 1) * classes);
  const gradient = new Float32Array(weights.length);
  const adam = new Adam(weights.length);
  const answers = new Float64Array(classes);
  const count = train.labels.length;
  for (let step = 0; step < steps; step++) {
    gradient.fill(0);
    for (let i = 0; i < count; i++) {
      softmaxInto(answers, x!, i, weights, features);
      for (let k = 0; k < classes; k++) {
        const slope = (answers[k]! - (train.labels[i] === k ? 1 : 0)) / count;
        const row = k * (features + 1);
        for (let f = 0; f < features; f++) gradient[row + f]! += slope * x![i * features + f]!;
        gradient[row + features]! += slope;
      }
    }
    adam.step(weights, gradient, 0.05);
  }
  let correct = 0;
  for (let i = 0; i < test.labels.length; i++) {
    softmaxInto(answers, unseen!, i, weights, features);
    if (answers.indexOf(Math.max(...answers)) === test.labels[i]) correct++;
  }
  return correct;
}

/** Probabilities of a signal's classes. */
function softmaxInto(
  answers: Float64Array,
  x: Float32Array,
  i: number,
  weights: Float32Array,
  features: number,
): void {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < answers.length; k++) {
    const row = k * (features + 1);
    let sum = weights[row + features]!;
    for (let f = 0; f < features; f++) sum += weights[row + f]! * x[i * features + f]!;
    answers[k] = sum;
    greatest = Math.max(greatest, sum);
  }
  let total = 0;
  for (let k = 0; k < answers.length; k++) {
    answers[k] = Math.exp(answers[k]! - greatest);
    total += answers[k]!;
  }
  for (let k = 0; k < answers.length; k++) answers[k]! /= total;
}

/** Mean and deviation of each feature. */
function scaleOf({ features, values }: LayerFeatures): { mean: number; deviation: number }[] {
  const count = values.length / features;
  return Array.from({ length: features }, (_, f) => {
    let sum = 0;
    let square = 0;
    for (let i = f; i < values.length; i += features) {
      sum += values[i]!;
      square += values[i]! ** 2;
    }
    const average = sum / count;
    return { mean: average, deviation: Math.sqrt(Math.max(0, square / count - average ** 2)) || 1 };
  });
}

function scaled(values: Float32Array, scale: { mean: number; deviation: number }[]): Float32Array {
  return values.map((value, i) => {
    const { mean: average, deviation } = scale[i % scale.length]!;
    return (value - average) / deviation;
  });
}
