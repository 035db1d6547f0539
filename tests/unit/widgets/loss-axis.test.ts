import { describe, expect, it } from 'vitest';
import { lossAxis, thinned } from '#widgets/shared/loss-axis';
import type { LossPoint } from '#widgets/shared/loss-point';
import { powerOfTen, shortNumber } from '#widgets/shared/short-number';
import { StepClock } from '#widgets/shared/step-clock';

const point = (total: number, content = total, style = total): LossPoint => ({
  step: 0,
  total,
  content,
  style,
  evaluations: 1,
});

describe('the log axis', () => {
  it('covers all costs by whole decades', () => {
    expect(lossAxis([point(52), point(0.3)])).toEqual({ low: -1, high: 2, ticks: [-1, 0, 1, 2] });
  });

  it('leaves out what is zero, no number or vanishingly small', () => {
    expect(lossAxis([point(5, 0, Number.NaN), point(Infinity)])).toMatchObject({ low: 0, high: 1 });
    expect(lossAxis([point(5, 1e-30)])).toMatchObject({ low: -6, high: 1 });
  });

  it('has few ticks, the highest among them', () => {
    const { ticks, low, high } = lossAxis([point(3e5, 0.2)]);
    expect(ticks.length).toBeLessThanOrEqual(5);
    expect(ticks.at(-1)).toBe(high);
    expect(ticks[0]).toBeGreaterThanOrEqual(low);
  });

  it('stands before anything is known', () => {
    expect(lossAxis([]).ticks.length).toBe(4);
  });
});

it('thinning keeps both ends and spreads the rest', () => {
  const numbers = Array.from({ length: 1001 }, (_, i) => i);
  expect(thinned(numbers, 11)).toEqual([0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  expect(thinned([1, 2], 11)).toEqual([1, 2]);
});

describe('numbers in three digits', () => {
  it('reads well at any size', () => {
    const said = [0, 0.0123456, 0.5, 1.234, 12.34, 123.4, 1234, 123456, 1.5e9, 4.56e-7, -2.5, 9.999e-7];
    expect(said.map(shortNumber)).toEqual([
      '0',
      '0.0123',
      '0.500',
      '1.23',
      '12.3',
      '123',
      '1\u2009234',
      '123\u2009456',
      '1.50 × 10⁹',
      '4.56 × 10⁻⁷',
      '−2.50',
      '1.00 × 10⁻⁶',
    ]);
    expect(shortNumber(Number.NaN)).toBe('—');
  });

  it('powers of ten are raised', () => {
    expect([powerOfTen(-12), powerOfTen(0), powerOfTen(3)]).toEqual(['10⁻¹²', '10⁰', '10³']);
  });
});

it('the clock tells the speed of the last seconds, without pauses', () => {
  const clock = new StepClock();
  expect(clock.tick(0, 1000)).toBe(0);
  expect(clock.tick(1, 1100)).toBe(10);
  for (let i = 2; i <= 100; i++) clock.tick(i, 1000 + 100 * i);
  expect(clock.tick(101, 11_300)).toBeLessThan(10);
  clock.stop();
  expect(clock.tick(101, 90_000)).toBe(0);
  expect(clock.tick(102, 90_500)).toBe(2);
});
