/**
 * Writes two contact sheets of faces: people (picture 0 of each), and some of them under eight conditions.
 *
 *   node scripts/contact-sheet-faces.ts people.png conditions.png --size 128 [--first 2400000] [--zoom 1] [--samples 2]
 */
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { sampleIdentity } from '../src/world/face/identity.ts';
import { renderFace } from '../src/world/face/render.ts';
import { FACE_SETS, pictureConditions } from '../src/world/face/sets.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '128' },
    first: { type: 'string', default: String(FACE_SETS.gallery.first) },
    people: { type: 'string', default: '60' },
    rows: { type: 'string', default: '8' },
    zoom: { type: 'string', default: '1' },
    samples: { type: 'string', default: '2' },
  },
});
const size = Number(values.size);
const first = Number(values.first);
const zoom = Number(values.zoom);
const samples = Number(values.samples);

interface Tile {
  seed: number;
  picture: number;
}

async function write(path: string, tiles: readonly Tile[], columns: number): Promise<void> {
  const rows = Math.ceil(tiles.length / columns);
  const width = size * columns;
  const sheet = new Uint8Array(width * size * rows * 3);
  let spent = 0;
  tiles.forEach(({ seed, picture }, at) => {
    const start = performance.now();
    const { pixels } = renderFace(sampleIdentity(seed), pictureConditions(seed, picture), { size, samples });
    spent += performance.now() - start;
    const left = (at % columns) * size;
    const top = Math.floor(at / columns) * size;
    for (let y = 0; y < size; y++) {
      sheet.set(pixels.subarray(y * size * 3, (y + 1) * size * 3), ((top + y) * width + left) * 3);
    }
  });
  await sharp(sheet, { raw: { width, height: size * rows, channels: 3 } })
    .resize(width * zoom, size * rows * zoom, { kernel: 'nearest' })
    .toFile(path);
  console.log(`${path}: ${tiles.length} pictures, ${(spent / tiles.length).toFixed(1)} ms each`);
}

const [people, conditions] = positionals;
if (!people)
  throw new RangeError('Say where to write: node scripts/contact-sheet-faces.ts people.png conditions.png');
await write(
  people,
  Array.from({ length: Number(values.people) }, (_, i) => ({ seed: first + i, picture: 0 })),
  10,
);
if (conditions) {
  await write(
    conditions,
    Array.from({ length: 8 * Number(values.rows) }, (_, i) => ({
      seed: first + Math.floor(i / 8),
      picture: 1 + (i % 8),
    })),
    8,
  );
}
