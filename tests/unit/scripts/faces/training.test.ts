import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { ENCODING_SIZE, faceEncoder } from '#models/face-encoder';
import { randomStream } from '#world/random';
import { augmentFaceInto } from '../../../../scripts/faces/augment.ts';
import { encodeSet, verify } from '../../../../scripts/faces/evaluate.ts';
import { FACE_BYTES, type FaceSet } from '../../../../scripts/faces/face-set.ts';
import { chooseThresholds, testFigures } from '../../../../scripts/faces/measure.ts';
import { pairTable } from '../../../../scripts/faces/pair-table.ts';
import { trainEncoder } from '../../../../scripts/faces/train.ts';
import { startTensorflow } from '../../../../scripts/tfjs-node.ts';

/** People who are two colours, one in each upper quarter; the lower quarters change from picture to picture. */
function colourPeople(people: number, pictures: number, seed = 1): FaceSet {
  const random = randomStream(seed);
  const pixels = new Uint8Array(people * pictures * FACE_BYTES);
  for (let person = 0; person < people; person++) {
    const own = Array.from({ length: 6 }, () => 40 + 170 * random());
    for (let picture = 0; picture < pictures; picture++) {
      const colours = [...own, ...Array.from({ length: 6 }, () => 40 + 170 * random())];
      const from = (person * pictures + picture) * FACE_BYTES;
      for (let i = 0; i < FACE_BYTES; i++) {
        const [row, column] = [Math.floor(i / 144), Math.floor(i / 3) % 48];
        const quarter = Math.floor(row / 24) * 2 + Math.floor(column / 24);
        pixels[from + i] = colours[quarter * 3 + (i % 3)]!;
      }
    }
  }
  return { first: 1_800_000, people, pictures, pixels };
}

describe('training the face encoder', () => {
  const set = colourPeople(8, 3);
  beforeAll(() => startTensorflow('wasm'));

  async function trained(seed: number, steps: number): Promise<{ model: LayersModel; weights: number[][] }> {
    const model = faceEncoder(seed);
    await trainEncoder(
      model,
      { train: set, validation: set },
      {
        seed,
        steps,
        people: 4,
        pictures: 2,
        margin: 0.3,
        rate: 0.002,
        weightDecay: 0.01,
        choice: 'semi-hard',
        every: steps,
      },
    );
    return { model, weights: model.getWeights().map((weight) => [...weight.dataSync()]) };
  }

  it('gives the same weights for the same seed, others for another', async () => {
    const [first, second, other] = [await trained(7, 3), await trained(7, 3), await trained(8, 3)];
    expect(second.weights).toEqual(first.weights);
    expect(other.weights).not.toEqual(first.weights);
    expect(first.weights).not.toEqual(
      faceEncoder(7)
        .getWeights()
        .map((weight) => [...weight.dataSync()]),
    );
  });

  it('brings pictures of one person together', async () => {
    const before = verify(faceEncoder(7), set);
    const { model } = await trained(7, 40);
    expect(verify(model, set).equalError.rate).toBeLessThan(before.equalError.rate);
    expect(verify(model, set).area).toBeGreaterThan(0.95);
    const encodings = encodeSet(model, set, 5);
    expect(encodings).toHaveLength(24 * ENCODING_SIZE);
    expect([...encodeSet(model, set, 24)].map((value) => value.toFixed(4))).toEqual(
      [...encodings].map((value) => value.toFixed(4)),
    );
  });
});

describe('altering faces', () => {
  const pixels = Uint8Array.from({ length: FACE_BYTES }, (_, i) => (i * 7) % 256);

  it('changes nothing when the stream stays in the middle, but for the noise', () => {
    const target = new Float32Array(FACE_BYTES);
    augmentFaceInto(target, pixels, () => 0.5);
    for (const [i, value] of target.entries()) expect(value).toBeCloseTo(pixels[i]! / 255, 5);
  });

  it('moves by two pixels at most, repeats the edge, and stays within 0 to 1', () => {
    const target = new Float32Array(FACE_BYTES);
    const flat = new Uint8Array(FACE_BYTES);
    flat.fill(255, 24 * 144, 24 * 144 + 144); // one white row
    let calls = 0;
    augmentFaceInto(target, flat, () => (calls++ === 0 ? 0.99 : 0.5));
    expect(target[26 * 144]).toBeCloseTo(1, 5);
    expect(target[24 * 144]).toBeCloseTo(0, 5);
    augmentFaceInto(target, pixels, () => 0);
    expect(Math.min(...target)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...target)).toBeLessThanOrEqual(1);
  });
});

describe('measuring', () => {
  /** Encodings on a circle: person p near the angle p, picture 1 of person 0 astray at person 1. */
  function encodings(people: number, pictures: number): Float32Array {
    const numbers = new Float32Array(people * pictures * ENCODING_SIZE);
    for (let i = 0; i < people * pictures; i++) {
      const person = i === 1 ? 1 : Math.floor(i / pictures);
      const angle = (2 * Math.PI * (person + 0.01 * (i % pictures))) / people;
      numbers[i * ENCODING_SIZE] = Math.cos(angle);
      numbers[i * ENCODING_SIZE + 1] = Math.sin(angle);
    }
    return numbers;
  }

  it('counts pairs and errors as they are', () => {
    const table = pairTable(encodings(12, 3), 3);
    expect(table.same).toBe(36);
    expect(table.distances).toHaveLength((36 * 35) / 2);
    const figures = testFigures(table, 1_800_000, { equalError: 0.1, onePercent: 0.1, onePerMille: 0.0001 });
    // Picture 1 of person 0 is far from their two others, and near the three of person 1.
    expect(figures.errors.falseReject.value).toBeCloseTo(2 / 36, 5);
    expect(figures.errors.falseAccept.value).toBeCloseTo(3 / 594, 5);
    expect(figures.accuracy.value).toBeCloseTo(1 - (2 / 36 + 3 / 594) / 2, 5);
    expect(figures.onePerMille.falseReject.value).toBeGreaterThan(figures.errors.falseReject.value);
    expect(figures.errors.falseReject.low).toBeLessThanOrEqual(figures.errors.falseReject.value);
    expect(figures.errors.falseReject.high).toBeGreaterThan(figures.errors.falseReject.value);
    expect(figures.area.value).toBeGreaterThan(0.9);
  });

  it('splits all pairs by every condition, and all people by every group', () => {
    const figures = testFigures(pairTable(encodings(12, 8), 8), 1_800_000, {
      equalError: 0.1,
      onePercent: 0.1,
      onePerMille: 0.05,
    });
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    for (const { splits } of figures.conditions) {
      expect(sum(splits.map(({ samePairs }) => samePairs))).toBeGreaterThan(0);
      expect(sum(splits.map(({ samePairs }) => samePairs))).toBeLessThanOrEqual(figures.samePairs);
      expect(sum(splits.map(({ differentPairs }) => differentPairs))).toBeLessThanOrEqual(
        figures.differentPairs,
      );
    }
    expect(sum(figures.skinTones.map(({ samePairs }) => samePairs))).toBe(figures.samePairs);
    expect(sum(figures.ages.map(({ people }) => people))).toBeLessThanOrEqual(12);
    expect(figures.skinTones.map(({ people }) => people)).toEqual([2, 2, 2, 2, 2, 2]);
  });

  it('chooses thresholds from strict to lenient', () => {
    const { equalError, onePercent, onePerMille } = chooseThresholds(pairTable(encodings(12, 3), 3));
    expect(onePerMille).toBeLessThanOrEqual(onePercent);
    expect(onePercent).toBeLessThanOrEqual(equalError);
  });
});
