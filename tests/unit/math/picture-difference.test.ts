import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceMap, pictureDifference } from '#math/picture-difference';

const BLACK = [0, 0, 0, 255];
const WHITE = [255, 255, 255, 255];
const RED = [255, 0, 0, 255];

test('the same picture is 0 away, black and white are 1 apart, whatever the alpha', () => {
  expect(pictureDifference([...BLACK, ...RED], [...BLACK, ...RED])).toBe(0);
  expect(pictureDifference([...BLACK, ...BLACK], [...WHITE, 255, 255, 255, 0])).toBe(1);
  expect(pictureDifference(BLACK, [0, 0, 0, 0])).toBe(0);
});

test('one colour of three, in one pixel of two', () => {
  expect(pictureDifference([...BLACK, ...BLACK], [...RED, ...BLACK])).toBeCloseTo(Math.sqrt(1 / 6), 6);
  expect(Array.from(differenceMap([...BLACK, ...BLACK], [...RED, ...BLACK]))).toEqual([
    expect.closeTo(Math.sqrt(1 / 3), 6),
    0,
  ]);
});

test('the number is the root mean square of the map, and does not ask which picture comes first', () => {
  const pixels = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(pixels, pixels, (one, other) => {
      const map = differenceMap(one, other);
      const mean = map.reduce((sum, value) => sum + value * value, 0) / map.length;
      expect(pictureDifference(one, other)).toBeCloseTo(Math.sqrt(mean), 5);
      expect(pictureDifference(other, one)).toBe(pictureDifference(one, other));
    }),
  );
});

test('pictures of different sizes are refused', () => {
  expect(() => pictureDifference(BLACK, [...BLACK, ...BLACK])).toThrow(RangeError);
});
