import { loadPatches, loadUnitIndex, type UnitIndex } from '#site/unit-index';
import { type FrameError, frameError } from '#widgets/shared/frame-error';

type Concepts = UnitIndex['layers'][number]['concepts'];

/** What lesson 1's index tells of the channels: their nine best patches, and their measured labels. */
export class UnitLabels {
  problem = $state.raw<FrameError | null>(null);
  #patches = $state.raw<{ layer: string; image: ImageBitmap } | null>(null);
  #index = $state.raw<UnitIndex | null>(null);
  #wanted = '';

  patches(layer: string): ImageBitmap | null {
    return this.#patches?.layer === layer ? this.#patches.image : null;
  }

  concepts(layer: string): Concepts | null {
    return this.#index?.layers.find((one) => one.layer === layer)?.concepts ?? null;
  }

  /** Loads what belongs to a layer. The figure works without; what went wrong is in `problem`. */
  async want(layer: string): Promise<void> {
    this.#wanted = layer;
    this.problem = null;
    try {
      const [image, index] = await Promise.all([loadPatches(layer), loadUnitIndex()]);
      if (this.#wanted === layer) this.#patches = { layer, image };
      this.#index = index;
    } catch (error) {
      if (this.#wanted === layer) this.problem = frameError(error);
    }
  }
}
