import { expect, it } from 'vitest';
import { scalePicture } from '#math/scale-picture';
import { type Preprocessing, pictureWriter } from '#models/picture-form';

/** One pixel: red 255, green 51, blue 0. */
function written(preprocessing: Preprocessing, channels: 1 | 3 = 3): number[] {
  const write = pictureWriter({ rows: 1, columns: 1, channels, preprocessing });
  const to = new Float32Array(channels);
  write(to, 0, { pixels: [255, 51, 0], channels: 3, stride: 3, offset: 0 });
  return [...to].map((value) => Math.round(value * 1000) / 1000);
}

it('writes pixels as Keras’s preprocess_input does', () => {
  expect(written('0-1')).toEqual([1, 0.2, 0]);
  expect(written('-1-1')).toEqual([1, -0.6, -1]);
  expect(written('0-255')).toEqual([255, 51, 0]);
  // 'caffe': blue, green, red, less ImageNet's mean.
  expect(written('mean')).toEqual(
    [-103.939, 51 - 116.779, 255 - 123.68].map((value) => Math.round(value * 1000) / 1000),
  );
  // 'torch'
  const torch = [(1 - 0.485) / 0.229, (0.2 - 0.456) / 0.224, (0 - 0.406) / 0.225];
  expect(written('mean-spread')).toEqual(torch.map((value) => Math.round(value * 1000) / 1000));
});

it('makes one grey of three colours', () => {
  expect(written('0-255', 1)).toEqual([Math.round(0.299 * 255 + 0.587 * 51)]);
});

it('enlarges between pixels, keeps what has its size, and makes means where it reduces', () => {
  const picture = { width: 2, height: 1, data: [0, 0, 0, 100, 200, 40] };
  expect([...scalePicture(picture, 3, 2, 1)]).toEqual(picture.data);
  // Cut to 1 × 1 around the middle of 2 × 1, then four places between the centres 0.5 and 1.5.
  const large = scalePicture(picture, 3, 4, 2);
  expect([...large.slice(0, 12)].filter((_, i) => i % 3 === 0)).toEqual([0, 25, 75, 100]);
  expect([
    ...scalePicture({ width: 2, height: 2, data: [0, 0, 0, 10, 10, 10, 20, 20, 20, 30, 30, 30] }, 3, 1, 1),
  ]).toEqual([15, 15, 15]);
});
