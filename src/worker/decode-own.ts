import { ExperimentError, type OwnPixels, type WantedPixels } from '#experiments/experiment';
import {
  blockMeans,
  compositeOnWhite,
  type OpenedPicture,
  openPicture,
  PictureError,
} from '#site/open-picture';

/** A small picture is the mean of blocks of a larger one, so that every browser's smoothing gives about the same. */
const DRAWN_SIDE = 256;
const MOST_BLOCK = 4;

/**
 * Decodes a reader's own picture, as `ExperimentContext.decode` promises.
 *
 * @throws ExperimentError 'bad-input' with a reason in a few words; 'failed' when this browser has no means to
 */
export async function decodeOwn(file: Blob, wanted: readonly WantedPixels[]): Promise<OwnPixels[]> {
  const opened = await open(file, Math.max(...wanted.map(finestSide)));
  try {
    return wanted.map((size) => ({ ...drawMiddle(opened.bitmap, size), animated: opened.animated }));
  } finally {
    opened.close();
  }
}

function blockOf({ width, height }: WantedPixels): number {
  return Math.max(1, Math.min(MOST_BLOCK, Math.round(DRAWN_SIDE / Math.max(width, height))));
}

/** How many pixels along a side the whole picture would have to have for this answer. */
function finestSide(size: WantedPixels): number {
  const { width, height, part } = size;
  return blockOf(size) * Math.max(width / (part?.width ?? 1), height / (part?.height ?? 1));
}

function drawMiddle(
  bitmap: ImageBitmap,
  size: WantedPixels,
): { width: number; height: number; data: Uint8ClampedArray } {
  const { width, height, part } = size;
  const block = blockOf(size);
  const [wide, high] = [width * block, height * block];
  const canvas = drawingCanvas(wide, high);
  const share = part ?? { x: 0, y: 0, width: 1, height: 1 };
  const middle = middleOf(bitmap, part ? part.shape : width / height);
  canvas.imageSmoothingQuality = 'high';
  canvas.drawImage(
    bitmap,
    middle.x + share.x * middle.width,
    middle.y + share.y * middle.height,
    share.width * middle.width,
    share.height * middle.height,
    0,
    0,
    wide,
    high,
  );
  const { data } = canvas.getImageData(0, 0, wide, high);
  compositeOnWhite(data);
  return { width, height, data: block === 1 ? data : blockMeans(data, width, height, block) };
}

/** The largest part of this shape (width over height) in the middle of a picture. */
function middleOf({ width, height }: ImageBitmap, shape: number) {
  const wide = Math.min(width, height * shape);
  const high = wide / shape;
  return { x: (width - wide) / 2, y: (height - high) / 2, width: wide, height: high };
}

async function open(file: Blob, side: number): Promise<OpenedPicture> {
  try {
    return await openPicture(file, side);
  } catch (error) {
    if (error instanceof PictureError) throw new ExperimentError('bad-input', error.reason);
    throw error;
  }
}

function drawingCanvas(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const context =
    typeof OffscreenCanvas === 'undefined'
      ? null
      : new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (context) return context;
  const message = 'This browser can’t decode pictures in the background (it has no OffscreenCanvas).';
  throw new ExperimentError('failed', message, false);
}
