import { expect, test } from 'vitest';
import { styleLoss } from '../../../src/math/gram.ts';
import { matrixCsv } from '../../../src/widgets/gram-matrix/csv.ts';
import { togetherAndApart } from '../../../src/widgets/gram-matrix/examples.ts';
import { lossSteps } from '../../../src/widgets/gram-matrix/loss.ts';
import { fiveDigits, percent, whole } from '../../../src/widgets/gram-matrix/numbers.ts';
import { HEAT, MORE_IN_G, MORE_IN_S, paintMatrix } from '../../../src/widgets/gram-matrix/paint.ts';
import { greatestPair, pairMaps } from '../../../src/widgets/gram-matrix/pair.ts';
import { SCALES, scaleTicks, shareOf, valueAt } from '../../../src/widgets/gram-matrix/scale.ts';
import { sizeOf } from '../../../src/widgets/gram-matrix/side.svelte.ts';
import { layerOf } from './layer.ts';

test('an entry is the sum of products, place by place', () => {
  // The check question of lesson 8: 1 0 2 0 and 0 3 1 0.
  const layer = layerOf(2, 2, [
    [1, 0],
    [0, 3],
    [2, 1],
    [0, 0],
  ]);
  const maps = pairMaps(layer, { k: 0, k2: 1 });
  expect([...maps.product]).toEqual([0, 0, 2, 0]);
  expect(maps).toMatchObject({ sum: 2, both: 1, strongest: 2, max: { one: 2, other: 3, product: 2 } });
  expect(maps.cosine).toBeCloseTo(2 / Math.sqrt(5 * 10), 12);
  expect(pairMaps(layer, { k: 0, k2: 0 })).toMatchObject({ sum: 5, cosine: 1 });
  expect(layer.gram[1]).toBe(2);
});

test('a channel that never fires has cosine 0 with all others', () => {
  const layer = layerOf(1, 2, [
    [1, 0],
    [2, 0],
  ]);
  expect(pairMaps(layer, { k: 0, k2: 1 })).toMatchObject({ sum: 0, cosine: 0, both: 0, strongest: 0 });
});

test('the cost worked out is that of #math/gram, for equal and for different shapes', () => {
  const one = layerOf(1, 2, [
    [1, 2],
    [3, 0],
  ]);
  const other = layerOf(1, 2, [
    [0, 1],
    [2, 2],
  ]);
  const longer = layerOf(2, 2, [
    [0, 1],
    [2, 2],
    [1, 1],
    [0, 4],
  ]);
  for (const second of [other, longer]) {
    const gram = ({ gram: values, channels, rows, columns }: typeof one) => ({
      values,
      channels,
      positions: rows * columns,
    });
    const steps = lossSteps(one, second);
    expect(steps.perPlace).toBe(second === longer);
    expect(steps.loss).toBeCloseTo(styleLoss(gram(one), gram(second)), 10);
    expect(steps.squares / steps.divisor).toBe(steps.loss);
  }
  // 𝒢(S) = [10 2; 2 4], 𝒢(G) = [4 4; 4 5]: squares 36 + 4 + 4 + 1; (2 · 1 · 2 · 2)² = 64.
  expect(lossSteps(one, other)).toMatchObject({ squares: 45, divisor: 64, largest: 6 });
});

test('the pair that stands out is not on the diagonal', () => {
  expect(greatestPair([9, 1, -3, 1, 9, 2, -3, 2, 9], 3)).toEqual({ k: 0, k2: 2 });
  expect(greatestPair([9], 1)).toEqual({ k: 0, k2: 0 });
});

test('a telling pair fires as much in both, together in the one', () => {
  const together = layerOf(1, 4, [
    [1, 1, 9],
    [1, 1, 0],
    [0, 0, 0],
    [0, 0, 0],
  ]);
  const apart = layerOf(1, 4, [
    [1, 0, 0],
    [1, 0, 1],
    [0, 1, 0],
    [0, 1, 0],
  ]);
  const [best, ...rest] = togetherAndApart(together, apart);
  expect(best).toMatchObject({ k: 0, k2: 1, cosine: { s: 1, g: 0 } });
  // Channel 2 is far stronger in the one than in the other.
  expect(rest).toEqual([]);
});

test.each(SCALES)('colours of the scale %s rise with the value, and can be read back', (scale) => {
  expect(shareOf(0, 10, scale)).toBe(0);
  expect(shareOf(10, 10, scale)).toBe(1);
  expect(shareOf(99, 10, scale)).toBe(1);
  expect(shareOf(5, 0, scale)).toBe(0);
  expect(shareOf(Number.NaN, 10, scale)).toBe(0);
  for (const share of [0.2, 0.5, 0.9]) {
    expect(shareOf(valueAt(share, 10, scale), 10, scale)).toBeCloseTo(share, 10);
  }
  const ticks = scaleTicks(23_456, scale);
  expect(ticks.length).toBeGreaterThan(1);
  for (const { value, share } of ticks) {
    expect(value).toBeLessThanOrEqual(23_456);
    expect(shareOf(value, 23_456, scale)).toBeCloseTo(share, 10);
  }
  expect(scaleTicks(0, scale)).toEqual([]);
});

test('a matrix is painted in the order given, a difference in two hues', () => {
  const pixels = (values: number[], signed: boolean) =>
    new Uint32Array(paintMatrix(values, [1, 0], 4, 'linear', signed).buffer);
  expect([...pixels([0, 1, 2, 4], false)]).toEqual([HEAT[255], HEAT[128], HEAT[64], HEAT[0]]);
  expect([...pixels([4, -4, 0, -2], true)]).toEqual([
    MORE_IN_G[128],
    HEAT[0],
    MORE_IN_G[255],
    MORE_IN_S[255],
  ]);
});

test('numbers have five digits, true minus signs and thin spaces', () => {
  expect(fiveDigits(16720.6)).toBe('16\u2009721');
  expect(fiveDigits(-8112)).toBe('−8\u2009112.0');
  expect(fiveDigits(0.0330181)).toBe('0.033018');
  expect(fiveDigits(2.26899e9)).toBe('2.2690 × 10⁹');
  expect(fiveDigits(99999.6)).toBe('100\u2009000');
  expect(fiveDigits(0)).toBe('0');
  expect(fiveDigits(Number.NaN)).toBe('—');
  expect(whole(1234567)).toBe('1\u2009234\u2009567');
  expect([percent(0.0042), percent(0.5), percent(0)]).toEqual(['0.4 %', '50 %', '0 %']);
});

test('the table has the channels along both sides, in order', () => {
  expect(matrixCsv([1, 2, 3, 4], [1, 0])).toBe('channel,1,0\n1,4,3\n0,2,1\n');
});

test('a reader’s own picture keeps its shape, in multiples of 8', () => {
  const own = (width: number, height: number) =>
    sizeOf({ kind: 'pixels', width, height, data: new Uint8ClampedArray(0) });
  expect(own(512, 256)).toEqual({ width: 128, height: 64 });
  expect(own(300, 512)).toEqual({ width: 72, height: 128 });
  expect(own(500, 20)).toEqual({ width: 128, height: 32 });
  expect(sizeOf({ kind: 'style', name: 'woven', seed: 1 })).toEqual({ width: 128, height: 128 });
});
