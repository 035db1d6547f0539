import { describe, expect, it } from 'vitest';
import { areaUnderRoc, equalErrorRate, rocCurve } from '#math/roc';
import { binnedRoc, errorShare, rocIntervals } from '#math/verification-interval';
import { randomStream } from '#world/random';

describe('errorShare', () => {
  it('is the plain share, within its interval', () => {
    const people = Array.from({ length: 50 }, (_, i) => i);
    const counts = {
      first: people,
      second: people,
      trials: people.map(() => 10),
      errors: people.map((i) => i % 2),
    };
    const { value, low, high } = errorShare(counts, 50, randomStream(1));
    expect(value).toBe(0.05);
    // 50 people with 0 or 1 of 10: the mean has a standard error of 0.05 / √50 ≈ 0.0071.
    expect(low).toBeGreaterThan(0.05 - 0.021);
    expect(low).toBeLessThan(0.05 - 0.007);
    expect(high).toBeLessThan(0.05 + 0.021);
    expect(high).toBeGreaterThan(0.05 + 0.007);
  });

  it('is wider when the errors are all of a few people', () => {
    const people = Array.from({ length: 50 }, (_, i) => i);
    const spread = (errors: number[]) => {
      const trials = people.map(() => 10);
      const { low, high } = errorShare(
        { first: people, second: people, trials, errors },
        50,
        randomStream(2),
      );
      return high - low;
    };
    const even = spread(people.map((i) => i % 2));
    const few = spread(people.map((i) => (i % 20 === 0 ? 9 : 0)));
    expect(few).toBeGreaterThan(2 * even);
  });

  it('never counts a person against their own copy, and needs pairs', () => {
    const pair = { first: [0], second: [1], trials: [4], errors: [1] };
    expect(errorShare(pair, 2, randomStream(1))).toEqual({ value: 0.25, low: 0.25, high: 0.25 });
    expect(() => errorShare({ first: [], second: [], trials: [], errors: [] }, 2, randomStream(1))).toThrow(
      RangeError,
    );
  });
});

describe('binnedRoc', () => {
  it('agrees with the exact curve when every distance has its own bin', () => {
    const random = randomStream(4);
    const same = Array.from({ length: 60 }, () => Math.floor(random() * 50));
    const different = Array.from({ length: 80 }, () => 20 + Math.floor(random() * 60));
    const curve = rocCurve(same, different);
    const bins = (values: number[]) => {
      const weights = new Float64Array(80);
      for (const value of values) weights[value]! += 1;
      return weights;
    };
    const { area, equalError } = binnedRoc(bins(same), bins(different));
    expect(area).toBeCloseTo(areaUnderRoc(curve), 12);
    expect(equalError).toBeCloseTo(equalErrorRate(curve).rate, 12);
  });
});

describe('rocIntervals', () => {
  it('holds the figures of all pairs, and closes where there is nothing to doubt', () => {
    const people = Array.from({ length: 30 }, (_, i) => i);
    const same = { first: people, second: people, bin: people.map((i) => i % 6) };
    const pairs = people.flatMap((a) => people.slice(a + 1).map((b) => [a, b, 4 + ((a * b) % 6)] as const));
    const different = {
      first: pairs.map(([a]) => a),
      second: pairs.map(([, b]) => b),
      bin: pairs.map(([, , d]) => d),
    };
    const weights = (bin: readonly number[]) => {
      const all = new Float64Array(10);
      for (const b of bin) all[b]! += 1;
      return all;
    };
    const exact = binnedRoc(weights(same.bin), weights(different.bin));
    const { area, equalError } = rocIntervals(same, different, 10, 30, randomStream(3));
    expect(area.low).toBeLessThan(exact.area);
    expect(area.high).toBeGreaterThan(exact.area);
    expect(equalError.low).toBeLessThan(exact.equalError);
    expect(equalError.high).toBeGreaterThan(exact.equalError);
    const certain = rocIntervals({ ...same, bin: people.map(() => 0) }, different, 10, 30, randomStream(3));
    expect(certain).toEqual({ area: { low: 1, high: 1 }, equalError: { low: 0, high: 0 } });
  });
});
