import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { initialWeights, SMALL_SIDE, SMALL_SIZE, SMALL_WEIGHTS, weightTensors } from '#models/small-encoder';
import { type Objective, slopesInOnePass, slopesInTwoPasses, smallEncodings } from '#models/triplet-step';
import { randomStream } from '#world/random';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

beforeAll(() => startTensorflow('wasm'));

const FACES = 4;
const random = randomStream(5);
const faces = Float32Array.from({ length: FACES * SMALL_SIDE * SMALL_SIDE * 3 }, random);
/** A smooth function of the answers: Σ c a + ½ Σ a². */
const factors = Float32Array.from({ length: FACES * SMALL_SIZE }, () => random() - 0.5);
const objective: Objective = (answers) => ({
  loss: answers.reduce((sum, a, i) => sum + factors[i]! * a + (a * a) / 2, 0),
  gradient: Float32Array.from(answers, (a, i) => factors[i]! + a),
});

describe('the small encoder', () => {
  it('begins with the same weights for the same seed, and with others for another', () => {
    expect(initialWeights(3)).toEqual(initialWeights(3));
    expect(initialWeights(3)).not.toEqual(initialWeights(4));
    expect(initialWeights(3).every(Number.isFinite)).toBe(true);
    const filters = initialWeights(3).subarray(0, 3 * 3 * 3 * 16);
    const spread = Math.sqrt(filters.reduce((sum, weight) => sum + weight * weight, 0) / filters.length);
    expect(spread).toBeCloseTo(Math.sqrt(2 / 27), 1);
  });

  it('refuses another number of weights', () => {
    expect(() => weightTensors(new Float32Array(7))).toThrow(RangeError);
  });
});

describe('slopes for the weights', () => {
  it('are the finite differences of the objective', () => {
    const weights = initialWeights(1);
    const { loss, gradient } = slopesInOnePass(weights, faces, objective);
    const at = (changed: Float32Array) => slopesInOnePass(changed, faces, objective).loss;
    expect(loss).toBeCloseTo(at(weights), 6);
    // One weight of each tensor: filters and biases of three layers, and the last matrix.
    for (const place of [40, 435, 1000, 5060, 9000, 18_910, 22_000]) {
      const nudge = 0.002;
      const up = weights.slice();
      const down = weights.slice();
      up[place]! += nudge;
      down[place]! -= nudge;
      const difference = (at(up) - at(down)) / (2 * nudge);
      expect(Math.abs(gradient[place]! - difference)).toBeLessThan(0.02 + 0.03 * Math.abs(difference));
    }
    expect(gradient).toHaveLength(SMALL_WEIGHTS);
  });

  it('are the same by one pass forward and by two', async () => {
    const weights = initialWeights(2);
    const one = slopesInOnePass(weights, faces, objective);
    const two = await slopesInTwoPasses(weights, faces, objective);
    expect(two.loss).toBeCloseTo(one.loss, 6);
    const largest = Math.max(...one.gradient.map(Math.abs));
    for (const [i, slope] of one.gradient.entries())
      expect(Math.abs(slope - two.gradient[i]!)).toBeLessThan(1e-5 * largest);
  });

  it('leave no tensor behind', async () => {
    const weights = initialWeights(2);
    const before = tf.memory().numTensors;
    slopesInOnePass(weights, faces, objective);
    await slopesInTwoPasses(weights, faces, objective);
    await smallEncodings(weights, faces);
    expect(tf.memory().numTensors).toBe(before);
  });
});
