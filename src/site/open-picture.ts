import { type PictureHeader, readPictureHeader } from './picture-header.ts';

/** A picture that can't be used. The message is a sentence for the reader. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
  /** Why, in a few words that fit behind the file's name in a list. */
  readonly reason: string;

  constructor(message: string, reason = 'it could not be read') {
    super(message);
    this.reason = reason;
  }
}

/** A reader's picture, decoded and turned the right way up. Whoever opened it closes it. */
export interface OpenedPicture {
  /** Thinned out where the file has far more pixels than are wanted. */
  bitmap: ImageBitmap;
  animated: boolean;
  close(): void;
}

const SMALLEST_SIDE = 16;
/** Decoding needs 4 bytes a pixel at once: more than this freezes or ends the page on a small device. */
const MOST_PIXELS = 64_000_000;
const MOST_BYTES = 80_000_000;
const HEADER_BYTES = 262_144;

/**
 * Opens a reader's file as a picture. It is decoded in this browser and goes nowhere. Works in a worker, too.
 *
 * @param side how finely: large pictures are thinned out to four times as many pixels along their shorter side
 * @throws PictureError when the file is no picture, empty, damaged, too small, too large, or of a kind that this
 *   browser can't decode
 */
export async function openPicture(file: Blob, side: number): Promise<OpenedPicture> {
  const name = nameOf(file);
  if (file.size === 0) throw new PictureError(`${name} is empty (0 bytes). Choose another file.`, 'empty');
  if (file.size > MOST_BYTES) {
    const size = `${megabytes(file.size)} MB`;
    throw new PictureError(`${name} has ${size}; at most 80 MB can be opened here.`, `${size}: too large`);
  }
  const header = readPictureHeader(await firstBytes(file, name));
  checkSize(name, header.width, header.height);
  const decoded = await decode(file, name, header);
  try {
    checkSize(name, decoded.width, decoded.height);
    const bitmap = await reduce(decoded, side);
    const close = () => {
      decoded.close();
      bitmap.close();
    };
    return { bitmap, animated: header.animated, close };
  } catch (error) {
    decoded.close();
    throw error;
  }
}

/** What a file is called in sentences. */
export function nameOf(file: Blob): string {
  return file instanceof File && file.name ? file.name : 'The picture';
}

/** Makes RGBA opaque, on white, in place. Returns whether anything was transparent. */
export function compositeOnWhite(data: Uint8ClampedArray): boolean {
  let found = false;
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]! / 255;
    if (alpha === 1) continue;
    found = true;
    for (let c = 0; c < 3; c++) data[i + c] = data[i + c]! * alpha + 255 * (1 - alpha);
    data[i + 3] = 255;
  }
  return found;
}

/**
 * The mean of each block of a picture, the same in every browser.
 *
 * @param data RGBA of a picture `block` times as wide and high as the answer
 * @param width of the answer, in pixels
 */
export function blockMeans(
  data: Uint8ClampedArray,
  width: number,
  height: number,
  block: number,
): Uint8ClampedArray {
  const small = new Uint8ClampedArray(width * height * 4);
  const stride = width * block * 4;
  for (let i = 0; i < small.length; i++) {
    const x = ((i >> 2) % width) * block;
    const y = Math.floor((i >> 2) / width) * block;
    let sum = 0;
    for (let dy = 0; dy < block; dy++) {
      let at = (y + dy) * stride + x * 4 + (i & 3);
      for (let dx = 0; dx < block; dx++, at += 4) sum += data[at]!;
    }
    small[i] = sum / (block * block);
  }
  return small;
}

/** A file of a folder may be gone by the time that it is wanted. */
async function firstBytes(file: Blob, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
  } catch {
    throw new PictureError(
      `${name} can't be read any more: it was moved, changed or removed since you chose it.`,
      'moved, changed or removed since you chose it',
    );
  }
}

/**
 * A large picture with fewer pixels, every so many of them: smoothing tens of megapixels holds the page up. What is
 * left has 16 pixels for each one that is shown, whose mean hides the gaps.
 */
async function reduce(bitmap: ImageBitmap, side: number): Promise<ImageBitmap> {
  const scale = (4 * side) / Math.min(bitmap.width, bitmap.height);
  if (scale > 0.5) return bitmap;
  return createImageBitmap(bitmap, {
    resizeWidth: Math.round(bitmap.width * scale),
    resizeHeight: Math.round(bitmap.height * scale),
    resizeQuality: 'pixelated',
  });
}

function checkSize(name: string, width: number, height: number): void {
  const size = `${count(width)} × ${count(height)} pixels`;
  if (width * height > MOST_PIXELS) {
    throw new PictureError(
      `${name} has ${size}, more than this page can open without freezing (64 million in all). Make it smaller first.`,
      `${size}: too large`,
    );
  }
  const side = Math.min(width, height);
  if (width > 0 && side < SMALLEST_SIDE) {
    throw new PictureError(
      `${name} has ${width} × ${height} pixels: it is too small, 16 a side are needed.`,
      `${size}: too small`,
    );
  }
}

async function decode(file: Blob, name: string, { format, animated }: PictureHeader): Promise<ImageBitmap> {
  if (format === 'svg') {
    throw new PictureError(
      `${name} is a drawing (SVG), not pixels. Save it as PNG first.`,
      'a drawing, not pixels',
    );
  }
  try {
    return await createImageBitmap(file);
  } catch {
    if (format === 'heic') {
      throw new PictureError(
        `${name} is in Apple's HEIC format, which this browser can't read. Save it as JPEG first.`,
        'HEIC, which this browser can’t read',
      );
    }
    if (format === 'unknown') {
      throw new PictureError(
        `${name} is not a picture that this browser can read. Choose a JPEG, PNG, WebP or GIF.`,
        'not a picture that this browser can read',
      );
    }
    const kind = `${animated ? 'animated ' : ''}${format.toUpperCase()}`;
    throw new PictureError(
      `${name} is damaged, or this browser can't read this kind of ${kind}.`,
      `damaged, or a kind of ${kind} that this browser can’t read`,
    );
  }
}

function count(value: number): string {
  return new Intl.NumberFormat('en-GB').format(value);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
