import { type FaceRegion, renderFace } from '#world/face/render';
import type { Experiment } from './experiment.ts';
import { ExperimentError } from './experiment.ts';
import { type FaceView, resolveFace } from './face-view.ts';

/** One picture of a face to render. */
export interface FaceItem extends FaceView {
  /** Width of the answer in pixels; its height follows from the region. */
  size: number;
  /** The part to render, in pixels of the 48-pixel picture; the whole picture when left out. */
  region?: FaceRegion;
  /** Samples along each side of a pixel, for smoother edges. */
  samples?: number;
}

export interface RenderFacesOptions {
  items: FaceItem[];
}

/** `pixels`: RGB, row-major, 3 bytes a pixel. `index`: which of the items. */
export interface RenderedFace {
  index: number;
  width: number;
  height: number;
  pixels: Uint8ClampedArray;
}

export interface RenderFacesResult {
  count: number;
}

const LARGEST = 1024;

/**
 * Renders pictures of faces, one after the other.
 *
 * @throws ExperimentError 'bad-input' for an impossible size, or a face that can't be (see `resolveFace`)
 */
export const run: Experiment<RenderFacesOptions, RenderedFace, RenderFacesResult> = async function* (
  { items },
  { signal },
) {
  for (const [index, item] of items.entries()) {
    signal.throwIfAborted();
    if (!Number.isInteger(item.size) || item.size < 1 || item.size > LARGEST) {
      throw new ExperimentError('bad-input', `A picture of ${item.size} pixels can't be rendered.`);
    }
    const { identity, conditions } = resolveFace(item);
    const { width, height, pixels } = renderFace(identity, conditions, {
      size: item.size,
      ...(item.region ? { region: item.region } : {}),
      ...(item.samples ? { samples: item.samples } : {}),
    });
    const partial = { index, width, height, pixels };
    yield { done: index + 1, total: items.length, what: 'pictures rendered', partial };
  }
  return { count: items.length };
};
