import { expect, test } from 'vitest';
import { convolution, paddingOf, pooling } from '#math/convolution/network';
import { nearestDivisor, nearestMultiple, nearestWhole } from '#math/convolution/numbers';
import { changesSaid, paddingSaid } from '#math/convolution/said';
import { counted, grouped, listed, times } from '#math/convolution/words';

test('digits are grouped in threes, whatever their number', () => {
  expect(grouped(0)).toBe('0');
  expect(grouped(999)).toBe('999');
  expect(grouped(-1_234_567)).toBe('−1\u2009234\u2009567');
  expect(grouped(10n ** 18n)).toBe(`1${'\u2009000'.repeat(6)}`);
  expect(grouped(2.5)).toBe('2.5');
  expect(grouped(Number.NaN)).toBe('—');
  expect(times([5, 1024])).toBe('5 × 1\u2009024');
});

test('one and many, lists', () => {
  expect(counted(1, 'group')).toBe('1 group');
  expect(counted(1n, 'cell')).toBe('1 cell');
  expect(counted(0, 'cell')).toBe('0 cells');
  expect(listed([])).toBe('');
  expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
});

test('changes of a layer are said as they are afterwards', () => {
  const layer = convolution(2, 8, 5);
  expect(changesSaid(layer, layer)).toBe('');
  const other = { ...layer, groups: 2, kernel: [5, 3], padding: paddingOf(2, 1) };
  expect(changesSaid(layer, other)).toBe('groups 2, kernel 5 × 3 and padding 1');
  expect(changesSaid(layer, pooling(2, 'max', 2))).toBe('pooling');
});

test('padding is said by side, and by end where ends differ', () => {
  expect(paddingSaid({ kind: 'same' })).toBe('same');
  expect(paddingSaid(paddingOf(3, 2))).toBe('2');
  const uneven: [number, number][] = [
    [1, 2],
    [0, 0],
  ];
  expect(paddingSaid({ kind: 'sides', sides: uneven })).toBe('1 before and 2 after × 0');
});

test('nearest numbers: the smaller of two that are as near', () => {
  expect(nearestWhole('7', 1, 9)).toBe(1);
  expect(nearestWhole(2.5, 1, 9)).toBe(3);
  expect(nearestWhole(Number.NEGATIVE_INFINITY, 1, 9)).toBe(1);
  expect(nearestDivisor(12, 5)).toBe(4);
  expect(nearestDivisor(8, 3)).toBe(2);
  expect(nearestDivisor(999_999_937, 500)).toBe(1);
  expect(nearestMultiple(4, 6, 100)).toBe(4);
  expect(nearestMultiple(4, 7, 100)).toBe(8);
  expect(nearestMultiple(4, 1, 100)).toBe(4);
});
