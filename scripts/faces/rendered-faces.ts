import { FACE_SETS } from '#world/face/sets';
import { cachedFile, worldFingerprint } from '../training/cached-file.ts';
import { renderInWorkers } from '../training/render-workers.ts';
import { FACE_BYTES, type FaceOrder, type FaceSet } from './face-set.ts';

export type FaceSetName = keyof typeof FACE_SETS;

/** What a render worker is asked for: faces written into shared memory. */
export interface FaceRenderOrder extends FaceOrder {
  pixels: SharedArrayBuffer;
}

/**
 * Renders the first people of a set on all cores, or reads them from `.cache/`, where they stay as long as the code
 * of the world is the same.
 */
export async function renderedFaces(
  name: FaceSetName,
  pictures: number,
  people: number = FACE_SETS[name].people,
): Promise<FaceSet> {
  const order: FaceOrder = { first: FACE_SETS[name].first, people, pictures };
  const file = `faces/${name}-${order.first}-${people}x${pictures}-${worldFingerprint('face')}.bin`;
  const pixels = await cachedFile(file, async () => (await renderFaces(order)).pixels);
  return { ...order, pixels };
}

/** Renders faces on all cores. */
export async function renderFaces(order: FaceOrder): Promise<FaceSet> {
  const count = order.people * order.pictures;
  const pixels = new SharedArrayBuffer(count * FACE_BYTES);
  const script = new URL('./render-worker.ts', import.meta.url);
  await renderInWorkers<FaceRenderOrder>(script, count, { ...order, pixels });
  return { ...order, pixels: new Uint8Array(pixels) };
}
