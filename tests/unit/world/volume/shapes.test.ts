import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ballDistance, coverage, ellipsoidDistance, segmentDistance } from '#world/volume/shapes';

const near = fc.double({ min: -8, max: 8, noNaN: true });

describe('distances', () => {
  it('to an ellipsoid with three equal sides are those to a ball', () => {
    const ellipsoid = ellipsoidDistance({ centre: [1, 2, 3], radii: [4, 4, 4] });
    const ball = ballDistance([1, 2, 3], 4);
    fc.assert(
      fc.property(near, near, near, (z, y, x) => {
        expect(ellipsoid(z, y, x)).toBeCloseTo(ball(z, y, x), 9);
      }),
    );
  });

  it('to an ellipsoid are 0 on its surface, less inside and more outside', () => {
    const ellipsoid = ellipsoidDistance({ centre: [0, 0, 0], radii: [2, 3, 5] });
    expect([ellipsoid(2, 0, 0), ellipsoid(0, -3, 0), ellipsoid(0, 0, 5)]).toEqual([0, 0, 0]);
    expect(ellipsoid(0, 0, 0)).toBeLessThan(0);
    expect(ellipsoid(3, 0, 0)).toBeCloseTo(1, 0);
  });

  it('to a tube are the least over its balls', () => {
    const tube = segmentDistance([-2, 0, 1], [3, 2, -1], 1, 1);
    fc.assert(
      fc.property(near, near, near, (z, y, x) => {
        let least = Infinity;
        for (let i = 0; i <= 400; i++) {
          const t = i / 400;
          least = Math.min(least, ballDistance([-2 + 5 * t, 2 * t, 1 - 2 * t], 1)(z, y, x));
        }
        expect(tube(z, y, x)).toBeLessThanOrEqual(least + 1e-9);
        expect(tube(z, y, x)).toBeGreaterThan(least - 0.02);
      }),
    );
    expect(segmentDistance([1, 1, 1], [1, 1, 1], 2, 2)(1, 1, 4)).toBe(1);
  });
});

describe('coverage', () => {
  it('is half on the surface, and all or nothing half a voxel from it', () => {
    expect([-3, -0.5, -0.25, 0, 0.25, 0.5, 3].map(coverage)).toEqual([1, 1, 0.75, 0.5, 0.25, 0, 0]);
  });
});
