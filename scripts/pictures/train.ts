import type { LayersModel } from '@tensorflow/tfjs-layers';
import { shuffle } from '#math/class-share';
import type { EpochFigures } from '#site/model-card';
import { randomStream } from '#world/random';
import { schedule, trainTensors } from '../training/shared-weights.ts';
import { evaluate } from './evaluate.ts';
import { GradientPool } from './gradient-pool.ts';
import type { RenderedSet } from './rendered-set.ts';

export interface TrainingOptions {
  seed: number;
  epochs: number;
  /** Even. */
  batch: number;
  /** Learning rate after the first steps; it falls to nothing along half a cosine. */
  rate: number;
  weightDecay: number;
  /** Called after each epoch. */
  onEpoch?: (epoch: EpochFigures) => void | Promise<void>;
}

/**
 * Trains the picture network in place with Adam and cross-entropy. Everything that is drawn comes from the
 * seed, so the same seed, pictures and options give the same weights.
 */
export async function train(
  model: LayersModel,
  data: { train: RenderedSet; validation: RenderedSet },
  options: TrainingOptions,
): Promise<EpochFigures[]> {
  const { seed, epochs, batch } = options;
  const random = randomStream(seed);
  const pool = new GradientPool(data.train, model.outputShape[1] as number, model.countParams());
  const tensors = trainTensors(model, pool, options.weightDecay);
  const order = Uint32Array.from({ length: data.train.count }, (_, i) => i);
  const perEpoch = Math.floor(order.length / batch);
  const curve: EpochFigures[] = [];
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      shuffle(order, random);
      let loss = 0;
      let correct = 0;
      for (let b = 0; b < perEpoch; b++) {
        const step = epoch * perEpoch + b;
        const seeds = Uint32Array.from({ length: batch }, () => random() * 2 ** 32);
        const figures = await pool.compute({ pictures: order.slice(b * batch, (b + 1) * batch), seeds });
        loss += figures.loss / perEpoch;
        correct += figures.correct / (perEpoch * batch);
        tensors.step(options.rate * schedule(step, perEpoch * epochs));
      }
      tensors.write();
      const { loss: validationLoss, correct: right } = evaluate(model, data.validation);
      const validationAccuracy = right / data.validation.count;
      curve.push({ epoch: epoch + 1, loss, trainAccuracy: correct, validationLoss, validationAccuracy });
      await options.onEpoch?.(curve.at(-1)!);
    }
  } finally {
    await pool.stop();
  }
  return curve;
}
