import { describe, expect, it } from 'vitest';
import { gram } from '#math/gram';
import { gramDifference } from '#math/gram-difference';
import { randomOrder, rearranged, rearrangedTiles, sourcesOf } from '#math/shuffle-places';
import { randomStream } from '#world/random';

describe('sourcesOf', () => {
  it('moves as many places as asked, each content to one place', () => {
    for (const [places, seed] of [
      [1, 1],
      [7, 2],
      [64, 3],
    ] as const) {
      const order = randomOrder(places, randomStream(seed));
      for (let moved = 0; moved <= places; moved++) {
        const sources = sourcesOf(order, moved);
        expect([...sources].sort((a, b) => a - b)).toEqual(Array.from({ length: places }, (_, i) => i));
        const changed = sources.filter((from, place) => from !== place).length;
        expect(changed).toBe(moved < 2 ? 0 : moved);
      }
    }
  });

  it('one place more changes two places', () => {
    const order = randomOrder(40, randomStream(9));
    const [one, other] = [sourcesOf(order, 20), sourcesOf(order, 21)];
    expect(one.filter((from, place) => from !== other[place])).toHaveLength(2);
  });

  it('another seed is another shuffle, the same seed the same', () => {
    const order = (seed: number) => [...randomOrder(30, randomStream(seed))];
    expect(order(1)).toEqual(order(1));
    expect(order(1)).not.toEqual(order(2));
  });
});

describe('rearranged', () => {
  it('keeps the numbers of a place together', () => {
    const values = Float32Array.of(1, 10, 2, 20, 3, 30);
    expect([...rearranged(values, 2, Uint32Array.of(2, 0, 1))]).toEqual([3, 30, 1, 10, 2, 20]);
  });

  it('leaves the Gram matrix as it is, whatever the shuffle', () => {
    const random = randomStream(5);
    for (let trial = 0; trial < 20; trial++) {
      const [places, channels] = [8 + Math.floor(40 * random()), 1 + Math.floor(9 * random())];
      const values = Float32Array.from({ length: places * channels }, () => Math.max(0, random() - 0.4));
      const sources = sourcesOf(randomOrder(places, random), Math.floor(places * random()));
      const shuffled = rearranged(values, channels, sources);
      const { relative } = gramDifference(gram(values, channels), gram(shuffled, channels));
      expect(relative).toBeLessThan(1e-6);
    }
  });
});

describe('rearrangedTiles', () => {
  it('moves whole tiles', () => {
    // Four tiles of 2 × 2 in a picture 4 wide: each pixel tells its tile and its place in it.
    const pixels = Uint8ClampedArray.of(11, 12, 21, 22, 13, 14, 23, 24, 31, 32, 41, 42, 33, 34, 43, 44);
    const moved = rearrangedTiles(pixels, 4, 1, 2, Uint32Array.of(3, 1, 0, 2));
    expect([...moved]).toEqual([41, 42, 21, 22, 43, 44, 23, 24, 11, 12, 31, 32, 13, 14, 33, 34]);
    expect(pixels[0]).toBe(11);
  });
});

describe('gramDifference', () => {
  it('tells the largest difference, and the largest by an entry’s own size', () => {
    const { absolute, relative } = gramDifference(
      Float32Array.of(100, 1, 0, 0),
      Float32Array.of(98, 1.5, 0, 0),
    );
    expect(absolute).toBe(2);
    expect(relative).toBeCloseTo(1 / 3, 6);
  });
});
