import { FACE_SETS } from '#world/face/sets';
import { cachedFile, worldFingerprint } from '../training/cached-file.ts';
import { renderInWorkers } from '../training/render-workers.ts';
import { FACE_BYTES, type FaceOrder, type FaceSet } from './face-set.ts';

export type FaceSetName = keyof typeof FACE_SETS;

/** What a render worker is asked for: faces written into shared memory. */
export interface FaceRenderOrder extends FaceOrder {
  /** So many of the last pictures of each person wear a hat, whatever was drawn for them. */
  hats: number;
  pixels: SharedArrayBuffer;
}

/**
 * Renders the first people of a set on all cores, or reads them from `.cache/`, where they stay as long as the code
 * of the world is the same.
 *
 * @param pictures of each person
 * @param hats so many of the last of them wear a hat, whatever was drawn for them
 */
export async function renderedFaces(
  name: FaceSetName,
  pictures: number,
  people: number = FACE_SETS[name].people,
  hats = 0,
): Promise<FaceSet> {
  const order: FaceOrder = { first: FACE_SETS[name].first, people, pictures };
  const size = `${people}x${pictures}-${hats}`;
  const file = `faces/${name}-${order.first}-${size}-${worldFingerprint('face')}.bin`;
  const pixels = await cachedFile(file, async () => (await renderFaces(order, hats)).pixels);
  return { ...order, pixels };
}

/** Renders faces on all cores. */
export async function renderFaces(order: FaceOrder, hats = 0): Promise<FaceSet> {
  const count = order.people * order.pictures;
  const pixels = new SharedArrayBuffer(count * FACE_BYTES);
  const script = new URL('./render-worker.ts', import.meta.url);
  await renderInWorkers<FaceRenderOrder>(script, count, { ...order, hats, pixels });
  return { ...order, pixels: new Uint8Array(pixels) };
}
