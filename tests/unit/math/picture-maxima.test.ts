import { describe, expect, it } from 'vitest';
import { PictureMaxima } from '#math/picture-maxima';

describe('PictureMaxima', () => {
  it('ranks all pictures of all batches, the lower number first among equals', () => {
    const maxima = new PictureMaxima(2);
    maxima.add(Uint32Array.of(7, 5), Float32Array.of(1, 0, 3, 2), Uint16Array.of(0, 1, 2, 3));
    maxima.add(Uint32Array.of(6), Float32Array.of(3, 4), Uint16Array.of(9, 8));
    expect(maxima.count).toBe(3);
    expect(maxima.rank(0)).toEqual([
      { picture: 5, value: 3, position: 2 },
      { picture: 6, value: 3, position: 9 },
      { picture: 7, value: 1, position: 0 },
    ]);
    expect(maxima.rank(1).map(({ picture }) => picture)).toEqual([6, 5, 7]);
  });

  it('drops everything when there would be too much', () => {
    const maxima = new PictureMaxima(1, 12);
    maxima.add(Uint32Array.of(1, 2), Float32Array.of(1, 2), Uint16Array.of(0, 0));
    expect([maxima.complete, maxima.rank(0).length]).toEqual([true, 2]);
    maxima.add(Uint32Array.of(3), Float32Array.of(1), Uint16Array.of(0));
    expect([maxima.complete, maxima.rank(0).length, maxima.count]).toEqual([false, 0, 3]);
  });
});
