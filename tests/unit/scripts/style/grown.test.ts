import { expect, test } from 'vitest';
import { type CurvePoint, curveOf, rgbOf } from '../../../../scripts/style/grown.ts';

test('a long curve is thinned, a short one stays; first and last are kept', () => {
  const long = Array.from({ length: 121 }, (_, step): CurvePoint => [step, 1 / (step + 1)]);
  const kept = curveOf(long);
  expect(kept.length).toBeLessThanOrEqual(41);
  expect(kept[0]).toEqual([0, 1]);
  expect(kept.at(-1)).toEqual([120, 0.00826]);
  const short: CurvePoint[] = [
    [0, 2],
    [1, 1],
  ];
  expect(curveOf(short)).toEqual(short);
});

test('alpha is left out', () => {
  expect(Array.from(rgbOf([1, 2, 3, 255, 4, 5, 6, 255]))).toEqual([1, 2, 3, 4, 5, 6]);
});
