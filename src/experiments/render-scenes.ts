import type { SceneFactors } from '#world/scene/factors';
import { clampFactors, sampleFactors } from '#world/scene/factors';
import type { Region } from '#world/scene/render';
import { renderScene } from '#world/scene/render';
import type { Experiment } from './experiment.ts';
import { ExperimentError } from './experiment.ts';

/** One picture to render: of a seed, or of given factors (clamped to their ranges). */
export interface SceneItem {
  seed?: number;
  factors?: SceneFactors;
  /** The part to render; the whole picture when left out. */
  region?: Region;
  /** Width of the answer in pixels; its height follows from the region. */
  size: number;
  /** Samples along each side of a pixel, for smoother edges. */
  samples?: number;
}

export interface RenderScenesOptions {
  items: SceneItem[];
}

/** `pixels`: RGB, row-major, 3 bytes a pixel. `index`: which of the items. */
export interface RenderedScene {
  index: number;
  width: number;
  height: number;
  pixels: Uint8ClampedArray;
}

export interface RenderScenesResult {
  count: number;
}

const LARGEST = 1024;

/**
 * Renders pictures of the world, one after the other.
 *
 * @throws ExperimentError 'bad-input' when an item names neither seed nor factors, or an impossible size
 */
export const run: Experiment<RenderScenesOptions, RenderedScene, RenderScenesResult> = async function* (
  { items },
  { signal },
) {
  for (const [index, item] of items.entries()) {
    signal.throwIfAborted();
    if (!Number.isInteger(item.size) || item.size < 1 || item.size > LARGEST) {
      throw new ExperimentError('bad-input', `A picture of ${item.size} pixels can't be rendered.`);
    }
    const { width, height, pixels } = renderScene(factorsOf(item), {
      size: item.size,
      ...(item.region ? { region: item.region } : {}),
      ...(item.samples ? { samples: item.samples } : {}),
    });
    const partial = { index, width, height, pixels };
    yield { done: index + 1, total: items.length, what: 'pictures rendered', partial };
  }
  return { count: items.length };
};

function factorsOf(item: SceneItem): SceneFactors {
  if (item.factors) return clampFactors(item.factors);
  if (item.seed !== undefined) return sampleFactors(item.seed);
  throw new ExperimentError('bad-input', 'A picture needs a seed or factors.');
}
