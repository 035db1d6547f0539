import { type Tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { run as encodeFaces } from '#experiments/encode-faces';
import type { ExperimentContext } from '#experiments/experiment';
import type { FaceInput } from '#experiments/face-input';
import { siteNetwork } from '#experiments/networks';
import { median } from '#math/quantile';
import { sampleIdentity } from '#world/face/identity';
import { FACE_SIZE, renderFace } from '#world/face/render';
import { FACE_SETS, pictureConditions } from '#world/face/sets';
import { finish } from '../file-context.ts';
import { byTurns, type Line, medianRatio } from './measure.ts';

const FACES = 64;
const BATCH = 16;
const ROUNDS = 15;

/** Encoding faces, rendered before, beside the bare forward passes over the same pixels. */
export async function benchEncoding(context: ExperimentContext): Promise<Line[]> {
  const pictures = Array.from({ length: FACES }, (_, i) => {
    const seed = FACE_SETS.gallery.first + i;
    return renderFace(sampleIdentity(seed), pictureConditions(seed, 1)).pixels;
  });
  const faces = pictures.map((pixels): FaceInput => {
    const data = new Uint8ClampedArray(FACE_SIZE * FACE_SIZE * 4).fill(255);
    for (let i = 0; i < FACE_SIZE * FACE_SIZE; i++) data.set(pixels.subarray(i * 3, i * 3 + 3), i * 4);
    return { kind: 'pixels', width: FACE_SIZE, height: FACE_SIZE, data };
  });
  const network = await siteNetwork('faces', context);
  const batches = batchesOf(pictures);
  const [encoding, bare] = (await byTurns(ROUNDS, [
    () => finish(encodeFaces, { faces, batch: BATCH }, context),
    () => batches.map((batch) => forwardPass(network, batch)),
  ])) as [number[], number[]];
  return [
    { name: 'encoding / bare forward passes', value: medianRatio(encoding, bare), bound: 1.25 },
    { name: 'encoding, a face', value: median(encoding) / FACES, unit: 'ms' },
  ];
}

function forwardPass(network: LayersModel, batch: Float32Array): void {
  tidy(() => {
    const faces = tensor4d(batch, [BATCH, FACE_SIZE, FACE_SIZE, 3]);
    (network.predict(faces, { batchSize: BATCH }) as Tensor).dataSync();
  });
}

function batchesOf(pictures: readonly Uint8ClampedArray[]): Float32Array[] {
  const numbers = FACE_SIZE * FACE_SIZE * 3;
  return Array.from({ length: FACES / BATCH }, (_, b) =>
    Float32Array.from({ length: BATCH * numbers }, (_number, i) => {
      return pictures[b * BATCH + Math.floor(i / numbers)]![i % numbers]! / 255;
    }),
  );
}
