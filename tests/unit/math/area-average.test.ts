import { expect, it } from 'vitest';
import { coverPixels } from '#math/area-average';
import { randomStream } from '#world/random';

function noise(width: number, height: number, channels: number) {
  const random = randomStream(1);
  return {
    width,
    height,
    data: Uint8Array.from({ length: width * height * channels }, () => 256 * random()),
  };
}

it('leaves a picture of the right size as it is', () => {
  const picture = noise(5, 3, 4);
  const pixels = coverPixels(picture, 4, 5, 3);
  for (let i = 0; i < 15; i++) {
    for (let k = 0; k < 3; k++) expect(pixels[3 * i + k]).toBeCloseTo(picture.data[4 * i + k]! / 255, 6);
  }
});

it('half the size is the mean of each four', () => {
  const picture = noise(4, 4, 3);
  const at = (row: number, column: number) => picture.data[(row * 4 + column) * 3 + 1]!;
  const pixels = coverPixels(picture, 3, 2, 2);
  expect(pixels[1]).toBeCloseTo((at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4 / 255, 6);
  expect(pixels[10]).toBeCloseTo((at(2, 2) + at(2, 3) + at(3, 2) + at(3, 3)) / 4 / 255, 6);
});

it('cuts the middle out of a picture of another shape', () => {
  const data = Uint8Array.from({ length: 9 * 3 * 3 }, (_, i) => 10 * (Math.floor(i / 3) % 9));
  const pixels = coverPixels({ width: 9, height: 3, data }, 3, 3, 3);
  for (let column = 0; column < 3; column++)
    expect(pixels[3 * column]).toBeCloseTo((10 * (3 + column)) / 255, 6);
});

it('keeps the mean at any size, also a larger one', () => {
  const picture = noise(7, 7, 3);
  const mean = (values: ArrayLike<number>) =>
    Array.from(values).reduce((sum, one) => sum + one, 0) / values.length;
  for (const side of [1, 2, 3, 5, 7, 14]) {
    expect(mean(coverPixels(picture, 3, side, side))).toBeCloseTo(mean(picture.data) / 255, 5);
  }
  for (const value of coverPixels(picture, 3, 11, 13)) expect(value).toBeGreaterThanOrEqual(0);
});
