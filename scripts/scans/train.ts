import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ScanDimensions } from '#models/scan-networks';
import { randomStream } from '#world/random';
import { schedule, trainTensors } from '../training/shared-weights.ts';
import { CROP, type Crops, drawCrops } from './crops.ts';
import { forward } from './forward.ts';
import { weightedCrossEntropy } from './loss.ts';
import type { ScanSet } from './scan-set.ts';

export interface ScanTraining {
  seed: number;
  steps: number;
  /** Crops a step, even. */
  batch: number;
  /** Learning rate after the first steps; it falls to nothing along half a cosine. */
  rate: number;
  weightDecay: number;
  /** Steps between two looks. */
  every: number;
  /** Called with the mean loss of the steps since the last look. */
  onLook: (step: number, loss: number) => void | Promise<void>;
}

/**
 * Trains a scan network in place with Adam on crops of scans. Which crops are drawn depends on the seed alone, so the
 * networks for slices and for volumes learn from the same ones.
 */
export async function train(
  model: LayersModel,
  dimensions: ScanDimensions,
  set: ScanSet,
  { seed, steps, batch, rate, weightDecay, every, onLook }: ScanTraining,
): Promise<void> {
  const random = randomStream(seed);
  const size = model.countParams();
  const memory = { weights: new Float32Array(size), gradients: new Float32Array(size) };
  const tensors = trainTensors(model, memory, weightDecay);
  const slopes = slopesOf(model, dimensions, memory.gradients);
  let loss = 0;
  for (let step = 0; step < steps; step++) {
    loss += slopes(drawCrops(set, batch, random)) / every;
    tensors.step(rate * schedule(step, steps));
    tensors.write();
    if ((step + 1) % every === 0) {
      await onLook(step + 1, loss);
      loss = 0;
    }
  }
}

/** A function that fills the memory with a batch's gradients and gives its loss. */
function slopesOf(
  model: LayersModel,
  dimensions: ScanDimensions,
  memory: Float32Array,
): (crops: Crops) => number {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return ({ voxels, truth, weights }) =>
    tf.tidy(() => {
      const crops = voxels.length / CROP ** 3;
      const shape = dimensions === 2 ? [crops * CROP, CROP, CROP, 1] : [crops, CROP, CROP, CROP, 1];
      const { value, grads } = tf.variableGrads(() => {
        const logits = forward(variables, dimensions, tf.tensor(voxels, shape));
        return weightedCrossEntropy(logits, tf.tensor(truth, shape), tf.tensor(weights, shape));
      }, variables);
      let offset = 0;
      for (const { name, size } of variables) {
        memory.set(grads[name]!.dataSync() as Float32Array, offset);
        offset += size;
      }
      return value.dataSync()[0]!;
    });
}
