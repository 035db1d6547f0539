import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomStream } from '#world/random';
import { learnFilters } from '../../../../scripts/textures/filters.ts';
import { startTensorflow } from '../../../../scripts/tfjs-node.ts';

beforeAll(() => startTensorflow('cpu'));

/** Pieces of four numbers along two directions that are hidden among shared noise. */
function pieces(count: number): number[][] {
  const random = randomStream(3);
  const noise = () => random() + random() + random() - 1.5;
  return Array.from({ length: count }, (_, i) => {
    const strength = 1 + random();
    const shared = 20 * noise();
    const own = i % 2 === 0 ? [strength, -strength, 0, 0] : [0, 0, strength, -strength];
    return own.map((value) => value + shared + 0.05 * noise());
  });
}

describe('learnFilters', () => {
  const options = { filters: 2, rounds: 10, regulariser: 1e-4 };

  it('finds the directions that pieces have, whatever they share', () => {
    const before = tf.memory().numTensors;
    const patches = tf.tensor2d(pieces(400));
    const filters = learnFilters(patches, { ...options, random: randomStream(1) });
    const answers = tf.tidy(() => tf.matMul(patches, filters).arraySync()) as number[][];
    filters.dispose();
    patches.dispose();
    expect(tf.memory().numTensors).toBe(before);
    const strongest = answers.map(([a, b]) => (a! > b! ? 0 : 1));
    const even = strongest.filter((_, i) => i % 2 === 0);
    const odd = strongest.filter((_, i) => i % 2 === 1);
    const share = even.filter((value) => value === even[0]).length / even.length;
    expect(share).toBeGreaterThan(0.95);
    expect(odd.filter((value) => value !== even[0]).length / odd.length).toBeGreaterThan(0.95);
  });

  it('gives the same filters for the same seed', () => {
    const patches = tf.tensor2d(pieces(100));
    const [one, same] = [5, 5].map((seed) =>
      learnFilters(patches, { ...options, random: randomStream(seed) }),
    );
    expect(one!.arraySync()).toEqual(same!.arraySync());
    tf.dispose([patches, one!, same!]);
  });
});
