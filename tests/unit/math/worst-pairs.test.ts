import { describe, expect, it } from 'vitest';
import { type EncodingSet, encodingAt } from '#math/encoding-set';
import { differentPairs, samePairs } from '#math/pair-distances';
import { squaredDistance } from '#math/triplet';
import { farthestSame, nearestDifferent, pairAt } from '#math/worst-pairs';
import { randomStream } from '#world/random';

function randomSet(people: number, pictures: number): EncodingSet {
  const random = randomStream(7);
  const values = Float32Array.from({ length: people * pictures * 3 }, () => random() - 0.5);
  return { version: 'a'.repeat(12), first: 100, people, pictures, size: 3, values };
}

describe('pairAt', () => {
  it('numbers all pairs in the order in which two loops meet them', () => {
    let place = 0;
    for (let a = 0; a < 7; a++) for (let b = a + 1; b < 7; b++) expect(pairAt(place++, 7)).toEqual([a, b]);
    expect(place).toBe(21);
  });
});

describe('the worst pairs', () => {
  const set = randomSet(9, 4);
  const recomputed = ({ one, other }: ReturnType<typeof farthestSame>[number]) =>
    squaredDistance(encodingAt(set, one.person, one.picture), encodingAt(set, other.person, other.picture));

  it('of one person are the farthest, one a person, and name the pictures that are so far apart', () => {
    const distances = samePairs(set);
    const pairs = farthestSame(set, 5, distances);
    expect(pairs).toHaveLength(5);
    expect(pairs[0]!.distance).toBe(Math.max(...distances));
    expect(new Set(pairs.map(({ one }) => one.person)).size).toBe(5);
    for (const [i, pair] of pairs.entries()) {
      expect(pair.one.person).toBe(pair.other.person);
      expect(pair.one.picture).not.toBe(pair.other.picture);
      expect(pair.distance).toBeCloseTo(recomputed(pair), 6);
      if (i > 0) expect(pair.distance).toBeLessThanOrEqual(pairs[i - 1]!.distance);
    }
  });

  it('of different people are the nearest, everybody in one at most, and name the pictures', () => {
    const distances = differentPairs(set);
    const pairs = nearestDifferent(set, 10, distances);
    expect(pairs).toHaveLength(4); // nine people make four pairs
    expect(pairs[0]!.distance).toBe(Math.min(...distances));
    for (const pair of pairs) {
      expect(pair.one.person).not.toBe(pair.other.person);
      expect(pair.distance).toBeCloseTo(recomputed(pair), 6);
    }
    expect(new Set(pairs.flatMap(({ one, other }) => [one.person, other.person])).size).toBe(8);
  });
});
