import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { run as encodeFaces } from '#experiments/encode-faces';
import type { FaceInput } from '#experiments/face-input';
import { type EncodingSet, encodeEncodingSet } from '#math/encoding-set';
import { differentPairs, samePairs } from '#math/pair-distances';
import { areaUnderRoc, equalErrorRate, rocCurve } from '#math/roc';
import { ENCODING_SIZE } from '#models/face-encoder';
import { FACES_FOLDER, PORTRAITS } from '#site/face-encodings';
import { sampleIdentity } from '#world/face/identity';
import { FACE_SIZE, renderFace } from '#world/face/render';
import { FACE_SETS, pictureConditions } from '#world/face/sets';
import { FACE_BYTES, type FaceSet } from './faces/face-set.ts';
import { renderedFaces } from './faces/rendered-faces.ts';
import { fileContext, finish } from './file-context.ts';
import { ROOT } from './root.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';

// Encodes the people of the figures by the experiment that the page runs, and draws their portraits:
// `node scripts/index-faces.ts`. Writes public/data/faces.
const SETS = [
  { name: 'gallery', pictures: 6 },
  { name: 'test', pictures: 8 },
  { name: 'heads', pictures: 6 },
] as const;
const PORTRAIT_SAMPLES = 2;
const PORTRAIT_QUALITY = 82;

const folder = path.join(ROOT, 'public', FACES_FOLDER);
const started = performance.now();
const say = (what: string) => console.log(`${what} (${((performance.now() - started) / 1000).toFixed(0)} s)`);

const files = new Map<string, Uint8Array>([[path.basename(PORTRAITS.path), await portraits()]]);
say('portraits drawn');

await startTensorflow('wasm');
const context = fileContext(path.join(ROOT, 'public'));
const figures: Record<string, number | string> = {};
for (const { name, pictures } of SETS) {
  const set = await encoded(await renderedFaces(name, pictures));
  files.set(`encodings-${name}.bin`, new Uint8Array(encodeEncodingSet(set)));
  const curve = rocCurve(samePairs(set), differentPairs(set));
  figures.version = set.version;
  figures[`${name}Area`] = Number(areaUnderRoc(curve).toFixed(5));
  figures[`${name}EqualError`] = Number(equalErrorRate(curve).rate.toFixed(5));
  say(`${name}: ${set.people} people, ${set.pictures} pictures each`);
}
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(path.join(folder, name));
for (const [name, bytes] of files) writeFileSync(path.join(folder, name), bytes);
const script = 'scripts/index-faces.ts';
writeManifest(folder, [...files.keys()], {
  script,
  command: `node ${script}`,
  seed: FACE_SETS.gallery.first,
  figures,
});
console.log(figures);

/** Encodes faces as the page does with pixels of its own. */
async function encoded({ first, people, pictures, pixels }: FaceSet): Promise<EncodingSet> {
  const faces = Array.from({ length: people * pictures }, (_, i): FaceInput => {
    const data = withAlpha(pixels.subarray(i * FACE_BYTES, (i + 1) * FACE_BYTES));
    return { kind: 'pixels', width: FACE_SIZE, height: FACE_SIZE, data };
  });
  const values = new Float32Array(faces.length * ENCODING_SIZE);
  const { version } = await finish(encodeFaces, { faces }, context, ({ index, encoding }) => {
    values.set(encoding, index * ENCODING_SIZE);
  });
  return { version, first, people, pictures, size: ENCODING_SIZE, values };
}

function withAlpha(pixels: Uint8Array): Uint8ClampedArray {
  const data = new Uint8ClampedArray((pixels.length / 3) * 4).fill(255);
  for (let i = 0; i < pixels.length / 3; i++) data.set(pixels.subarray(i * 3, i * 3 + 3), i * 4);
  return data;
}

/** The sheet of portraits as a WebP file. */
async function portraits(): Promise<Uint8Array> {
  const { people, columns, rows, side } = PORTRAITS;
  const tiles = Array.from({ length: people }, (_, i) => {
    const seed = FACE_SETS.gallery.first + i;
    const face = renderFace(sampleIdentity(seed), pictureConditions(seed, 0), {
      size: side,
      samples: PORTRAIT_SAMPLES,
    });
    return {
      input: Buffer.from(face.pixels),
      raw: { width: side, height: side, channels: 3 as const },
      left: (i % columns) * side,
      top: Math.floor(i / columns) * side,
    };
  });
  const sheet = { width: columns * side, height: rows * side, channels: 3 as const, background: '#808080' };
  return sharp({ create: sheet })
    .composite(tiles)
    .webp({ quality: PORTRAIT_QUALITY, effort: 6, smartSubsample: true })
    .toBuffer();
}
