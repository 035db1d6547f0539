import { blockMeans, compositeOnWhite, nameOf, openPicture, PictureError } from '#site/open-picture';

export { PictureError };

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
  const opened = await openPicture(file, side);
  try {
    const picture = take(opened.bitmap, nameOf(file));
    if (opened.animated) picture.notes.push('It is animated: its first frame is used.');
    return picture;
  } finally {
    opened.close();
  }
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
  const network = {
    width: NETWORK_SIDE,
    height: NETWORK_SIDE,
    data: blockMeans(data, NETWORK_SIDE, NETWORK_SIDE, SHOW_SIDE / NETWORK_SIDE),
  };
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
