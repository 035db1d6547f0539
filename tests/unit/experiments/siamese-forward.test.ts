import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { FaceInput } from '#experiments/face-input';
import * as siamese from '#experiments/siamese-forward';
import { squaredDistance } from '#math/triplet';
import { encodeBatch } from '#models/face-encoder';
import { NEUTRAL } from '#world/face/conditions';
import { sampleIdentity } from '#world/face/identity';
import { renderFace } from '#world/face/render';
import { pictureConditions } from '#world/face/sets';
import { finish } from '../../../scripts/file-context.ts';
import { faceSite } from './face-site.ts';

const site = faceSite();
const ADA = 2_400_000;
const face = (identity: number, conditions: number): FaceInput => ({ kind: 'face', identity, conditions });
const PAIR: [FaceInput, FaceInput] = [face(ADA, 0), face(ADA + 1, 3)];
const forward = (pictures: [FaceInput, FaceInput], change?: siamese.FilterChange) =>
  finish(siamese.run, { pictures, ...(change ? { change } : {}) }, site.context());
const change = (changes: Partial<siamese.FilterChange>): siamese.FilterChange => {
  return { layer: 'conv2', filter: 3, gain: 1, noise: 0, seed: 1, ...changes };
};
/** One encoding: `set` 0 as trained, 1 changed. */
const encoding = ({ encodings }: siamese.SiameseForwardResult, set: number, picture: number) =>
  encodings.slice((set * 2 + picture) * 32, (set * 2 + picture + 1) * 32);

describe('siamese-forward', () => {
  it('encodes as the encoder does, and tells the squared distance', async () => {
    const result = await forward(PAIR);
    const expected = tf.tidy(() => {
      const pixels = [0, 3].flatMap((picture, i) => {
        const identity = sampleIdentity(ADA + i);
        return [...renderFace(identity, pictureConditions(ADA + i, picture)).pixels];
      });
      const batch = tf.div(tf.tensor4d(pixels, [2, 48, 48, 3]), 255) as tf.Tensor4D;
      return encodeBatch(site.network(), batch).dataSync() as Float32Array;
    });
    for (const [i, value] of expected.entries()) expect(result.encodings[i]).toBeCloseTo(value, 5);
    expect(result.distance).toBeCloseTo(squaredDistance(expected.slice(0, 32), expected.slice(32)), 5);
    expect([...result.encodings.slice(64)]).toEqual([...result.encodings.slice(0, 64)]);
  });

  it('chooses of each layer the filters that answer most, strongest first, with their maps', async () => {
    const { maps } = await forward(PAIR);
    expect(maps.map(({ layer, rows, columns }) => [layer, rows, columns])).toEqual([
      ['conv1', 48, 48],
      ['conv2', 24, 24],
      ['conv3', 12, 12],
      ['conv4', 6, 6],
    ]);
    for (const layer of maps) {
      const size = layer.rows * layer.columns;
      expect(layer.maps.length).toBe(2 * 2 * layer.shown.length * size);
      const peak = (picture: number, i: number) =>
        Math.max(...layer.maps.subarray((picture * 6 + i) * size, (picture * 6 + i + 1) * size));
      const sums = [...layer.shown].map((_, i) => peak(0, i) + peak(1, i));
      expect(sums).toEqual([...sums].sort((a, b) => b - a));
      expect(layer.strongest).toBeCloseTo(Math.max(...layer.maps), 5);
    }
  });

  it('the same picture twice is at distance 0, whatever is done to the weights', async () => {
    for (const gain of [-1, 0, 1.7]) {
      const { distance } = await forward([PAIR[0], PAIR[0]], change({ gain, noise: 0.5 }));
      expect(distance).toBe(0);
    }
  });

  it('the order makes no difference', async () => {
    const one = await forward(PAIR, change({ gain: -1 }));
    const other = await forward([PAIR[1], PAIR[0]], change({ gain: -1 }));
    expect(other.distance).toBeCloseTo(one.distance, 6);
  });

  it('a filter with gain 0 is silent from its layer on, and the layers before stay as they were', async () => {
    const { maps, weights } = await forward(PAIR, change({ gain: 0 }));
    const [conv1, conv2, conv3] = maps;
    const half = (values: Float32Array, set: number) =>
      values.slice((set * values.length) / 2, ((set + 1) * values.length) / 2);
    expect([...half(conv1!.maps, 1)]).toEqual([...half(conv1!.maps, 0)]);
    expect([...half(conv3!.maps, 1)]).not.toEqual([...half(conv3!.maps, 0)]);
    const place = conv2!.shown.indexOf(3);
    expect(place).toBeGreaterThanOrEqual(0);
    const size = 24 * 24;
    for (const picture of [0, 1]) {
      const from = ((2 + picture) * conv2!.shown.length + place) * size;
      expect(conv2!.maps.slice(from, from + size).every((value) => value === 0)).toBe(true);
    }
    expect(weights.find(({ layer }) => layer === 'conv2')!.changed).toBe(0);
    expect(weights.find(({ layer }) => layer === 'conv1')!.changed).toBeNull();
  });

  it('gain multiplies a number of the encoding before its length is made 1', async () => {
    const result = await forward(PAIR, change({ layer: 'encoding', filter: 7, gain: 2 }));
    const before = encoding(result, 0, 0);
    before[7]! *= 2;
    const length = Math.hypot(...before);
    for (const [k, value] of encoding(result, 1, 0).entries())
      expect(value).toBeCloseTo(before[k]! / length, 5);
  });

  it('noise is the same for the same seed, and another for another', async () => {
    const noisy = (seed: number) => forward(PAIR, change({ noise: 1, seed }));
    const [one, again, other] = [await noisy(1), await noisy(1), await noisy(2)];
    expect([...again.encodings]).toEqual([...one.encodings]);
    expect([...other.encodings]).not.toEqual([...one.encodings]);
  });

  it('puts the weights back, and leaves no tensor behind', async () => {
    const { encodings } = await forward(PAIR);
    const before = tf.memory().numTensors;
    await forward(PAIR, change({ gain: -1, noise: 2 }));
    expect(tf.memory().numTensors).toBe(before);
    expect([...(await forward(PAIR)).encodings]).toEqual([...encodings]);
  });

  it('a picture of conditions and one of pixels are taken as well', async () => {
    const { pixels } = renderFace(sampleIdentity(ADA), NEUTRAL);
    const data = new Uint8ClampedArray(48 * 48 * 4).fill(255);
    for (let i = 0; i < 48 * 48; i++) data.set(pixels.subarray(i * 3, i * 3 + 3), i * 4);
    const given: FaceInput = { kind: 'face', identity: ADA, conditions: NEUTRAL };
    const { distance } = await forward([given, { kind: 'pixels', width: 48, height: 48, data }]);
    expect(distance).toBe(0);
  });

  it.each([
    ['a layer that is not there', change({ layer: 'conv9' })],
    ['a filter that is not there', change({ filter: 48 })],
    ['half a filter', change({ filter: 0.5 })],
    ['a gain that is no number', change({ gain: Number.NaN })],
    ['noise below zero', change({ noise: -1 })],
    ['an endless gain', change({ gain: Number.POSITIVE_INFINITY })],
  ])('refuses %s', async (_what, wrong) => {
    await expect(forward(PAIR, wrong)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('refuses a face that cannot be', async () => {
    await expect(forward([face(-1, 0), PAIR[1]])).rejects.toMatchObject({ code: 'bad-input' });
  });
});
