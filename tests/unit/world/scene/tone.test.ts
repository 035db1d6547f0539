import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeComponent } from '#world/scene/colours';
import { toneCurve } from '#world/scene/tone';

describe('toneCurve', () => {
  const curve = toneCurve(0.6);

  it('is sRGB below the knee', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.6, noNaN: true }), (linear) => {
        expect(curve(linear)).toBeCloseTo(encodeComponent(linear), 1);
      }),
    );
  });

  it('rises to the end and never clips before it', () => {
    for (let linear = 0.01; linear < 2; linear += 0.01)
      expect(curve(linear)).toBeGreaterThan(curve(linear - 0.01));
    expect(curve(1)).toBeLessThan(240);
    expect(curve(50)).toBe(curve(2));
    expect(curve(2)).toBeLessThanOrEqual(255);
  });

  it('gives 0 for darkness, and for what is not a number', () => {
    expect([curve(0), curve(-1), curve(Number.NaN)]).toEqual([0, 0, 0]);
  });
});
