import { type PictureHeader, readPictureHeader } from './picture-header.ts';

/** Side of the picture that the network sees, and of the one that is shown, in pixels. */
export const NETWORK_SIDE = 64;
export const SHOW_SIDE = 256;

/** A reader's own picture, cropped to its middle square. RGBA, opaque. */
export interface OwnPicture {
  /** As the network sees it: 64 × 64. */
  network: { width: number; height: number; data: Uint8ClampedArray };
  /** The same crop, larger: 256 × 256. */
  show: { width: number; height: number; data: Uint8ClampedArray };
  name: string;
  /** What was done to it, each a sentence for the reader: cropped, put on white, first frame taken … */
  notes: string[];
}

/** A picture that can't be used. The message is a sentence for the reader. */
export class PictureError extends Error {
  override readonly name = 'PictureError';
}

const SMALLEST_SIDE = 16;
/** Decoding needs 4 bytes a pixel at once: more than this freezes or ends the page on a small device. */
const MOST_PIXELS = 64_000_000;
const MOST_BYTES = 80_000_000;
const HEADER_BYTES = 262_144;

/**
 * Reads a reader's own picture: the middle square, as the network sees it and larger.
 *
 * The file is decoded in this browser and goes nowhere.
 *
 * @throws PictureError when the file is no picture, empty, damaged, too small, too large, or of a kind that this
 *   browser can't decode
 */
export async function readPicture(file: Blob): Promise<OwnPicture> {
  return readFile(file, SHOW_SIDE, cropPicture);
}

/**
 * Opens a file as a picture and takes from it what is wanted.
 *
 * @param side how finely: large pictures are thinned out to four times as many pixels along their shorter side
 * @param take makes of the bitmap what is wanted; the bitmap is closed afterwards
 * @throws PictureError as `readPicture`
 */
export async function readFile<P extends { notes: string[] }>(
  file: Blob,
  side: number,
  take: (bitmap: ImageBitmap, name: string) => P,
): Promise<P> {
  const name = file instanceof File && file.name ? file.name : 'The picture';
  if (file.size === 0) throw new PictureError(`${name} is empty (0 bytes). Choose another file.`);
  if (file.size > MOST_BYTES) {
    throw new PictureError(`${name} has ${megabytes(file.size)} MB; at most 80 MB can be opened here.`);
  }
  const header = readPictureHeader(new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer()));
  checkSize(name, header.width, header.height);
  const decoded = await decode(file, name, header);
  const bitmap = await reduce(decoded, side);
  try {
    checkSize(name, decoded.width, decoded.height);
    const picture = take(bitmap, name);
    if (header.animated) picture.notes.push('It is animated: its first frame is used.');
    return picture;
  } finally {
    decoded.close();
    bitmap.close();
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

/**
 * Crops the middle square of anything that a canvas can draw, e.g. a video frame of the camera.
 *
 * @throws PictureError when the browser refuses the canvas
 */
export function cropPicture(source: ImageBitmap | HTMLVideoElement, name: string): OwnPicture {
  const { width, height } = sizeOf(source);
  const side = Math.min(width, height);
  const crop = { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
  const { data, notes } = drawPicture(source, crop, SHOW_SIDE, SHOW_SIDE);
  if (width !== height) notes.unshift('Its middle square is used.');
  const network = { width: NETWORK_SIDE, height: NETWORK_SIDE, data: shrink(data) };
  return { network, show: { width: SHOW_SIDE, height: SHOW_SIDE, data }, name, notes };
}

/** The size of anything that a canvas can draw, in pixels. */
export function sizeOf(source: ImageBitmap | HTMLVideoElement): { width: number; height: number } {
  if (source instanceof ImageBitmap) return { width: source.width, height: source.height };
  return { width: source.videoWidth, height: source.videoHeight };
}

/**
 * Draws a part of a picture at a size, opaque, on white.
 *
 * @returns RGBA, and a note when something was transparent
 * @throws PictureError when the browser refuses the canvas
 */
export function drawPicture(
  source: ImageBitmap | HTMLVideoElement,
  part: { x: number; y: number; width: number; height: number },
  width: number,
  height: number,
): { data: Uint8ClampedArray; notes: string[] } {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new PictureError('This browser refuses the canvas that pictures are read with.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, part.x, part.y, part.width, part.height, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const notes = compositeOnWhite(data) ? ['It is transparent in places: those are made white.'] : [];
  return { data, notes };
}

function checkSize(name: string, width: number, height: number): void {
  if (width * height > MOST_PIXELS) {
    const size = `${count(width)} × ${count(height)} pixels`;
    throw new PictureError(
      `${name} has ${size}, more than this page can open without freezing (64 million in all). Make it smaller first.`,
    );
  }
  const side = Math.min(width, height);
  if (width > 0 && side < SMALLEST_SIDE) {
    throw new PictureError(`${name} has ${width} × ${height} pixels: it is too small, 16 a side are needed.`);
  }
}

async function decode(file: Blob, name: string, { format, animated }: PictureHeader): Promise<ImageBitmap> {
  if (format === 'svg')
    throw new PictureError(`${name} is a drawing (SVG), not pixels. Save it as PNG first.`);
  try {
    return await createImageBitmap(file);
  } catch {
    if (format === 'heic') {
      throw new PictureError(
        `${name} is in Apple's HEIC format, which this browser can't read. Save it as JPEG first.`,
      );
    }
    if (format === 'unknown') {
      throw new PictureError(
        `${name} is not a picture that this browser can read. Choose a JPEG, PNG, WebP or GIF.`,
      );
    }
    const kind = `${animated ? 'animated ' : ''}${format.toUpperCase()}`;
    throw new PictureError(`${name} is damaged, or this browser can't read this kind of ${kind}.`);
  }
}

/** Makes RGBA opaque, in place. Returns whether anything was transparent. */
function compositeOnWhite(data: Uint8ClampedArray): boolean {
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

/** The mean of each block of the shown picture, the same in every browser. */
function shrink(data: Uint8ClampedArray): Uint8ClampedArray {
  const block = SHOW_SIDE / NETWORK_SIDE;
  const small = new Uint8ClampedArray(NETWORK_SIDE * NETWORK_SIDE * 4);
  for (let i = 0; i < small.length; i++) {
    const channel = i & 3;
    const x = ((i >> 2) % NETWORK_SIDE) * block;
    const y = Math.floor((i >> 2) / NETWORK_SIDE) * block;
    let sum = 0;
    for (let dy = 0; dy < block; dy++) {
      for (let dx = 0; dx < block; dx++) sum += data[((y + dy) * SHOW_SIDE + x + dx) * 4 + channel]!;
    }
    small[i] = sum / (block * block);
  }
  return small;
}

function count(value: number): string {
  return new Intl.NumberFormat('en-GB').format(value);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}
