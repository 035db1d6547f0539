import { KINDS } from '#experiments/masked-picture';
import { SCENE_SETS, type SceneSet, type SceneSetName } from '#world/scene/sets';
import { cachedFile, worldFingerprint } from '../training/cached-file.ts';
import { renderInWorkers } from '../training/render-workers.ts';

/** Bytes of one picture: 64 × 64, RGB. */
export const PICTURE_BYTES = 64 * 64 * 3;

/** Pictures of consecutive scene seeds and their classes, as indices into CLASS_NAMES. */
export interface RenderedSet {
  first: number;
  count: number;
  /** [count, 64, 64, 3], sRGB. */
  pixels: Uint8Array;
  labels: Uint8Array;
}

/** With the masks of every picture: [count, 4, 64, 64], in the order of KINDS; 0 is background. */
export interface MaskedSet extends RenderedSet {
  masks: Uint8Array;
}

/** What one render worker is asked for: some of the set's pictures, written into shared memory. */
export interface RenderOrder {
  first: number;
  count: number;
  pixels: SharedArrayBuffer;
  labels: SharedArrayBuffer;
  /** When masks are wanted too: [count, 4, 64, 64], in the order of KINDS. */
  masks?: SharedArrayBuffer;
}

/** Bytes of one mask of one picture. */
export const MASK_BYTES = 64 * 64;

/**
 * Renders the first `count` pictures of a set on all cores, or reads them from `.cache/`, where they stay as
 * long as the code of the world is the same.
 */
export async function renderedSet(
  name: SceneSetName,
  count: number = SCENE_SETS[name].count,
): Promise<RenderedSet> {
  const { first } = SCENE_SETS[name];
  const bytes = await cachedFile(
    `pictures/${name}-${first}-${count}-${worldFingerprint('scene')}.bin`,
    async () => {
      const { pixels, labels } = await renderSet({ first, count });
      return Buffer.concat([labels, pixels]);
    },
  );
  return { first, count, labels: bytes.subarray(0, count), pixels: bytes.subarray(count) };
}

/** Renders a set of pictures on all cores. */
export async function renderSet(set: SceneSet): Promise<RenderedSet> {
  const { masks: _none, ...rendered } = await renderShared(set, false);
  return rendered;
}

/** Renders a set of pictures with their masks on all cores. */
export async function renderMaskedSet(set: SceneSet): Promise<MaskedSet> {
  return renderShared(set, true);
}

async function renderShared({ first, count }: SceneSet, masked: boolean): Promise<MaskedSet> {
  const pixels = new SharedArrayBuffer(count * PICTURE_BYTES);
  const labels = new SharedArrayBuffer(count);
  const masks = new SharedArrayBuffer(masked ? count * KINDS.length * MASK_BYTES : 0);
  const order: RenderOrder = { first, count, pixels, labels, ...(masked ? { masks } : {}) };
  await renderInWorkers(new URL('./render-worker.ts', import.meta.url), count, order);
  return {
    first,
    count,
    pixels: new Uint8Array(pixels),
    labels: new Uint8Array(labels),
    masks: new Uint8Array(masks),
  };
}
