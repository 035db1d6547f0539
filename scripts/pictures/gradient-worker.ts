import { parentPort, workerData } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import { pictureNetwork } from '#models/picture-network';
import { randomStream } from '#world/random';
import { startTensorflow } from '../tfjs-node.ts';
import { partsOf } from '../training/shared-weights.ts';
import { augmentInto } from './augment.ts';
import { answersOf, crossEntropy } from './cross-entropy.ts';
import type { GradientOrder, GradientSetup } from './gradient-pool.ts';
import { PICTURE_BYTES } from './rendered-set.ts';

const setup = workerData as GradientSetup;
const pixels = new Uint8Array(setup.pixels);
const labels = new Uint8Array(setup.labels);
await startTensorflow('wasm');
registerFastConv2dGradient();
const model = pictureNetwork(setup.classes, 0);
const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
const weights = partsOf(new Float32Array(setup.weights), model);
const gradients = partsOf(new Float32Array(setup.gradients), model);

parentPort!.on('message', ({ pictures, seeds }: GradientOrder) => {
  for (const [i, variable] of variables.entries()) {
    tf.tidy(() => {
      variable.assign(tf.tensor(weights[i]!.slice(), variable.shape));
    });
  }
  const batch = new Float32Array(pictures.length * PICTURE_BYTES);
  for (const [i, picture] of pictures.entries()) {
    const from = pixels.subarray(picture * PICTURE_BYTES, (picture + 1) * PICTURE_BYTES);
    augmentInto(batch.subarray(i * PICTURE_BYTES, (i + 1) * PICTURE_BYTES), from, randomStream(seeds[i]!));
  }
  const truth = Int32Array.from(pictures, (picture) => labels[picture]!);
  parentPort!.postMessage(tf.tidy(() => lossAndGradients(batch, truth)));
});

function lossAndGradients(batch: Float32Array, truth: Int32Array) {
  const input = tf.tensor4d(batch, [truth.length, 64, 64, 3]);
  let correct = 0;
  const { value, grads } = tf.variableGrads(() => {
    const probabilities = model.apply(input, { training: true }) as tf.Tensor2D;
    for (const [i, answer] of answersOf(probabilities).entries()) if (answer === truth[i]) correct++;
    return crossEntropy(probabilities, truth);
  }, variables);
  for (const [i, { name }] of variables.entries()) gradients[i]!.set(grads[name]!.dataSync() as Float32Array);
  return { loss: value.dataSync()[0]!, correct };
}
