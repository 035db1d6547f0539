import path from 'node:path';
import sharp from 'sharp';

/** Faces side by side: `columns` of them in a row. */
export interface Sheet {
  pixels: Uint8Array;
  width: number;
  height: number;
}

/** Puts square RGB tiles of one size into rows. */
export function layOut(tiles: readonly ArrayLike<number>[], side: number, columns: number): Sheet {
  const width = columns * side;
  const height = Math.ceil(tiles.length / columns) * side;
  const pixels = new Uint8Array(width * height * 3);
  for (const [i, tile] of tiles.entries()) {
    const left = (i % columns) * side;
    const top = Math.floor(i / columns) * side;
    for (let row = 0; row < side; row++) {
      for (let k = 0; k < side * 3; k++) {
        pixels[((top + row) * width + left) * 3 + k] = tile[row * side * 3 + k]!;
      }
    }
  }
  return { pixels, width, height };
}

/**
 * A smaller square picture: each new pixel is the mean of the area that it covers, in sRGB as the network sees it.
 *
 * @param pixels RGB, [side, side, 3]
 */
export function shrink(pixels: ArrayLike<number>, side: number, to: number): Uint8Array {
  const ratio = side / to;
  const shares = Array.from({ length: to }, (_, i) => overlaps(i * ratio, (i + 1) * ratio));
  const small = new Uint8Array(to * to * 3);
  for (let row = 0; row < to; row++) {
    for (let column = 0; column < to; column++) {
      for (let k = 0; k < 3; k++) {
        let sum = 0;
        for (const { at: y, share: tall } of shares[row]!) {
          for (const { at: x, share: wide } of shares[column]!) {
            sum += tall * wide * pixels[(y * side + x) * 3 + k]!;
          }
        }
        small[(row * to + column) * 3 + k] = Math.round(sum / (ratio * ratio));
      }
    }
  }
  return small;
}

/** The whole pixels that a stretch lies over, and how much of each. */
function overlaps(from: number, to: number): { at: number; share: number }[] {
  const first = Math.floor(from + 1e-9);
  const count = Math.ceil(to - 1e-9) - first;
  return Array.from({ length: count }, (_, i) => {
    const at = first + i;
    return { at, share: Math.min(to, at + 1) - Math.max(from, at) };
  });
}

/**
 * Writes a sheet as WebP that every decoder reads to the same pixels: slightly smoothed before, then lossless.
 *
 * @param quality of the smoothing, 0 to 100: 100 changes nothing
 */
export async function writeExact(sheet: Sheet, file: string, quality: number): Promise<void> {
  await rawPicture(sheet).webp({ nearLossless: true, quality, effort: 6 }).toFile(path.resolve(file));
}

/** Writes a sheet as WebP that is only looked at. */
export async function writeLossy(sheet: Sheet, file: string, quality: number): Promise<void> {
  await rawPicture(sheet).webp({ quality, effort: 6, smartSubsample: true }).toFile(path.resolve(file));
}

function rawPicture({ pixels, width, height }: Sheet) {
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}
