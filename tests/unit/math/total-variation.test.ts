import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalVariation } from '#math/total-variation';
import { randomStream } from '#world/random';

describe('total variation', () => {
  it('is 0 for one colour, with no slope', () => {
    const gradient = new Float32Array(4 * 3 * 3);
    expect(totalVariation(new Float32Array(4 * 3 * 3).fill(0.3), 4, 3, gradient)).toBe(0);
    expect(gradient).toEqual(new Float32Array(4 * 3 * 3));
  });

  it('of an edge is nearly its height times its part of the rows', () => {
    // Two rows of two pixels: black above white.
    const pixels = Float32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
    expect(totalVariation(pixels, 2, 2)).toBeCloseTo((2 * 3 * (Math.hypot(1, 0.02) - 0.02)) / 4, 6);
  });

  it('does not care in which direction a picture is laid', () => {
    const random = randomStream(3);
    const [height, width] = [3, 5];
    const pixels = Float32Array.from({ length: height * width * 3 }, random);
    const turned = new Float32Array(pixels.length);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const at = (y * width + x) * 3;
        turned.set(pixels.subarray(at, at + 3), (x * height + y) * 3);
      }
    }
    expect(totalVariation(turned, width, height)).toBeCloseTo(totalVariation(pixels, height, width), 6);
  });

  it('has the slopes of finite differences, added with their weight', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 4 }),
        (seed, height, width) => {
          const random = randomStream(seed);
          const pixels = Float32Array.from({ length: height * width * 3 }, random);
          const before = Float32Array.from(pixels, random);
          const gradient = before.slice();
          totalVariation(pixels, height, width, gradient, 2);
          const nudge = 2 ** -10;
          for (let i = 0; i < pixels.length; i++) {
            const at = (change: number) => {
              const changed = pixels.slice();
              changed[i]! += change;
              return totalVariation(changed, height, width);
            };
            const difference = (at(nudge) - at(-nudge)) / (2 * nudge);
            expect(gradient[i]! - before[i]!).toBeCloseTo(2 * difference, 2);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('refuses numbers that are no such picture', () => {
    expect(() => totalVariation(new Float32Array(11), 2, 2)).toThrow(RangeError);
    expect(() => totalVariation(new Float32Array(12), 2, 2, new Float32Array(3))).toThrow(RangeError);
  });
});
