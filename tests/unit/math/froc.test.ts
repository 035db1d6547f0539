import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALARM_RATES,
  frocCurve,
  frocPointAt,
  readingOf,
  type ScanReading,
  sensitivityDifferences,
  sensitivityIntervals,
} from '#math/froc';
import { randomStream } from '#world/random';

const value = fc.integer({ min: 0, max: 12 });
const reading: fc.Arbitrary<ScanReading> = fc
  .record({
    hits: fc.array(value, { maxLength: 4 }),
    missed: fc.integer({ min: 0, max: 2 }),
    alarms: fc.array(value, { maxLength: 6 }),
  })
  .map(({ hits, missed, alarms }) => ({ nodules: hits.length + missed, hits, alarms }));
const readings = fc
  .array(reading, { minLength: 1, maxLength: 12 })
  .filter((all) => all.some(({ nodules }) => nodules > 0));

/** Scans of a reader whose hits lie so much above its false alarms. */
function drawReadings(scans: number, better: number, seed: number): ScanReading[] {
  const random = randomStream(seed);
  return Array.from({ length: scans }, () => ({
    nodules: 3,
    hits: [0, 0, 0].map(() => random() + better),
    alarms: Array.from({ length: 12 }, () => random()),
  }));
}

describe('a reading', () => {
  it('counts a nodule by its surest candidate, and its others not at all', () => {
    const candidates = [5, 4, 3, 2, 1].map((value) => ({ place: [0, 0, 0] as const, value }));
    expect(readingOf(candidates, [1, null, 1, 0, null], 3)).toEqual({
      nodules: 3,
      hits: [5, 2],
      alarms: [4, 1],
    });
  });
});

describe('the FROC curve', () => {
  it('is what counting by hand gives', () => {
    const curve = frocCurve([
      { nodules: 2, hits: [0.9, 0.4], alarms: [0.8] },
      { nodules: 2, hits: [0.6], alarms: [0.6, 0.1] },
    ]);
    expect([...curve.thresholds]).toEqual([Infinity, 0.9, 0.8, 0.6, 0.4, 0.1]);
    expect([...curve.falseAlarms]).toEqual([0, 0, 0.5, 1, 1, 1.5]);
    expect([...curve.sensitivity]).toEqual([0, 0.25, 0.25, 0.5, 0.75, 0.75]);
    expect(frocPointAt(curve, 1)).toEqual({ threshold: 0.4, falseAlarms: 1, sensitivity: 0.75 });
    expect(frocPointAt(curve, 0.9)).toEqual({ threshold: 0.8, falseAlarms: 0.5, sensitivity: 0.25 });
    expect(frocPointAt(curve, 9).sensitivity).toBe(0.75);
  });

  it('agrees with counting at every threshold', () => {
    fc.assert(
      fc.property(readings, (all) => {
        const curve = frocCurve(all);
        const nodules = all.reduce((sum, one) => sum + one.nodules, 0);
        curve.thresholds.forEach((threshold, i) => {
          const count = (of: 'hits' | 'alarms') =>
            all.reduce((sum, one) => sum + one[of].filter((value) => value >= threshold).length, 0);
          expect(curve.falseAlarms[i]).toBe(count('alarms') / all.length);
          expect(curve.sensitivity[i]).toBe(count('hits') / nodules);
          if (i > 0) expect(threshold).toBeLessThan(curve.thresholds[i - 1]!);
        });
      }),
    );
  });

  it('needs a nodule', () => {
    expect(() => frocCurve([])).toThrow(RangeError);
    expect(() => frocCurve([{ nodules: 0, hits: [], alarms: [1] }])).toThrow('no nodule');
  });
});

describe('intervals over scans', () => {
  it('hold the sensitivity, are the same from the same seed, and narrow with more scans', () => {
    const widths = [20, 320].map((scans) => {
      const all = drawReadings(scans, 0.3, 5);
      const curve = frocCurve(all);
      const intervals = sensitivityIntervals(all, ALARM_RATES, randomStream(3), { draws: 300 });
      expect(sensitivityIntervals(all, ALARM_RATES, randomStream(3), { draws: 300 })).toEqual(intervals);
      ALARM_RATES.forEach((rate, i) => {
        const { sensitivity } = frocPointAt(curve, rate);
        expect(intervals[i]!.low).toBeLessThanOrEqual(sensitivity);
        expect(intervals[i]!.high).toBeGreaterThanOrEqual(sensitivity);
      });
      return intervals[3]!.high - intervals[3]!.low;
    });
    expect(widths[1]!).toBeLessThan(widths[0]! / 2);
  });

  it('cover the truth about as often as they say', () => {
    const truth = frocPointAt(frocCurve(drawReadings(6000, 0.3, 1)), 1).sensitivity;
    let covered = 0;
    for (let seed = 0; seed < 100; seed++) {
      const own = drawReadings(60, 0.3, 1000 + seed);
      const [interval] = sensitivityIntervals(own, [1], randomStream(seed), { draws: 200 });
      if (interval!.low <= truth && truth <= interval!.high) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(86);
  });
});

describe('the difference of two readers', () => {
  it('is nothing for the same reader, and clear for a better one', () => {
    const plain = drawReadings(80, 0.1, 2);
    const better = drawReadings(80, 0.6, 3);
    for (const { value, low, high } of sensitivityDifferences(plain, plain, [0.5, 1], randomStream(1))) {
      expect([value, low, high]).toEqual([0, 0, 0]);
    }
    for (const { value, low, high } of sensitivityDifferences(better, plain, [0.5, 1], randomStream(1))) {
      expect(low).toBeGreaterThan(0);
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
    }
  });

  it('needs the same scans', () => {
    const all = drawReadings(3, 0, 1);
    expect(() => sensitivityDifferences(all, all.slice(1), [1], Math.random)).toThrow('different scans');
  });
});
