/**
 * Renders two sheets of faces: people, one beside the other, and one person a row under eight conditions.
 *
 *   node scripts/render-face-sheets.ts
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { sampleIdentity } from '#world/face/identity';
import { renderFace } from '#world/face/render';
import { FACE_SETS, pictureConditions } from '#world/face/sets';
import { writeManifest } from './training/model-files.ts';

const OUT = 'public/data/faces-sheets';
const SIZE = 104;
const PEOPLE = 60;
const PEOPLE_COLUMNS = 10;
/** People of the second sheet: one of each skin tone group. */
const ROWS = 6;
const PICTURES = 8;

interface Tile {
  seed: number;
  picture: number;
}

async function write(name: string, tiles: readonly Tile[], columns: number): Promise<string> {
  const width = SIZE * columns;
  const height = SIZE * Math.ceil(tiles.length / columns);
  const sheet = new Uint8Array(width * height * 3);
  tiles.forEach(({ seed, picture }, at) => {
    const { pixels } = renderFace(sampleIdentity(seed), pictureConditions(seed, picture), {
      size: SIZE,
      samples: 2,
    });
    const corner = (Math.floor(at / columns) * SIZE * width + (at % columns) * SIZE) * 3;
    for (let y = 0; y < SIZE; y++) {
      sheet.set(pixels.subarray(y * SIZE * 3, (y + 1) * SIZE * 3), corner + y * width * 3);
    }
  });
  await sharp(sheet, { raw: { width, height, channels: 3 } })
    .webp({ quality: 68, effort: 6, smartSubsample: true })
    .toFile(path.join(OUT, name));
  return name;
}

mkdirSync(OUT, { recursive: true });
const { first } = FACE_SETS.gallery;
const people = Array.from({ length: PEOPLE }, (_, i) => ({ seed: first + i, picture: 0 }));
const conditions = Array.from({ length: ROWS * PICTURES }, (_, i) => ({
  seed: first + Math.floor(i / PICTURES),
  picture: i % PICTURES,
}));
const names = [
  await write('people.webp', people, PEOPLE_COLUMNS),
  await write('conditions.webp', conditions, PICTURES),
];
const script = 'scripts/render-face-sheets.ts';
const { files } = writeManifest(OUT, names, { script, command: `node ${script}`, seed: first });
for (const { name, bytes } of files) console.log(`${OUT}/${name}: ${bytes} bytes`);
