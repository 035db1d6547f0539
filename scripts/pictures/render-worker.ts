import { workerData } from 'node:worker_threads';
import { sampleFactors } from '#world/scene/factors';
import { renderScene } from '#world/scene/render';
import { CLASS_NAMES } from '#world/scene/vocabulary';
import { PICTURE_BYTES, type RenderOrder } from './rendered-set.ts';

const order = workerData as RenderOrder;
const pixels = new Uint8Array(order.pixels);
const labels = new Uint8Array(order.labels);
for (let i = order.start; i < order.count; i += order.step) {
  const factors = sampleFactors(order.first + i);
  pixels.set(renderScene(factors).pixels, i * PICTURE_BYTES);
  labels[i] = CLASS_NAMES.indexOf(factors.className);
}
