import { workerData } from 'node:worker_threads';
import { sampleIdentity } from '#world/face/identity';
import { renderFace } from '#world/face/render';
import { pictureConditions } from '#world/face/sets';
import type { Share } from '../training/render-workers.ts';
import { FACE_BYTES } from './face-set.ts';
import type { FaceRenderOrder } from './rendered-faces.ts';

const order = workerData as FaceRenderOrder & Share;
const pixels = new Uint8Array(order.pixels);
for (let i = order.start; i < order.people * order.pictures; i += order.step) {
  const seed = order.first + Math.floor(i / order.pictures);
  const picture = i % order.pictures;
  const conditions = pictureConditions(seed, picture);
  if (picture >= order.pictures - order.hats && conditions.hat === 'none') {
    conditions.hat = (seed + picture) % 2 === 0 ? 'cap' : 'beanie';
  }
  pixels.set(renderFace(sampleIdentity(seed), conditions).pixels, i * FACE_BYTES);
}
