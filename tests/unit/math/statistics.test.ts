import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestUnit, shuffle, shuffledBaseline } from '#math/class-share';
import { wilsonInterval } from '#math/interval';
import { median, quantile } from '#math/quantile';

/** A fixed stream of numbers on [0, 1). */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

describe('wilsonInterval', () => {
  it('equals figures from the literature', () => {
    // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611.
    const { low, high } = wilsonInterval(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
    expect(wilsonInterval(0, 20).low).toBe(0);
    expect(wilsonInterval(0, 20).high).toBeCloseTo(0.1611, 4);
  });

  it('holds the share, and mirrors when successes and failures change places', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (a, n) => {
        const hits = Math.min(a, n);
        const { low, high } = wilsonInterval(hits, n);
        expect(low).toBeLessThanOrEqual(hits / n + 1e-12);
        expect(high).toBeGreaterThanOrEqual(hits / n - 1e-12);
        expect(wilsonInterval(n - hits, n).high).toBeCloseTo(1 - low, 12);
      }),
    );
  });

  it('refuses what is no proportion', () => {
    expect(() => wilsonInterval(1, 0)).toThrow(RangeError);
    expect(() => wilsonInterval(3, 2)).toThrow(RangeError);
  });
});

describe('quantile', () => {
  it('is linear between neighbours', () => {
    expect(quantile([1, 2, 4], 0)).toBe(1);
    expect(quantile([1, 2, 4], 0.75)).toBe(3);
    expect(quantile([1, 2, 4], 1)).toBe(4);
  });

  it('refuses no values and shares outside 0 to 1', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.1)).toThrow(RangeError);
  });

  it('gives the median in any order and leaves the input alone', () => {
    const values = [5, 1, 4, 2];
    expect(median(values)).toBe(3);
    expect(values).toEqual([5, 1, 4, 2]);
  });
});

describe('class shares', () => {
  const top = { pictures: [0, 1, 2, 3, 4, 5], units: 2, keep: 3 };

  it('finds the unit with the greatest share, the first among equals', () => {
    expect(bestUnit(top, [1, 0, 0, 1, 1, 0], 1)).toEqual({ unit: 1, share: 2 / 3 });
    expect(bestUnit(top, [1, 0, 0, 1, 0, 0], 1)).toEqual({ unit: 0, share: 1 / 3 });
    expect(bestUnit(top, [0, 0, 0, 0, 0, 0], 1)).toEqual({ unit: 0, share: 0 });
  });

  it('has a baseline above the plain share: the best of several units is picked', () => {
    const many = { pictures: Array.from({ length: 200 * 5 }, (_, i) => i % 100), units: 200, keep: 5 };
    const labels = Array.from({ length: 100 }, (_, i) => (i < 10 ? 1 : 0));
    const { mean, high } = shuffledBaseline(many, labels, 1, 50, stream(1));
    expect(mean).toBeGreaterThan(0.25);
    expect(high).toBeGreaterThanOrEqual(mean);
    expect(high).toBeLessThan(0.9);
  });

  it('has a baseline that is the plain share for one unit of one picture', () => {
    const labels = Array.from({ length: 100 }, (_, i) => (i < 30 ? 1 : 0));
    const single = { pictures: [0], units: 1, keep: 1 };
    expect(shuffledBaseline(single, labels, 1, 2000, stream(2)).mean).toBeCloseTo(0.3, 1);
  });

  it('is the same for the same stream', () => {
    const labels = [1, 0, 1, 0, 0, 0];
    expect(shuffledBaseline(top, labels, 1, 20, stream(3))).toEqual(
      shuffledBaseline(top, labels, 1, 20, stream(3)),
    );
  });

  it('shuffles without losing anything, every order about equally often', () => {
    const random = stream(4);
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const values = [1, 2, 3];
      shuffle(values, random);
      counts.set(values.join(''), (counts.get(values.join('')) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
