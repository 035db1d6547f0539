import { workerData } from 'node:worker_threads';
import { KINDS } from '#experiments/masked-picture';
import { sampleFactors } from '#world/scene/factors';
import { renderScene } from '#world/scene/render';
import { CLASS_NAMES } from '#world/scene/vocabulary';
import type { Share } from '../training/render-workers.ts';
import { MASK_BYTES, PICTURE_BYTES, type RenderOrder } from './rendered-set.ts';

const order = workerData as RenderOrder & Share;
const pixels = new Uint8Array(order.pixels);
const labels = new Uint8Array(order.labels);
for (let i = order.start; i < order.count; i += order.step) {
  const factors = sampleFactors(order.first + i);
  const picture = renderScene(factors, { masks: order.masks !== undefined });
  pixels.set(picture.pixels, i * PICTURE_BYTES);
  labels[i] = CLASS_NAMES.indexOf(factors.className);
  if (!order.masks || !picture.masks) continue;
  const masks = new Uint8Array(order.masks, i * KINDS.length * MASK_BYTES);
  for (const [k, kind] of KINDS.entries()) masks.set(picture.masks[kind], k * MASK_BYTES);
}
