import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CurvaturePair, keepPairs, type LbfgsOptions, lbfgsDirection, lbfgsStep } from '#math/lbfgs';
import type { Asking, Evaluation, Point } from '#math/optimise';

const fixture = JSON.parse(readFileSync(new URL('../../fixtures/lbfgs.json', import.meta.url), 'utf8'));

type Problem = (x: Float32Array) => Evaluation;

function answer<T>(asking: Asking<T>, problem: Problem): T {
  let asked = asking.next();
  while (!asked.done) asked = asking.next(problem(asked.value));
  return asked.value;
}

interface Descent {
  point: Point;
  steps: number;
  evaluations: number;
  values: number[];
}

function minimise(
  problem: Problem,
  start: ArrayLike<number>,
  options: LbfgsOptions = {},
  most = 400,
): Descent {
  const x = Float32Array.from(start);
  let point: Point = { x, at: problem(x) };
  let pairs: CurvaturePair[] = [];
  const values = [point.at.value];
  let evaluations = 1;
  for (let steps = 0; steps < most; steps++) {
    const step = answer(lbfgsStep(point, pairs, options), problem);
    evaluations += step.evaluations;
    if (!step.point) return { point, steps, evaluations, values };
    point = step.point;
    pairs = keepPairs(pairs, step.newest, step.kept);
    values.push(point.at.value);
  }
  return { point, steps: most, evaluations, values };
}

const rosenbrock: Problem = (x) => {
  const gradient = new Float32Array(x.length);
  let value = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const [a, b] = [x[i]!, x[i + 1]!];
    value += 100 * (b - a * a) ** 2 + (1 - a) ** 2;
    gradient[i] = gradient[i]! - 400 * a * (b - a * a) - 2 * (1 - a);
    gradient[i + 1] = gradient[i + 1]! + 200 * (b - a * a);
  }
  return { value, gradient };
};

function quadratic(hessian: number[][], centre: number[]): Problem {
  return (x) => {
    const away = centre.map((c, i) => x[i]! - c);
    const gradient = Float32Array.from(hessian, (row) => row.reduce((sum, h, i) => sum + h * away[i]!, 0));
    return { value: 0.5 * away.reduce((sum, d, i) => sum + d * gradient[i]!, 0), gradient };
  };
}

describe('the two-loop recursion', () => {
  const { gradient, moves, changes, direction } = fixture.direction;

  it('finds the direction that SciPy finds', () => {
    const pairs = moves.map((move: number[], i: number) => ({
      move: Float32Array.from(move),
      change: Float32Array.from(changes[i]),
    }));
    const found = lbfgsDirection(Float32Array.from(gradient), pairs);
    for (const [i, value] of found.entries()) expect(value).toBeCloseTo(direction[i], 4);
  });

  it('is the steepest descent without pairs', () => {
    expect(lbfgsDirection(Float32Array.of(1, -2), [])).toEqual(Float32Array.of(-1, 2));
  });

  it('maps the change of the newest pair back to its move', () => {
    const pairs = moves.map((move: number[], i: number) => ({
      move: Float32Array.from(move),
      change: Float32Array.from(changes[i]),
    }));
    const back = lbfgsDirection(Float32Array.from(changes.at(-1)), pairs);
    for (const [i, value] of back.entries()) expect(-value).toBeCloseTo(moves.at(-1)[i], 4);
  });
});

describe('L-BFGS', () => {
  const { start, evaluations, low, high, minimum, value } = fixture.rosenbrock;

  it("goes through Rosenbrock's valley to its end, about as fast as SciPy", () => {
    const found = minimise(rosenbrock, start);
    for (const x of found.point.x) expect(x).toBeCloseTo(1, 3);
    expect(found.point.at.value).toBeLessThan(1e-8);
    // SciPy computes in double precision; to the same 1e-8 it needs nearly all of its evaluations.
    expect(found.evaluations).toBeLessThan(2 * evaluations);
  });

  it('never rises', () => {
    const { values } = minimise(rosenbrock, start);
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThan(values[i - 1]!);
  });

  it('finds minima on bounds where SciPy finds them', () => {
    const { hessian, centre, ...expected } = fixture.bounded;
    const problem = quadratic(hessian, centre);
    const found = minimise(problem, new Float32Array(centre.length).fill(0.5), {
      bounds: { low: 0, high: 1 },
    });
    for (const [i, x] of found.point.x.entries()) expect(x).toBeCloseTo(expected.minimum[i], 3);
    expect(found.point.at.value).toBeCloseTo(expected.value, 4);
    expect(found.point.x.some((x) => x === 0) && found.point.x.some((x) => x === 1)).toBe(true);
  });

  it("finds the minimum of Rosenbrock's valley within bounds", () => {
    const bounds = { low, high };
    const inside = start.map((x: number) => Math.min(Math.max(x, low), high));
    const found = minimise(rosenbrock, inside, { bounds });
    expect(found.point.at.value).toBeCloseTo(value, 3);
    for (const [i, x] of found.point.x.entries()) expect(x).toBeCloseTo(minimum[i], 2);
  });

  it('solves a quadratic in about as many steps as it has variables', () => {
    const hessian = [
      [4, 1, 0],
      [1, 3, 0.5],
      [0, 0.5, 2],
    ];
    const found = minimise(quadratic(hessian, [0.2, -0.4, 3]), [0, 0, 0]);
    expect(Math.abs(found.point.x[2]! - 3)).toBeLessThan(1e-4);
    expect(found.steps).toBeLessThan(15);
  });

  it('stops at once where there is nothing to gain', () => {
    const flat: Problem = (x) => ({ value: 2, gradient: new Float32Array(x.length) });
    expect(minimise(flat, [1, 2, 3])).toMatchObject({ steps: 0, evaluations: 1 });
    const pushed: Problem = (x) => ({ value: x[0]!, gradient: Float32Array.of(1) });
    expect(minimise(pushed, [0], { bounds: { low: 0, high: 1 } }).steps).toBe(0);
  });

  it('comes back from where the value is no number', () => {
    const walled: Problem = (x) => ({
      value: x[0]! > 2 ? Number.NaN : (x[0]! - 1.9) ** 2,
      gradient: Float32Array.of(2 * (x[0]! - 1.9)),
    });
    const found = minimise(walled, [0], { reach: 50 });
    expect(found.point.x[0]).toBeCloseTo(1.9, 3);
  });

  it('tries the slope itself when its pairs mislead, and then forgets them', () => {
    const problem = quadratic([[1]], [0]);
    const point = { x: Float32Array.of(1), at: problem(Float32Array.of(1)) };
    // A curvature a million times too small: the first line leads far beyond what 3 trials can bring back.
    const pairs = [{ move: Float32Array.of(1), change: Float32Array.of(1e-6) }];
    const step = answer(lbfgsStep(point, pairs, { most: 3 }), problem);
    expect(step.point!.at.value).toBeLessThan(0.5);
    expect(step.kept).toBe(1);
    expect(step.evaluations).toBeGreaterThan(3);
  });

  it('gives the same numbers when it is put aside in between', () => {
    const whole = minimise(rosenbrock, start, {}, 12);
    const half = minimise(rosenbrock, start, {}, 12);
    expect(half.values).toEqual(whole.values);
    const x = Float32Array.from(start as number[]);
    let point: Point = { x, at: rosenbrock(x) };
    let pairs: CurvaturePair[] = [];
    for (let i = 0; i < 12; i++) {
      const step = answer(lbfgsStep(structuredClone(point), structuredClone(pairs)), rosenbrock);
      pairs = keepPairs(pairs, step.newest, step.kept);
      point = { x: step.point!.x, at: rosenbrock(step.point!.x) };
    }
    expect(point.x).toEqual(whole.point.x);
  });
});

describe('the pairs that are kept', () => {
  const pair = (value: number): CurvaturePair => ({
    move: Float32Array.of(value),
    change: Float32Array.of(value),
  });

  it('forgets the oldest, and all when told so', () => {
    const known = [pair(1), pair(2)];
    expect(keepPairs(known, [pair(3)], 2).map(({ move }) => move[0])).toEqual([2, 3]);
    expect(keepPairs(known, [], 2)).toEqual(known);
    expect(keepPairs(known, [pair(3)], 1)).toEqual([pair(3)]);
    expect(keepPairs(known, [], 0)).toEqual([]);
  });

  it('holds no more than the memory', () => {
    let pairs: CurvaturePair[] = [];
    const x = Float32Array.from(fixture.rosenbrock.start as number[]);
    let point: Point = { x, at: rosenbrock(x) };
    for (let i = 0; i < 8; i++) {
      const step = answer(lbfgsStep(point, pairs, { memory: 3 }), rosenbrock);
      pairs = keepPairs(pairs, step.newest, step.kept);
      point = step.point!;
      expect(pairs.length).toBe(Math.min(i + 1, 3));
    }
  });
});
