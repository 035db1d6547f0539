import { parentPort, workerData } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import { ENCODER_SIDE, ENCODING_SIZE, faceEncoder } from '#models/face-encoder';
import { randomStream } from '#world/random';
import { startTensorflow } from '../tfjs-node.ts';
import { partsOf } from '../training/shared-weights.ts';
import { augmentFaceInto } from './augment.ts';
import type { EncoderOrder, EncoderSetup } from './encoder-pool.ts';
import { FACE_BYTES } from './face-set.ts';

const setup = workerData as EncoderSetup;
const pixels = new Uint8Array(setup.pixels);
const encodings = new Float32Array(setup.encodings);
const slopes = new Float32Array(setup.slopes);
const ready = new Int32Array(setup.ready);
await startTensorflow('wasm');
registerFastConv2dGradient();
const model = faceEncoder(0);
const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
const weights = partsOf(new Float32Array(setup.weights), model);
const gradients = partsOf(new Float32Array(setup.gradients), model);

parentPort!.on('message', (order: EncoderOrder) => {
  for (const [i, variable] of variables.entries()) {
    tf.tidy(() => {
      variable.assign(tf.tensor(weights[i]!.slice(), variable.shape));
    });
  }
  const batch = new Float32Array(order.faces.length * FACE_BYTES);
  for (const [i, face] of order.faces.entries()) {
    const from = pixels.subarray(face * FACE_BYTES, (face + 1) * FACE_BYTES);
    const target = batch.subarray(i * FACE_BYTES, (i + 1) * FACE_BYTES);
    augmentFaceInto(target, from, randomStream(order.seeds[i]!));
  }
  tf.tidy(() => computeGradients(batch, order));
  parentPort!.postMessage('done');
});

/** The gradient of Σ answer · slope is what the slopes become for the weights. */
function computeGradients(batch: Float32Array, { faces, from, step }: EncoderOrder): void {
  const input = tf.tensor4d(batch, [faces.length, ENCODER_SIDE, ENCODER_SIDE, 3]);
  const { grads } = tf.variableGrads(() => {
    const answers = model.apply(input, { training: true }) as tf.Tensor2D;
    encodings.set(answers.dataSync(), from * ENCODING_SIZE);
    parentPort!.postMessage('encoded');
    Atomics.wait(ready, 0, step - 1);
    const own = slopes.slice(from * ENCODING_SIZE, (from + faces.length) * ENCODING_SIZE);
    return tf.sum(tf.mul(answers, tf.tensor2d(own, [faces.length, ENCODING_SIZE])));
  }, variables);
  for (const [i, { name }] of variables.entries()) gradients[i]!.set(grads[name]!.dataSync() as Float32Array);
}
