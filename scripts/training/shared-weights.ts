import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { Adam } from './adam.ts';

/** A network's weights, in memory that is shared with the workers that compute gradients. */
export interface TrainedTensors {
  /** One step of Adam from the gradients that now stand in the shared memory. */
  step(rate: number): void;
  /** Copies the weights into the network. */
  write(): void;
}

/**
 * Puts the weights of a network into shared memory, to be trained there. Biases don't decay.
 *
 * @param memory all trainable weights, one tensor after the other, and their gradients likewise
 */
export function trainTensors(
  model: LayersModel,
  memory: { weights: Float32Array; gradients: Float32Array },
  weightDecay: number,
): TrainedTensors {
  const weights = partsOf(memory.weights, model);
  const gradients = partsOf(memory.gradients, model);
  const optimisers = model.trainableWeights.map((weight, i) => {
    weights[i]!.set(weight.read().dataSync());
    return new Adam(weights[i]!.length, { weightDecay: weight.shape.length > 1 ? weightDecay : 0 });
  });
  return {
    step(rate) {
      for (const [i, adam] of optimisers.entries()) adam.step(weights[i]!, gradients[i]!, rate);
    },
    write() {
      for (const [i, weight] of model.trainableWeights.entries()) {
        const tensor = tf.tensor(weights[i]!.slice(), weight.shape as number[]);
        weight.write(tensor);
        tensor.dispose();
      }
    },
  };
}

/** The part of a network's memory that belongs to each of its trainable tensors. */
export function partsOf(memory: Float32Array, model: LayersModel): Float32Array[] {
  let offset = 0;
  return model.trainableWeights.map(({ shape }) => {
    const size = tf.util.sizeFromShape(shape as number[]);
    const part = memory.subarray(offset, offset + size);
    offset += size;
    return part;
  });
}

/** Part of the full learning rate: up in the first steps, then down along half a cosine. */
export function schedule(step: number, total: number, warmUp = 100): number {
  return Math.min(1, (step + 1) / warmUp) * 0.5 * (1 + Math.cos((Math.PI * step) / total));
}
