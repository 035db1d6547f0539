import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { principalComponents, project } from '#math/principal-components';

interface Problem {
  size: number;
  rows: number[];
  mean: number[];
  variances: number[];
  directions: number[][];
  total: number;
}
const problems: Problem[] = JSON.parse(readFileSync('tests/fixtures/components.json', 'utf8')).components;

/** Rows of four numbers, not all of them alike. */
const clouds = fc.array(
  fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 }),
  {
    minLength: 3,
    maxLength: 20,
  },
);

describe('principal components', () => {
  it.each(problems.map((problem) => [problem.size, problem] as const))(
    'of rows of %i numbers are numpy’s',
    (size, { rows, mean, variances, directions, total }) => {
      const found = principalComponents(rows, size, 3);
      for (const [k, value] of mean.entries()) expect(found.mean[k]).toBeCloseTo(value, 10);
      expect(found.total).toBeCloseTo(total, 8);
      for (const [d, direction] of directions.entries()) {
        expect(found.variances[d]).toBeCloseTo(variances[d]!, 8);
        for (const [k, value] of direction.entries())
          expect(found.directions[d * size + k]).toBeCloseTo(value, 6);
      }
    },
  );

  it('finds the diagonal of points on a diagonal, by hand', () => {
    const { directions, variances, total } = principalComponents([0, 0, 1, 1, 2, 2, 3, 3], 2, 2);
    expect([...directions.subarray(0, 2)].map((value) => value * Math.SQRT2)).toEqual([
      expect.closeTo(1, 12),
      expect.closeTo(1, 12),
    ]);
    expect(variances[0]).toBeCloseTo(2.5, 12);
    expect(variances[1]).toBeCloseTo(0, 12);
    expect(total).toBeCloseTo(2.5, 12);
  });

  it('gives right-angled directions of unit length, widest first, which hold all the variance', () => {
    fc.assert(
      fc.property(clouds, (cloud) => {
        const rows = cloud.flat();
        const { directions, variances, total } = principalComponents(rows, 4, 4);
        for (let a = 0; a < 4; a++) {
          for (let b = 0; b <= a; b++) {
            let dot = 0;
            for (let k = 0; k < 4; k++) dot += directions[a * 4 + k]! * directions[b * 4 + k]!;
            expect(dot).toBeCloseTo(a === b ? 1 : 0, 9);
          }
          if (a > 0) expect(variances[a]!).toBeLessThanOrEqual(variances[a - 1]! + 1e-12);
        }
        expect(variances.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 8);
      }),
    );
  });

  it('has no variance to find in a single point', () => {
    const { directions, variances } = principalComponents([3, 1, 2, 3, 1, 2], 3, 2);
    expect([...variances]).toEqual([0, 0]);
    expect([...directions]).toEqual([1, 0, 0, 0, 1, 0]);
  });

  it('refuses no rows, ragged rows, and more directions than there are', () => {
    expect(() => principalComponents([], 2, 1)).toThrow(RangeError);
    expect(() => principalComponents([1, 2, 3], 2, 1)).toThrow(RangeError);
    expect(() => principalComponents([1, 2], 2, 3)).toThrow(RangeError);
  });
});

describe('projection', () => {
  it('keeps what lies within the directions and shortens the rest', () => {
    expect([...project([1, 2, 3, 4, 5, 6], 3, [0, 1, 0, 0, 0, 1])]).toEqual([2, 3, 5, 6]);
  });

  it('puts the unit sphere on the unit disc', () => {
    fc.assert(
      fc.property(clouds, (cloud) => {
        const { directions } = principalComponents(cloud.flat(), 4, 2);
        for (const row of cloud) {
          const length = Math.hypot(...row);
          if (length < 1e-9) continue;
          const [x, y] = project(
            row.map((value) => value / length),
            4,
            directions,
          );
          expect(Math.hypot(x!, y!)).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });
});
