import { describe, expect, test } from 'vitest';
import { PictureError, readPicture } from '#widgets/shared/read-picture';
import { gif, picture, pngHeader } from './picture-files.ts';

const pixel = (data: Uint8ClampedArray, side: number, x: number, y: number) =>
  Array.from(data.slice((y * side + x) * 4, (y * side + x) * 4 + 4));

async function refusal(file: Blob): Promise<string> {
  try {
    await readPicture(file);
  } catch (error) {
    expect(error).toBeInstanceOf(PictureError);
    return (error as PictureError).message;
  }
  throw new Error('The file should have been refused.');
}

describe('a good picture', () => {
  test.for(['image/png', 'image/jpeg', 'image/webp'])('%s is cropped to its middle square', async (type) => {
    const read = await readPicture(await picture(400, 200, type));
    expect([read.network.width, read.network.height, read.show.width]).toEqual([64, 64, 256]);
    const left = pixel(read.network.data, 64, 10, 32);
    const right = pixel(read.network.data, 64, 54, 32);
    expect(left[0]).toBeGreaterThan(180);
    expect(left[2]).toBeLessThan(20);
    expect(right[2]).toBeGreaterThan(180);
    expect(right[3]).toBe(255);
    expect(read.notes).toEqual(['Its middle square is used.']);
  });

  test('of 64 pixels a side keeps its pixels within a few levels', async () => {
    const read = await readPicture(await picture(64, 64));
    expect(pixel(read.network.data, 64, 5, 5)).toEqual([200, 0, 0, 255]);
    expect(pixel(read.network.data, 64, 60, 60)).toEqual([0, 0, 200, 255]);
    expect(read.notes).toEqual([]);
  });

  test('with transparent parts is put on white, and it says so', async () => {
    const clear = await picture(32, 32, 'image/png', () => {});
    const read = await readPicture(clear);
    expect(pixel(read.network.data, 64, 20, 20)).toEqual([255, 255, 255, 255]);
    expect(read.notes.join()).toMatch(/transparent/);
  });

  test('that moves gives its first frame, and it says so', async () => {
    const frames = gif(20, [
      [10, 200, 30],
      [200, 10, 30],
    ]);
    const read = await readPicture(frames);
    expect(pixel(read.network.data, 64, 32, 32)).toEqual([10, 200, 30, 255]);
    expect(read.notes.join()).toMatch(/animated/);
    const single = await readPicture(gif(20, [[10, 200, 30]]));
    expect(single.notes).toEqual([]);
  });

  test('of 16 pixels a side is the smallest', async () => {
    expect((await readPicture(await picture(16, 16))).network.width).toBe(64);
  });
});

describe('a bad file is refused with a sentence', () => {
  test('0 bytes', async () => {
    expect(await refusal(new File([], 'none.png'))).toMatch(/none\.png is empty \(0 bytes\)/);
  });

  test('not a picture', async () => {
    const words = new File(['Dear diary'], 'diary.txt', { type: 'text/plain' });
    expect(await refusal(words)).toMatch(/diary\.txt is not a picture/);
  });

  test('text that calls itself a picture', async () => {
    const words = new File(['Dear diary'], 'diary.png', { type: 'image/png' });
    expect(await refusal(words)).toMatch(/not a picture/);
  });

  test('1 × 1 and 15 × 400', async () => {
    expect(await refusal(await picture(1, 1))).toMatch(/1 × 1 pixels: it is too small/);
    expect(await refusal(await picture(15, 400))).toMatch(/too small/);
  });

  test('12,000 × 12,000, before it is decoded', async () => {
    const before = performance.now();
    expect(await refusal(pngHeader(12_000, 12_000))).toMatch(/12,000 × 12,000 pixels, more than/);
    expect(performance.now() - before).toBeLessThan(200);
  });

  test('a cut picture', async () => {
    const whole = await picture(64, 64);
    const cut = new File([whole.slice(0, 40)], 'cut.png', { type: 'image/png' });
    expect(await refusal(cut)).toMatch(/cut\.png is damaged/);
  });

  test('Apple’s HEIC and a drawing', async () => {
    const heic = new File(['\0\0\0\x18ftypheic\0\0\0\0mif1heic'], 'IMG_1.HEIC');
    expect(await refusal(heic)).toMatch(/HEIC format/);
    const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'logo.svg', {
      type: 'image/svg+xml',
    });
    expect(await refusal(svg)).toMatch(/drawing \(SVG\)/);
  });

  test('more bytes than a page should open', async () => {
    expect(await refusal(new File([new Uint8Array(80_000_001)], 'big.png'))).toMatch(/at most 80 MB/);
  });
});

test('a large photograph does not hold the page up', async () => {
  const large = await picture(5000, 4000, 'image/jpeg');
  let longest = 0;
  let last = performance.now();
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    channel.port2.postMessage(null);
  };
  channel.port2.postMessage(null);
  const read = await readPicture(large);
  longest = Math.max(longest, performance.now() - last);
  channel.port1.close();
  console.info(`longest task while reading 20 megapixels: ${longest.toFixed()} ms`);
  expect(read.network.width).toBe(64);
  expect(longest).toBeLessThan(600);
});
