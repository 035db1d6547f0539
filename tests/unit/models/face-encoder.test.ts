import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { receptiveField } from '#math/receptive-field';
import { unitLength } from '#math/unit-length';
import {
  ENCODER_SIDE,
  ENCODING_SIZE,
  encodeBatch,
  encoderWindows,
  faceEncoder,
  toUnitLength,
} from '#models/face-encoder';
import { randomStream } from '#world/random';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

function faces(count: number): tf.Tensor4D {
  const random = randomStream(5);
  const numbers = Float32Array.from({ length: count * ENCODER_SIDE ** 2 * 3 }, random);
  return tf.tensor4d(numbers, [count, ENCODER_SIDE, ENCODER_SIDE, 3]);
}

for (const backend of ['cpu', 'wasm'] as const) {
  describe(`the face encoder on ${backend}`, () => {
    let encoder: LayersModel;
    beforeAll(async () => {
      await startTensorflow(backend);
      encoder = faceEncoder(7);
    });

    it('gives 32 numbers of unit length for each face', () => {
      const encodings = tf.tidy(() => encodeBatch(encoder, faces(3)).arraySync());
      expect(encodings).toHaveLength(3);
      for (const row of encodings) {
        expect(row).toHaveLength(ENCODING_SIZE);
        expect(Math.hypot(...row)).toBeCloseTo(1, 5);
      }
    });

    it('encodes a face alike, alone or among others', () => {
      const input = faces(3);
      const together = tf.tidy(() => encodeBatch(encoder, input).arraySync());
      for (let i = 0; i < 3; i++) {
        const alone = tf.tidy(() => encodeBatch(encoder, tf.slice(input, [i], [1])).arraySync()[0]!);
        for (const [k, value] of alone.entries()) expect(value).toBeCloseTo(together[i]![k]!, 5);
      }
      input.dispose();
    });

    it('leaves one tensor behind, the encodings, however often it runs', () => {
      const input = faces(2);
      const before = tf.memory().numTensors;
      for (let run = 0; run < 20; run++) encodeBatch(encoder, input).dispose();
      expect(tf.memory().numTensors).toBe(before);
      const kept = encodeBatch(encoder, input);
      expect(tf.memory().numTensors).toBe(before + 1);
      tf.dispose([kept, input]);
    });

    it('divides rows by their length as plain arithmetic does, zeros included', () => {
      const rows = [3, 4, 0, 0, -1, 1];
      const divided = tf.tidy(() => toUnitLength(tf.tensor2d(rows, [3, 2])).dataSync());
      const expected = unitLength(rows, 2);
      for (const [k, value] of divided.entries()) expect(value).toBeCloseTo(expected[k]!, 6);
    });
  });
}

describe('faceEncoder', () => {
  it('starts from its seed', async () => {
    await startTensorflow('cpu');
    const weights = (seed: number) =>
      faceEncoder(seed)
        .getWeights()
        .map((weight) => [...weight.dataSync()]);
    const first = weights(1);
    expect(weights(1)).toEqual(first);
    expect(weights(2)).not.toEqual(first);
  });

  it('sees most of a face from each place of its last layer', () => {
    const fields = receptiveField(encoderWindows());
    expect(fields.filter(({ name }) => name.startsWith('conv')).map(({ size }) => size)).toEqual([
      5, 10, 20, 40,
    ]);
  });
});
