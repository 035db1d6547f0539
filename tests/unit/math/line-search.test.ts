import { describe, expect, it } from 'vitest';
import { cubicMinimum, type LinePlace, type LineSearchOptions, lineSearch } from '#math/line-search';

type Line = (distance: number) => [value: number, slope: number];

function search(line: Line, options: Partial<LineSearchOptions> = {}) {
  const place = (distance: number): LinePlace => {
    const [value, slope] = line(distance);
    return { distance, value, slope };
  };
  const asked: number[] = [];
  const steps = lineSearch(place(0), { first: 1, most: 20, ...options });
  let step = steps.next();
  while (!step.done) {
    asked.push(step.value);
    step = steps.next(place(step.value));
  }
  return { found: step.value, asked };
}

/** The function that Moré and Thuente 1994 try line searches on (their equation 5.1). */
const moreThuente: Line = (t) => [-t / (t * t + 2), (t * t - 2) / (t * t + 2) ** 2];
/** Their equation 5.2. */
const hardOne: Line = (t) => {
  const u = t + 0.004;
  return [u ** 5 - 2 * u ** 4, 5 * u ** 4 - 8 * u ** 3];
};

describe('a line search', () => {
  for (const [name, line] of Object.entries({ moreThuente, hardOne })) {
    for (const first of [1e-3, 0.1, 1, 10, 1000]) {
      it(`meets the strong Wolfe conditions on ${name} from ${first}`, () => {
        const { found } = search(line, { first, curvature: 0.5, most: 40 });
        const [value, slope] = line(0);
        expect(found!.value).toBeLessThanOrEqual(value + 1e-4 * found!.distance * slope);
        expect(Math.abs(found!.slope)).toBeLessThanOrEqual(0.5 * Math.abs(slope));
      });
    }
  }

  it('takes the first place when that will do', () => {
    const { found, asked } = search((t) => [(t - 1) ** 2, 2 * (t - 1)]);
    expect(asked).toEqual([1]);
    expect(found!.distance).toBe(1);
  });

  it('finds the minimum of a parabola at its second try', () => {
    const { asked } = search((t) => [(t - 1) ** 2, 2 * (t - 1)], { first: 5 });
    expect(asked[1]).toBeCloseTo(1, 10);
  });

  it('goes further when the way leads on', () => {
    const { found } = search((t) => [(t - 300) ** 2, 2 * (t - 300)]);
    expect(found!.distance).toBeGreaterThan(25);
  });

  it('comes back from infinity', () => {
    const { found } = search((t) => (t > 0.5 ? [Infinity, Number.NaN] : [-t, -1]), { first: 100 });
    expect(found!.distance).toBeGreaterThan(0);
    expect(found!.distance).toBeLessThanOrEqual(0.5);
  });

  it('gives the lowest so far when it may not ask on, and null when nothing was lower', () => {
    expect(search((t) => [-t, -1], { most: 3 }).found!.distance).toBeGreaterThan(1);
    expect(search((t) => [t > 0 ? 1 : 0, -1], { most: 5 })).toMatchObject({ found: null });
    expect(search((t) => [t > 0 ? 1 : 0, -1], { most: 5 }).asked.length).toBe(5);
  });

  it('refuses a line that leads up', () => {
    expect(() => search((t) => [t, 1])).toThrow(RangeError);
  });
});

it('the cubic through two places has its minimum where calculus says', () => {
  // t³ − 3t: minimum at 1.
  const place = (t: number): LinePlace => ({ distance: t, value: t ** 3 - 3 * t, slope: 3 * t * t - 3 });
  expect(cubicMinimum(place(0), place(2))).toBeCloseTo(1, 10);
  expect(cubicMinimum(place(2), place(0))).toBeCloseTo(1, 10);
});
