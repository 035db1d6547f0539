import type { PictureReader } from './picture-reader.ts';
import { drawPicture, readFile, sizeOf } from './read-picture.ts';

/** Longer side at which a reader's own picture is kept, in pixels: every smaller size is sampled from this. */
export const OWN_SIDE = 512;

/** A reader's own picture in its own shape, its longer side at most 512 pixels. */
export interface OwnPainting {
  name: string;
  width: number;
  height: number;
  /** RGBA, opaque. */
  data: Uint8ClampedArray;
  /** The same, for ImageInput. */
  show: { width: number; height: number; data: Uint8ClampedArray };
  /** What was done to it, each a sentence for the reader. */
  notes: string[];
}

/** The longest shape that is kept whole, longer side over shorter side. */
const LONGEST = 2.5;

/** Takes the whole picture, but for the ends of one that is very long. @throws PictureError */
export function takePainting(source: ImageBitmap | HTMLVideoElement, name: string): OwnPainting {
  const whole = sizeOf(source);
  const width = Math.min(whole.width, whole.height * LONGEST);
  const height = Math.min(whole.height, whole.width * LONGEST);
  const part = { x: (whole.width - width) / 2, y: (whole.height - height) / 2, width, height };
  const scale = Math.min(1, OWN_SIDE / Math.max(width, height));
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  const { data, notes } = drawPicture(source, part, wide, high);
  if (width < whole.width || height < whole.height) notes.unshift('It is very long: its middle is used.');
  return { name, width: wide, height: high, data, show: { width: wide, height: high, data }, notes };
}

export const PAINTING_READER: PictureReader<OwnPainting> = {
  read: (file) => readFile(file, OWN_SIDE / 2, takePainting),
  take: takePainting,
  square: false,
};
