/** A picture of bytes, row-major. */
export interface BytePicture {
  width: number;
  height: number;
  data: ArrayLike<number>;
}

/**
 * The middle of a picture, cut to the shape of width × height and scaled: each new pixel is the mean of the area that
 * it covers.
 *
 * @param channels bytes a pixel, red, green and blue first
 * @returns [height, width, 3], 0 to 1
 */
export function coverPixels(
  picture: BytePicture,
  channels: 3 | 4,
  width: number,
  height: number,
): Float32Array {
  const scale = Math.min(picture.width / width, picture.height / height);
  const left = (picture.width - width * scale) / 2;
  const top = (picture.height - height * scale) / 2;
  const columns = Array.from({ length: width }, (_, i) => shares(left + i * scale, scale, picture.width));
  const pixels = new Float32Array(width * height * 3);
  for (let row = 0, to = 0; row < height; row++) {
    const rows = shares(top + row * scale, scale, picture.height);
    for (let column = 0; column < width; column++, to += 3) {
      for (const [y, down] of rows) {
        for (const [x, across] of columns[column]!) {
          const from = (y * picture.width + x) * channels;
          const share = (down * across) / 255;
          for (let k = 0; k < 3; k++) pixels[to + k] = pixels[to + k]! + share * picture.data[from + k]!;
        }
      }
    }
  }
  return pixels;
}

/** The places that a stretch covers, each with its share; the shares sum to 1. */
function shares(start: number, length: number, size: number): [place: number, share: number][] {
  const end = start + length;
  const first = Math.max(0, Math.floor(start + 1e-9));
  const last = Math.min(size - 1, Math.max(first, Math.ceil(end - 1e-9) - 1));
  const places = Array.from({ length: last - first + 1 }, (_, i): [number, number] => {
    const place = first + i;
    return [place, Math.max(1e-12, Math.min(end, place + 1) - Math.max(start, place))];
  });
  const whole = places.reduce((sum, [, share]) => sum + share, 0);
  return places.map(([place, share]) => [place, share / whole]);
}
