import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitLength, unitLengthGradient } from '#math/unit-length';

const vector = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { minLength: 3, maxLength: 3 });

describe('unitLength', () => {
  it('divides each row by its length', () => {
    expect([...unitLength([3, 4, 0, -2], 2)]).toEqual([Math.fround(0.6), Math.fround(0.8), 0, -1]);
  });

  it('leaves a row of zeros as it is, and NaN where it is', () => {
    expect([...unitLength([0, 0, 3, 4], 2)]).toEqual([0, 0, Math.fround(0.6), Math.fround(0.8)]);
    expect([...unitLength([Number.NaN, 1, 0, 2], 2)]).toEqual([Number.NaN, Number.NaN, 0, 1]);
  });

  it('gives rows of length 1 that point where they did', () => {
    fc.assert(
      fc.property(vector, (x) => {
        fc.pre(Math.hypot(...x) > 1e-3);
        const u = unitLength(x, 3);
        expect(Math.hypot(...u)).toBeCloseTo(1, 5);
        for (const [k, value] of u.entries()) expect(value * Math.hypot(...x)).toBeCloseTo(x[k]!, 4);
      }),
    );
  });

  it('refuses numbers that make no whole rows', () => {
    expect(() => unitLength([1, 2, 3], 2)).toThrow(RangeError);
    expect(() => unitLengthGradient([1, 2], 2, [1])).toThrow(RangeError);
  });
});

describe('unitLengthGradient', () => {
  it('is the slope along the circle, worked by hand', () => {
    // x = (2, 0): u = (1, 0). Only the second part of g turns u, by 1/2 a step.
    expect([...unitLengthGradient([2, 0], 2, [5, 3])]).toEqual([0, 1.5]);
    expect([...unitLengthGradient([0, 0], 2, [5, 3])]).toEqual([0, 0]);
  });

  it('agrees with finite differences of g · u(x)', () => {
    fc.assert(
      fc.property(vector, vector, (x, g) => {
        fc.pre(Math.hypot(...x) > 0.3);
        const along = (at: number[]) => at.reduce((sum, v, k) => sum + (v / Math.hypot(...at)) * g[k]!, 0);
        const slope = unitLengthGradient(x, 3, g);
        for (let k = 0; k < 3; k++) {
          const moved = (step: number) => along(x.map((v, i) => (i === k ? v + step : v)));
          expect(slope[k]).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 3);
        }
      }),
    );
  });
});
