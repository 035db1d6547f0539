import type { Experiment } from './experiment.ts';
import { ExperimentError } from './experiment.ts';
import { type PaintingInput, paintingPixels, shownPixels } from './painting-input.ts';

/** A picture that is painted from, at the size at which it is wanted. */
export interface PaintingItem {
  input: PaintingInput;
  width: number;
  height: number;
}

export interface RenderPaintingsOptions {
  items: PaintingItem[];
}

/** `data`: RGBA, row-major, opaque. `index`: which of the items. */
export interface RenderedPainting {
  index: number;
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

export interface RenderPaintingsResult {
  count: number;
}

const LARGEST = 512;

/**
 * Renders pictures that are painted from, as a painting of that size gets them, one after the other.
 *
 * @throws ExperimentError 'bad-input' for an impossible size, and as `paintingPixels` does
 */
export const run: Experiment<RenderPaintingsOptions, RenderedPainting, RenderPaintingsResult> =
  async function* ({ items }, { signal }) {
    for (const [index, { input, width, height }] of items.entries()) {
      signal.throwIfAborted();
      for (const side of [width, height]) {
        if (!Number.isInteger(side) || side < 8 || side > LARGEST) {
          throw new ExperimentError('bad-input', `A picture of ${side} pixels can't be rendered.`);
        }
      }
      const partial = { index, width, height, data: shownPixels(paintingPixels(input, width, height)) };
      yield { done: index + 1, total: items.length, what: 'pictures rendered', partial };
    }
    return { count: items.length };
  };
