import type { Experiment, OwnPixels, WantedPixels } from './experiment.ts';
import { ExperimentError } from './experiment.ts';

/** Parts of one of the reader's own pictures. */
export interface CropItem {
  file: Blob;
  /** The parts, each at its size. */
  wanted: WantedPixels[];
}

export interface CropPicturesOptions {
  items: CropItem[];
}

/** The parts of one of the items, in their order. */
export interface CroppedPicture {
  index: number;
  parts: OwnPixels[];
}

export interface CropPicturesResult {
  /** Items that can't be read (any more), and why, in a few words. */
  unread: { index: number; reason: string }[];
}

const LARGEST = 1024;

/**
 * Cuts parts out of the reader's own pictures, as fine as the files are.
 *
 * @throws ExperimentError 'bad-input' for an impossible size
 */
export const run: Experiment<CropPicturesOptions, CroppedPicture, CropPicturesResult> = async function* (
  { items },
  { signal, decode },
) {
  const unread: CropPicturesResult['unread'] = [];
  for (const [index, { file, wanted }] of items.entries()) {
    for (const size of wanted) checkSize(size);
    try {
      signal.throwIfAborted();
      const parts = await decode(file, wanted);
      yield { done: index + 1, total: items.length, what: 'pictures cut', partial: { index, parts } };
    } catch (error) {
      if (!(error instanceof ExperimentError) || error.code !== 'bad-input') throw error;
      unread.push({ index, reason: error.message });
    }
  }
  return { unread };
};

function checkSize({ width, height }: WantedPixels): void {
  for (const side of [width, height]) {
    if (Number.isInteger(side) && side >= 1 && side <= LARGEST) continue;
    throw new ExperimentError('bad-input', `A picture of ${side} pixels can't be cut.`);
  }
}
