import { OWN_SIDE, type PictureSource } from '#site/gallery/person';
import type { OwnPicture } from '#widgets/shared/read-picture';
import type { FaceInput } from '#worker/protocol';

/** A picture of the gallery as the encoder takes it. */
export function faceInput(source: PictureSource): FaceInput {
  if (source.kind === 'face')
    return { kind: 'face', identity: source.identity, conditions: source.conditions };
  return { kind: 'pixels', width: OWN_SIDE, height: OWN_SIDE, data: toRgba(source.pixels) };
}

/** RGB made RGBA, opaque. */
export function toRgba(pixels: Uint8ClampedArray): Uint8ClampedArray {
  const data = new Uint8ClampedArray((pixels.length / 3) * 4).fill(255);
  for (let i = 0, j = 0; i < pixels.length; i += 3, j += 4) {
    data[j] = pixels[i]!;
    data[j + 1] = pixels[i + 1]!;
    data[j + 2] = pixels[i + 2]!;
  }
  return data;
}

/** A reader's own picture as the network sees it: 48 × 48 pixels, RGB, each the mean of what it covers. */
export function ownPixels({ show: { width, data } }: Pick<OwnPicture, 'show'>): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(OWN_SIDE * OWN_SIDE * 3);
  const scale = width / OWN_SIDE;
  for (let row = 0; row < OWN_SIDE; row++) {
    const rows = cover(row, scale);
    for (let column = 0; column < OWN_SIDE; column++) {
      const columns = cover(column, scale);
      for (let channel = 0; channel < 3; channel++) {
        let sum = 0;
        for (const [y, high] of rows) {
          for (const [x, wide] of columns) sum += high * wide * data[(y * width + x) * 4 + channel]!;
        }
        pixels[(row * OWN_SIDE + column) * 3 + channel] = sum / (scale * scale);
      }
    }
  }
  return pixels;
}

/** The pixels that one larger pixel covers along a side, and how much of each. */
function cover(place: number, scale: number): [pixel: number, share: number][] {
  const [from, to] = [place * scale, (place + 1) * scale];
  const covered: [number, number][] = [];
  for (let pixel = Math.floor(from); pixel < to - 1e-9; pixel++) {
    covered.push([pixel, Math.min(to, pixel + 1) - Math.max(from, pixel)]);
  }
  return covered;
}
