import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { adamState, adamStep } from '#math/adam';

const { rate, start, slopes, end } = JSON.parse(readFileSync('tests/fixtures/components.json', 'utf8')).adam;

describe('Adam', () => {
  it('goes where the paper’s algorithm goes', () => {
    const weights = Float32Array.from(start as number[]);
    const state = adamState(weights.length);
    for (const slope of slopes as number[][]) adamStep(weights, slope, state, rate);
    expect(state.steps).toBe(7);
    for (const [i, value] of (end as number[]).entries()) expect(weights[i]).toBeCloseTo(value, 5);
  });

  it('moves each weight by the rate in its first step, against the slope', () => {
    const weights = Float32Array.from([1, 1, 1]);
    adamStep(weights, [5, -0.01, 0], adamState(3), 0.1);
    expect([...weights].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([0.9, 1.1, 1]);
  });

  it('refuses slopes of another length', () => {
    expect(() => adamStep(new Float32Array(2), [1], adamState(2), 0.1)).toThrow(RangeError);
  });
});
