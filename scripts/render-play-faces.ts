import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { SHOWN_PEOPLE } from '#experiments/train-triplets';
import { PICTURES_EACH, TRAINING_PEOPLE, UNSEEN_PEOPLE } from '#experiments/training-faces';
import { SMALL_SIDE } from '#models/small-encoder';
import { sampleIdentity } from '#world/face/identity';
import { renderFace } from '#world/face/render';
import { FACE_SETS, pictureConditions } from '#world/face/sets';
import { FACE_BYTES, type FaceSet } from './faces/face-set.ts';
import { renderedFaces } from './faces/rendered-faces.ts';
import { PLAY_FOLDER, writePlayManifest } from './triplets/folder.ts';
import { layOut, shrink, writeExact, writeLossy } from './triplets/sheet.ts';

// Renders the faces on which the page trains its small encoder: `node scripts/render-play-faces.ts`. Writes
// faces.webp (32 pixels a face, people in rows, exact) and shown.webp (those that the figure shows, larger).
const RENDERED_SIDE = 48;
const SHOWN_SIDE = 64;
/** Of the smoothing that makes the exact sheet small. */
const SMOOTHING = 20;
const SHOWN_QUALITY = 80;

mkdirSync(PLAY_FOLDER, { recursive: true });
const sets = [
  await renderedFaces('play', PICTURES_EACH, TRAINING_PEOPLE),
  await renderedFaces('playUnseen', PICTURES_EACH, UNSEEN_PEOPLE),
];
const small = sets.flatMap(facesOf).map((face) => shrink(face, RENDERED_SIDE, SMALL_SIDE));
await writeExact(layOut(small, SMALL_SIDE, PICTURES_EACH), path.join(PLAY_FOLDER, 'faces.webp'), SMOOTHING);

const shown = Array.from({ length: SHOWN_PEOPLE * PICTURES_EACH }, (_, i) => {
  const seed = FACE_SETS.playUnseen.first + Math.floor(i / PICTURES_EACH);
  const conditions = pictureConditions(seed, i % PICTURES_EACH);
  return renderFace(sampleIdentity(seed), conditions, { size: SHOWN_SIDE, samples: 2 }).pixels;
});
const shownFile = path.join(PLAY_FOLDER, 'shown.webp');
await writeLossy(layOut(shown, SHOWN_SIDE, PICTURES_EACH), shownFile, SHOWN_QUALITY);
for (const { name, bytes } of writePlayManifest().files) console.log(name, bytes);

function facesOf({ pixels, people, pictures }: FaceSet): Uint8Array[] {
  return Array.from({ length: people * pictures }, (_, i) =>
    pixels.subarray(i * FACE_BYTES, (i + 1) * FACE_BYTES),
  );
}
