import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaUnderRoc, equalErrorRate, histogram, ratesAt, rocCurve, thresholdFor } from '#math/roc';

interface Case {
  name: string;
  same: number[];
  different: number[];
  area: number;
  'equal error': number;
  points: [number[], number[]];
  rates: [number, number, number][];
}

const FIXTURE = path.resolve(import.meta.dirname, '../../fixtures/roc.json');
const cases: Case[] = JSON.parse(readFileSync(FIXTURE, 'utf8')).cases;

/** Shares counted pair by pair. */
const share = (values: number[], holds: (value: number) => boolean) =>
  values.filter(holds).length / values.length;

/** Few different values, so that ties are common. */
const distances = fc.array(
  fc.integer({ min: 0, max: 40 }).map((n) => n / 10),
  { minLength: 1, maxLength: 40 },
);

describe('the ROC, beside scikit-learn and SciPy', () => {
  it('has five cases, some with ties', () => expect(cases).toHaveLength(5));

  it.each(cases)('$name', ({ same, different, area, points, rates, ...fixture }) => {
    const curve = rocCurve(same, different);
    expect(curve.falseAccept.length).toBe(points[0].length);
    for (let i = 0; i < points[0].length; i++) {
      expect(curve.falseAccept[i]).toBeCloseTo(points[0][i]!, 12);
      expect(curve.falseReject[i]).toBeCloseTo(points[1][i]!, 12);
    }
    expect(areaUnderRoc(curve)).toBeCloseTo(area, 12);
    expect(equalErrorRate(curve).rate).toBeCloseTo(fixture['equal error'], 9);
    for (const [threshold, falseAccept, falseReject] of rates) {
      const at = ratesAt(curve, threshold);
      expect(at.falseAccept).toBeCloseTo(falseAccept, 12);
      expect(at.falseReject).toBeCloseTo(falseReject, 12);
    }
  });
});

describe('the ROC, by hand', () => {
  it('one mistake of each kind', () => {
    // Same 1 2 4, different 3 5 6: at τ = 3 one of three different pairs passes, and one same pair (4) does not.
    const curve = rocCurve([4, 1, 2], [6, 3, 5]);
    expect([...curve.thresholds]).toEqual([-Infinity, 1, 2, 3, 4, 5, 6]);
    expect(ratesAt(curve, 3)).toEqual({ falseAccept: 1 / 3, falseReject: 1 / 3 });
    expect(areaUnderRoc(curve)).toBeCloseTo(8 / 9, 12);
    const { rate, threshold } = equalErrorRate(curve);
    expect(rate).toBeCloseTo(1 / 3, 12);
    expect(threshold).toBeCloseTo(3, 12);
  });

  it('a perfect encoder errs nowhere between, and one that is all wrong everywhere', () => {
    const perfect = rocCurve([0, 0.5], [1, 2]);
    expect([areaUnderRoc(perfect), equalErrorRate(perfect).rate]).toEqual([1, 0]);
    expect(equalErrorRate(perfect).threshold).toBe(0.5);
    const wrong = rocCurve([1, 2], [0, 0.5]);
    expect([areaUnderRoc(wrong), equalErrorRate(wrong).rate]).toEqual([0, 1]);
  });

  it('all distances alike: a coin', () => {
    const curve = rocCurve([2, 2, 2], [2, 2]);
    expect(areaUnderRoc(curve)).toBe(0.5);
    expect(equalErrorRate(curve)).toEqual({ rate: 0.5, threshold: 2 });
    expect(ratesAt(curve, 1.9)).toEqual({ falseAccept: 0, falseReject: 1 });
    expect(ratesAt(curve, 2)).toEqual({ falseAccept: 1, falseReject: 0 });
  });

  it('float32 distances keep their own threshold', () => {
    const same = Float32Array.of(0.1, 0.3);
    expect(ratesAt(rocCurve(same, Float32Array.of(0.7)), same[1]!).falseReject).toBe(0);
  });

  it('the greatest threshold for a share of false accepts', () => {
    const curve = rocCurve([0.1, 0.4], [0.2, 0.3, 0.5, 0.6]);
    expect(thresholdFor(curve, 0)).toBe(0.1);
    expect(thresholdFor(curve, 0.25)).toBe(0.2);
    expect(thresholdFor(curve, 0.6)).toBe(0.4);
    expect(thresholdFor(curve, 1)).toBe(0.6);
    expect(thresholdFor(rocCurve([0.5], [0.1]), 0.5)).toBe(-Infinity);
  });

  it.each([
    ['no same pairs', [], [1]],
    ['no different pairs', [1], []],
    ['a distance that is NaN', [1, Number.NaN], [2]],
    ['another', [1], [Number.NaN, 2]],
  ])('refuses %s', (_what, same, different) => {
    expect(() => rocCurve(same, different)).toThrow(RangeError);
  });
});

describe('the ROC, beside counting', () => {
  it('has the rates of every threshold, monotone from nobody to everybody', () => {
    fc.assert(
      fc.property(
        distances,
        distances,
        fc.double({ min: -1, max: 5, noNaN: true }),
        (same, different, tau) => {
          const curve = rocCurve(same, different);
          for (const threshold of [...curve.thresholds, tau]) {
            const { falseAccept, falseReject } = ratesAt(curve, threshold);
            expect(falseAccept).toBeCloseTo(
              share(different, (d) => d <= threshold),
              12,
            );
            expect(falseReject).toBeCloseTo(
              share(same, (d) => d > threshold),
              12,
            );
          }
          for (let i = 1; i < curve.thresholds.length; i++) {
            expect(curve.thresholds[i]!).toBeGreaterThan(curve.thresholds[i - 1]!);
            expect(curve.falseAccept[i]!).toBeGreaterThanOrEqual(curve.falseAccept[i - 1]!);
            expect(curve.falseReject[i]!).toBeLessThanOrEqual(curve.falseReject[i - 1]!);
          }
          expect([curve.falseAccept.at(-1), curve.falseReject.at(-1)]).toEqual([1, 0]);
        },
      ),
    );
  });

  it('has the area that comparing every same with every different pair gives, ties half', () => {
    fc.assert(
      fc.property(distances, distances, (same, different) => {
        const won = same.flatMap((s) => different.map((d): number => (s < d ? 1 : s === d ? 0.5 : 0)));
        const mean = won.reduce((sum, value) => sum + value, 0) / won.length;
        expect(areaUnderRoc(rocCurve(same, different))).toBeCloseTo(mean, 10);
      }),
    );
  });

  it('does not change under what keeps the order; mirrors when same and different change places', () => {
    fc.assert(
      fc.property(distances, distances, (same, different) => {
        const curve = rocCurve(same, different);
        const grown = (values: number[]) => values.map((value) => value ** 3 + 7);
        const other = rocCurve(grown(same), grown(different));
        expect(areaUnderRoc(other)).toBe(areaUnderRoc(curve));
        expect(equalErrorRate(other).rate).toBe(equalErrorRate(curve).rate);
        const swapped = rocCurve(different, same);
        expect(areaUnderRoc(swapped)).toBeCloseTo(1 - areaUnderRoc(curve), 10);
        expect(equalErrorRate(swapped).rate).toBeCloseTo(1 - equalErrorRate(curve).rate, 10);
      }),
    );
  });

  it('has its equal-error rate where the two errors change places', () => {
    fc.assert(
      fc.property(distances, distances, (same, different) => {
        const curve = rocCurve(same, different);
        const { rate, threshold } = equalErrorRate(curve);
        const above = [...curve.thresholds].find((tau) => {
          const rates = ratesAt(curve, tau);
          return rates.falseAccept >= rates.falseReject;
        })!;
        const after = ratesAt(curve, above);
        const below = curve.thresholds[[...curve.thresholds].indexOf(above) - 1]!;
        const before = ratesAt(curve, below);
        expect(rate).toBeGreaterThanOrEqual(Math.max(before.falseAccept, after.falseReject) - 1e-12);
        expect(rate).toBeLessThanOrEqual(Math.min(after.falseAccept, before.falseReject) + 1e-12);
        expect(threshold).toBeGreaterThanOrEqual(below - 1e-12);
        expect(threshold).toBeLessThanOrEqual(above + 1e-12);
      }),
    );
  });

  it('keeps false accepts within what a threshold was asked for', () => {
    fc.assert(
      fc.property(
        distances,
        distances,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (same, different, most) => {
          const curve = rocCurve(same, different);
          const threshold = thresholdFor(curve, most);
          expect(ratesAt(curve, threshold).falseAccept).toBeLessThanOrEqual(most);
          const next = [...curve.thresholds].find((tau) => tau > threshold);
          if (next !== undefined) expect(ratesAt(curve, next).falseAccept).toBeGreaterThan(most);
        },
      ),
    );
  });
});

describe('histogram', () => {
  it('counts edges upwards, the end in the last bin, and what lies outside at the ends', () => {
    expect([...histogram([0, 0.5, 1, 1.5, 2, 2.5, -1], 4, 0, 2)]).toEqual([2, 1, 1, 3]);
    expect([...histogram([], 2, 0, 1)]).toEqual([0, 0]);
  });

  it('counts every value once', () => {
    fc.assert(
      fc.property(distances, fc.integer({ min: 1, max: 30 }), (values, bins) => {
        const counts = histogram(values, bins, 0.3, 3.1);
        expect(counts.length).toBe(bins);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(values.length);
      }),
    );
  });

  it.each([
    [0, 0, 1],
    [1.5, 0, 1],
    [3, 1, 1],
    [3, 0, Number.NaN],
  ])('refuses %s bins from %s to %s', (bins, min, max) => {
    expect(() => histogram([1], bins, min, max)).toThrow(RangeError);
  });
});
