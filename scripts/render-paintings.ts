import { mkdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { PAINTING_SHEETS, PAINTINGS_FOLDER, TILE_SIDE } from '#site/paintings';
import { CONTENTS, renderContent } from '#world/still/contents';
import { paintStyle, STYLES } from '#world/style/styles';
import { writeManifest } from './training/model-files.ts';

// Renders the thumbnails of the pictures to be painted and of the painted styles, each sheet a row of square tiles:
// `node scripts/render-paintings.ts`.
const OUT = path.join('public', PAINTINGS_FOLDER);
const SEED = 1;
const QUALITY = 70;
const shape = { width: TILE_SIDE, height: TILE_SIDE };

mkdirSync(OUT, { recursive: true });
await write(
  PAINTING_SHEETS.contents,
  CONTENTS.map((name) => renderContent(name, { ...shape, samples: 2 }).pixels),
);
await write(
  PAINTING_SHEETS.styles,
  STYLES.map((name) => paintStyle(name, { ...shape, seed: SEED }).pixels),
);
const script = 'scripts/render-paintings.ts';
const names = Object.values(PAINTING_SHEETS);
const { files } = writeManifest(OUT, names, { script, command: `node ${script}`, seed: SEED });
for (const { name, bytes } of files) console.log(`${OUT}/${name}: ${bytes} bytes`);

async function write(name: string, tiles: readonly ArrayLike<number>[]): Promise<void> {
  const width = TILE_SIDE * tiles.length;
  const sheet = new Uint8Array(width * TILE_SIDE * 3);
  for (const [at, tile] of tiles.entries()) {
    const pixels = Uint8Array.from(tile);
    for (let y = 0; y < TILE_SIDE; y++) {
      sheet.set(
        pixels.subarray(y * TILE_SIDE * 3, (y + 1) * TILE_SIDE * 3),
        (y * width + at * TILE_SIDE) * 3,
      );
    }
  }
  await sharp(sheet, { raw: { width, height: TILE_SIDE, channels: 3 } })
    .webp({ quality: QUALITY, effort: 6, smartSubsample: true })
    .toFile(path.join(OUT, name));
}
