/**
 * Writes a contact sheet of the picture world: one row a class, one column a seed.
 *
 *   node scripts/contact-sheet.ts out.png --size 128 --columns 10 --seed 1 [--classes cat,dog] [--zoom 1]
 */
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { sampleFactors } from '../src/world/scene/factors.ts';
import { renderScene } from '../src/world/scene/render.ts';
import { CLASS_NAMES, type ClassName } from '../src/world/scene/vocabulary.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '128' },
    columns: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    classes: { type: 'string' },
    zoom: { type: 'string', default: '1' },
  },
});
const [path] = positionals;
if (!path) throw new RangeError('Say where to write: node scripts/contact-sheet.ts out.png');
const size = Number(values.size);
const columns = Number(values.columns);
const zoom = Number(values.zoom);
const classes = (values.classes?.split(',') as ClassName[] | undefined) ?? CLASS_NAMES;

const width = size * columns;
const sheet = new Uint8Array(width * size * classes.length * 3);
let spent = 0;
classes.forEach((className, row) => {
  for (let column = 0; column < columns; column++) {
    const factors = sampleFactors(Number(values.seed) + column + 1000 * row, className);
    const start = performance.now();
    const { pixels } = renderScene(factors, { size });
    spent += performance.now() - start;
    for (let y = 0; y < size; y++) {
      sheet.set(
        pixels.subarray(y * size * 3, (y + 1) * size * 3),
        ((row * size + y) * width + column * size) * 3,
      );
    }
  }
});
await sharp(sheet, { raw: { width, height: size * classes.length, channels: 3 } })
  .resize(width * zoom, size * classes.length * zoom, { kernel: 'nearest' })
  .toFile(path);
console.log(
  `${path}: ${classes.length * columns} pictures, ${(spent / classes.length / columns).toFixed(1)} ms each`,
);
