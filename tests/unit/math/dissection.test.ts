import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ActivationHistogram, enlarge, intersectionOverUnion } from '#math/dissection';

describe('ActivationHistogram', () => {
  it('finds the threshold that a share of the values reaches', () => {
    const histogram = new ActivationHistogram(100, 1000);
    for (let i = 0; i < 1000; i++) histogram.add(i / 10);
    expect(histogram.threshold(0.005)).toBeCloseTo(99.5, 6);
    expect(histogram.threshold(1)).toBe(0);
  });

  it('never lets more than the share through', () => {
    const values = fc.array(fc.float({ min: 0, max: 8, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(values, fc.float({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const greatest = all.reduce((a, b) => Math.max(a, b), 0);
        const histogram = new ActivationHistogram(greatest, 64);
        for (const value of all) histogram.add(value);
        const threshold = histogram.threshold(share);
        const through = all.filter((value) => value > threshold).length;
        expect(through).toBeLessThanOrEqual(share * all.length);
      }),
    );
  });

  it('copes with a unit that is never active', () => {
    const histogram = new ActivationHistogram(0);
    histogram.add(0);
    expect(histogram.threshold(0.005)).toBe(0);
  });
});

describe('intersectionOverUnion', () => {
  it('is the overlap of all that either covers', () => {
    expect(intersectionOverUnion(4, 6, 2)).toBe(0.25);
    expect(intersectionOverUnion(3, 3, 3)).toBe(1);
    expect(intersectionOverUnion(0, 0, 0)).toBe(0);
  });
});

describe('enlarge', () => {
  it('interpolates between the centres of cells and holds beyond them', () => {
    expect([...enlarge([0, 4], 1, 2, 4).slice(0, 4)]).toEqual([0, 1, 3, 4]);
    expect([...enlarge([0, 4], 2, 1, 4)]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 3, 3, 3, 3, 4, 4, 4, 4]);
  });

  it('keeps a map of the right size, and every map between its least and greatest value', () => {
    expect([...enlarge([1, 2, 3, 4], 2, 2, 2)]).toEqual([1, 2, 3, 4]);
    const map = fc.array(fc.float({ min: -5, max: 5, noNaN: true }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(map, (values) => {
        for (const value of enlarge(values, 2, 3, 7)) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...values) - 1e-5);
          expect(value).toBeLessThanOrEqual(Math.max(...values) + 1e-5);
        }
      }),
    );
  });
});
