import fc from 'fast-check';
import { expect, test } from 'vitest';
import { numberText, typedNumber } from '../../../../src/widgets/conv-shape/typed.ts';

test('numbers as readers write them', () => {
  const written: [string, number][] = [
    ['12', 12],
    [' 1 000 000 ', 1e6],
    ['1,000,000', 1e6],
    ['1_000', 1000],
    ['1\u2009000', 1000],
    ['1e9', 1e9],
    ['10^9', 1e9],
    ['10**3', 1000],
    ['−3', -3],
    ['2.5', 2.5],
    ['1e999', Number.POSITIVE_INFINITY],
  ];
  for (const [text, number] of written) expect(typedNumber(text), text).toBe(number);
});

test('anything else is no number', () => {
  for (const text of [
    '',
    ' ',
    'five',
    '0x10',
    'NaN',
    'Infinity',
    '1e',
    '--1',
    '1;2',
    '<b>',
    '__proto__',
    '٣',
  ]) {
    expect(typedNumber(text), text).toBeNaN();
  }
});

test('what a field shows reads as the same number, and any text reads as a number or none', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), (number, text) => {
      expect(typedNumber(numberText(number))).toBe(number);
      expect(typeof typedNumber(text)).toBe('number');
    }),
  );
  expect(numberText(Number.NaN)).toBe('');
});
