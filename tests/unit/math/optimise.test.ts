import { describe, expect, it } from 'vitest';
import { clip, descentStep, dot } from '#math/optimise';

describe('gradient descent', () => {
  it('goes against the slope, η times as far', () => {
    expect(descentStep(Float32Array.of(1, 2), Float32Array.of(0.5, -1), 2)).toEqual(Float32Array.of(0, 4));
  });

  it('comes as near to the minimum of a parabola as the closed form says', () => {
    // f = ½ 3 (x − 1)²: each step multiplies the distance by 1 − 3η.
    let x = Float32Array.of(5);
    for (let i = 0; i < 10; i++) x = Float32Array.from(descentStep(x, Float32Array.of(3 * (x[0]! - 1)), 0.1));
    expect(x[0]).toBeCloseTo(1 + 4 * 0.7 ** 10, 5);
  });

  it('stays within bounds and leaves what it was given as it was', () => {
    const x = Float32Array.of(0.2, 0.8);
    expect(descentStep(x, Float32Array.of(1, -1), 1, { low: 0, high: 1 })).toEqual(Float32Array.of(0, 1));
    expect(x).toEqual(Float32Array.of(0.2, 0.8));
  });

  it('refuses slopes of another number', () => {
    expect(() => descentStep(new Float32Array(2), new Float32Array(3), 1)).toThrow(RangeError);
  });
});

it('clipping moves to the nearest bound, in place', () => {
  const x = Float32Array.of(-1, 0.5, 2);
  expect(clip(x, { low: 0, high: 1 })).toBe(x);
  expect(x).toEqual(Float32Array.of(0, 0.5, 1));
});

it('inner products are summed in double precision', () => {
  const size = 100_001;
  const ones = new Float32Array(size).fill(1);
  const tenths = new Float32Array(size).fill(0.1);
  expect(dot(ones, tenths)).toBeCloseTo(size * Math.fround(0.1), 6);
});
