import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { siteNetwork } from '#experiments/networks';
import { areaUnderRoc, rocCurve } from '#math/roc';
import { ENCODER_CONVOLUTIONS, ENCODING_SIZE } from '#models/face-encoder';
import type { FaceCard } from '#site/model-card';
import { SKIN_TONE_NAMES } from '#world/face/identity';
import { FACE_SETS } from '#world/face/sets';
import { distancesOf, encodeSet } from '../../../scripts/faces/evaluate.ts';
import { renderFaces } from '../../../scripts/faces/rendered-faces.ts';
import { fileContext } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

const PUBLIC = path.resolve(import.meta.dirname, '../../../public');
const card = JSON.parse(readFileSync(path.join(PUBLIC, 'models/faces/card.json'), 'utf8')) as FaceCard;

describe('the shipped face encoder', () => {
  beforeAll(() => startTensorflow('wasm'));

  it('was trained on 1,500 people or more, and measured on 400 others', () => {
    expect(card.training.people).toBeGreaterThanOrEqual(1500);
    expect([card.test.people, card.test.pictures]).toEqual([400, 8]);
    expect([card.test.samePairs, card.test.differentPairs]).toEqual([400 * 28, (400 * 399 * 64) / 2]);
  });

  it('tells them apart: area at least 0.99, equal errors at most 4 %, with honest intervals', () => {
    const { area, equalError } = card.test;
    expect(area.value).toBeGreaterThanOrEqual(0.99);
    expect(equalError.value).toBeLessThanOrEqual(0.04);
    for (const { value, low, high } of [area, equalError, card.test.accuracy]) {
      expect(low).toBeLessThan(value);
      expect(high).toBeGreaterThan(value);
    }
  });

  it('is judged by every condition, skin tone and age', () => {
    expect(card.test.conditions.map(({ condition }) => condition)).toEqual([
      'pose',
      'light',
      'glasses',
      'hat',
      'expression',
      'blur',
      'enrolment picture',
    ]);
    expect(card.test.skinTones.map(({ name }) => name)).toEqual([...SKIN_TONE_NAMES]);
    expect(card.test.ages).toHaveLength(4);
  });

  it('has people who are in one set only', () => {
    const sets = Object.values(FACE_SETS).sort((a, b) => a.first - b.first);
    for (const [i, { first }] of sets.entries()) {
      if (i > 0) expect(first).toBeGreaterThanOrEqual(sets[i - 1]!.first + sets[i - 1]!.people);
    }
  });

  it('is the network of its card, and knows people whom it never saw', async () => {
    const network = await siteNetwork('faces', fileContext(PUBLIC));
    expect(network.countParams()).toBe(card.parameters);
    expect(network.outputs[0]!.shape).toEqual([null, ENCODING_SIZE]);
    expect(card.layers.map(({ name }) => name)).toEqual(ENCODER_CONVOLUTIONS.map(({ name }) => name));
    expect(card.weightBytes).toBeLessThan(1_200_000);
    const before = tf.memory().numTensors;
    const set = await renderFaces({ first: FACE_SETS.test.first, people: 24, pictures: 3 });
    const { same, different } = distancesOf(encodeSet(network, set), set.pictures);
    expect(tf.memory().numTensors).toBe(before);
    expect(areaUnderRoc(rocCurve(same, different))).toBeGreaterThan(0.97);
  });
});
