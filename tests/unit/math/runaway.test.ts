import { expect, it } from 'vitest';
import { RunawayWatch } from '#math/runaway';

/** After how many values the watch cries; Infinity when it does not. */
function criesAfter(values: readonly number[]): number {
  const watch = new RunawayWatch();
  const at = values.findIndex((value) => watch.saw(value));
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
}

const steps = (count: number, value: (i: number) => number) =>
  Array.from({ length: count }, (_, i) => value(i));

it('lets a descent go on that falls, that stays, or that trembles', () => {
  expect(criesAfter(steps(200, (i) => 100 * 0.9 ** i))).toBe(Infinity);
  expect(criesAfter(steps(200, () => 5))).toBe(Infinity);
  expect(criesAfter(steps(200, (i) => 10 + (i % 2)))).toBe(Infinity);
  expect(criesAfter(steps(200, () => 0))).toBe(Infinity);
});

it('forgives a single leap', () => {
  expect(criesAfter(steps(100, (i) => (i === 50 ? 6 : 1)))).toBe(Infinity);
});

it('lets a descent come back from a bad first step', () => {
  expect(criesAfter([0.8, ...steps(100, (i) => 20 * 0.9 ** i)])).toBe(Infinity);
});

it('cries at once where there is no number', () => {
  expect(criesAfter([3, 2, Number.NaN])).toBe(3);
  expect(criesAfter([3, Infinity])).toBe(2);
});

it('notices a rise, also one that swings from wall to wall', () => {
  expect(criesAfter(steps(100, (i) => 1.5 ** i))).toBe(13);
  expect(criesAfter([1, ...steps(100, (i) => (i % 2 === 0 ? 9 : 0.9))])).toBeLessThan(16);
});

it('notices a descent that loses ten times what it had, wherever it began', () => {
  expect(criesAfter([1000, 10, 5, 1, ...steps(50, () => 300)])).toBeLessThan(20);
});

it('knows the lowest', () => {
  const watch = new RunawayWatch();
  const lowest = [3, 2, 2, 4, 1].map((value) => {
    watch.saw(value);
    return watch.isLowest;
  });
  expect(lowest).toEqual([true, true, false, false, true]);
});
