import { tidy } from '@tensorflow/tfjs-core';
import { ENCODING_SIZE, encodeBatch } from '#models/face-encoder';
import type { Experiment } from './experiment.ts';
import { ExperimentError } from './experiment.ts';
import { FaceBatch, type FaceInput } from './face-input.ts';
import { siteNetwork } from './networks.ts';

export interface EncodeFacesOptions {
  faces: FaceInput[];
  /** Faces that go through the network together, 1 to 64. */
  batch?: number;
}

/** `encoding`: 32 numbers, of unit length. `index`: which of the faces. */
export interface EncodedFace {
  index: number;
  encoding: Float32Array;
}

export interface EncodeFacesResult {
  count: number;
  /** Of the network: the first 12 hexadecimal digits of its weights' sha256. */
  version: string;
  /** Time in the network alone: neither loading nor rendering counts. */
  milliseconds: number;
}

const DEFAULT_BATCH = 16;
const LARGEST_BATCH = 64;
/** The longest time without a sign of life, in milliseconds. */
const BREATH = 80;

/**
 * Encodes faces by the site's face network, in the order given.
 *
 * @throws ExperimentError 'bad-input' for an impossible batch, own pixels that are not 48 × 48, or a face that can't be
 */
export const run: Experiment<EncodeFacesOptions, EncodedFace, EncodeFacesResult> = async function* (
  { faces, batch: size = DEFAULT_BATCH },
  context,
) {
  if (!Number.isInteger(size) || size < 1 || size > LARGEST_BATCH) {
    throw new ExperimentError('bad-input', `A batch has 1 to ${LARGEST_BATCH} faces, not ${size}.`);
  }
  const [network, sum] = await Promise.all([
    siteNetwork('faces', context),
    context.sha256('models/faces/weights.bin'),
  ]);
  const total = faces.length;
  const what = 'faces encoded';
  let milliseconds = 0;
  let breath = performance.now();
  for (let first = 0; first < total; first += size) {
    const inputs = faces.slice(first, first + size);
    const batch = new FaceBatch(inputs.length);
    for (const [place, input] of inputs.entries()) {
      context.signal.throwIfAborted();
      batch.enter(place, input);
      if (performance.now() - breath < BREATH) continue;
      yield { done: first, total, what };
      breath = performance.now();
    }
    const before = performance.now();
    const encodings = tidy(() => encodeBatch(network, batch.tensor()));
    const numbers = (await encodings.data()) as Float32Array;
    encodings.dispose();
    milliseconds += performance.now() - before;
    for (let index = first; index < first + inputs.length; index++) {
      context.signal.throwIfAborted();
      const at = (index - first) * ENCODING_SIZE;
      const encoding = numbers.slice(at, at + ENCODING_SIZE);
      yield { done: index + 1, total, what, partial: { index, encoding } };
    }
    breath = performance.now();
  }
  return { count: total, version: sum.slice(0, 12), milliseconds };
};
