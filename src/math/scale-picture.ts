import { type BytePicture, coverPixels } from './area-average.ts';

/**
 * The middle of a picture, cut to the shape of width × height and brought to that size: the mean of what a new pixel
 * covers where it gets smaller, between the four nearest pixels (bilinear, with the centres of pixels at .5) where it
 * gets larger.
 *
 * @param channels bytes a pixel, red, green and blue first
 * @returns [height, width, 3] bytes
 */
export function scalePicture(
  picture: BytePicture,
  channels: 3 | 4,
  width: number,
  height: number,
): Uint8ClampedArray {
  const scale = Math.min(picture.width / width, picture.height / height);
  if (scale >= 1) {
    return Uint8ClampedArray.from(coverPixels(picture, channels, width, height), (value) => value * 255);
  }
  const { data } = picture;
  const across = neighbours(width, scale, picture.width);
  const scaled = new Uint8ClampedArray(width * height * 3);
  let to = 0;
  for (const row of neighbours(height, scale, picture.height)) {
    const [upper, lower] = [row.first * picture.width, row.second * picture.width];
    for (const column of across) {
      for (let k = 0; k < 3; k++) {
        const at = (place: number) => data[place * channels + k]!;
        const top = mix(at(upper + column.first), at(upper + column.second), column.share);
        const bottom = mix(at(lower + column.first), at(lower + column.second), column.share);
        scaled[to++] = mix(top, bottom, row.share);
      }
    }
  }
  return scaled;
}

interface Neighbours {
  first: number;
  second: number;
  /** Of the second. */
  share: number;
}

function neighbours(length: number, scale: number, size: number): Neighbours[] {
  const start = (size - length * scale) / 2;
  return Array.from({ length }, (_, i) => {
    const centre = Math.min(Math.max(start + (i + 0.5) * scale - 0.5, 0), size - 1);
    const first = Math.floor(centre);
    return { first, second: Math.min(first + 1, size - 1), share: centre - first };
  });
}

function mix(one: number, other: number, share: number): number {
  return one + (other - one) * share;
}
