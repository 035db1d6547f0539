import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { varyInto } from '#math/vary-picture';
import { randomStream } from '#world/random';

const SIDE = 12;
const size = SIDE * SIDE * 3;
const vary = (picture: Float32Array, seed: number) => {
  const target = new Float32Array(size);
  varyInto(target, picture, SIDE, randomStream(seed));
  return target;
};

describe('varyInto', () => {
  it('stays within 0 and 1, and leaves the picture alone', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (pictureSeed, seed) => {
        const random = randomStream(pictureSeed);
        const picture = Float32Array.from({ length: size }, random);
        const kept = picture.slice();
        expect(vary(picture, seed).every((value) => value >= 0 && value <= 1)).toBe(true);
        expect(picture).toEqual(kept);
      }),
      { numRuns: 30 },
    );
  });

  it('is the same for the same stream, and another for another', () => {
    const picture = Float32Array.from({ length: size }, randomStream(1));
    expect(vary(picture, 5)).toEqual(vary(picture, 5));
    expect(vary(picture, 6)).not.toEqual(vary(picture, 5));
  });

  it('changes the light of an even picture by a quarter or so at most', () => {
    for (let seed = 0; seed < 40; seed++) {
      const values = vary(new Float32Array(size).fill(0.5), seed);
      const mean = values.reduce((sum, value) => sum + value, 0) / size;
      expect(mean).toBeGreaterThan(0.5 * 0.75 * 0.93);
      expect(mean).toBeLessThan(0.5 * 1.25 * 1.07);
    }
  });

  it('mirrors about half of the time: what is light on the left is then light on the right', () => {
    const picture = Float32Array.from({ length: size }, (_, i) =>
      Math.floor(i / 3) % SIDE < SIDE / 2 ? 0.8 : 0.1,
    );
    let mirrored = 0;
    for (let seed = 0; seed < 200; seed++) {
      const values = vary(picture, seed * 7919);
      const middle = 6 * SIDE * 3;
      if (values[middle + 3]! < values[middle + (SIDE - 2) * 3]!) mirrored++;
    }
    expect(mirrored).toBeGreaterThan(70);
    expect(mirrored).toBeLessThan(130);
  });
});
