/**
 * Paints one pair with each α/β and each set of layers, for the map of results in style-studio.
 *
 *   node scripts/render-style-grid.ts
 *
 * Writes a sheet (a row for each set of layers, a column for each α/β) and grid.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type LayerSet, STYLE_GRID_FOLDER, type StyleGrid } from '#site/style-grid';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { CONVOLUTION_NAMES, type ConvolutionName } from '#world/style/layers';
import { type PairOrder, paintPairs } from './style/paint-pairs.ts';
import { SEED } from './style/pairs.ts';
import { writeManifest } from './training/model-files.ts';
import { layOut, writeLossy } from './triplets/sheet.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '112' },
    quality: { type: 'string', default: '76' },
    out: { type: 'string', default: path.join('public', STYLE_GRID_FOLDER) },
  },
});
const size = Number(values.size);
const { network, ratio, start, steps, lambda } = STYLE_DEFAULTS;

/** Round numbers on both sides of the default; more content to the right. */
const ratios = [-2, -1, 0, 1, 2].map((power) => Number((ratio * 10 ** power).toPrecision(3)));

const alone = (...layers: ConvolutionName[]): LayerSet['lambda'] =>
  Object.fromEntries(
    CONVOLUTION_NAMES.map((name) => [name, layers.includes(name) ? lambda[name] || 1 : 0]),
  ) as never;
const layerSets: LayerSet[] = [
  { name: 'conv1', lambda: alone('conv1') },
  { name: 'conv1 and conv2', lambda: alone('conv1', 'conv2') },
  { name: 'conv3 and conv4', lambda: alone('conv3', 'conv4') },
  { name: 'conv5', lambda: alone('conv5') },
  { name: CONVOLUTION_NAMES.every((name) => lambda[name] > 0) ? 'all layers' : 'the usual layers', lambda },
];

const content = 'cat';
const style = 'waves';
const orders = layerSets.flatMap((set): PairOrder[] =>
  ratios.map((alpha) => ({ content, style, side: size, start, steps, alpha, beta: 1, lambda: set.lambda })),
);
const painted = await paintPairs(orders, ({ alpha }, { milliseconds }, done) => {
  console.log(`${done} of ${orders.length}: α/β = ${alpha}, ${(milliseconds / 1000).toFixed(0)} s`);
});

mkdirSync(values.out, { recursive: true });
const tiles = painted.map(({ pixels }) => pixels);
await writeLossy(
  layOut(tiles, size, ratios.length),
  path.join(values.out, 'sheet.webp'),
  Number(values.quality),
);
const rounded = (cost: number) => Number(cost.toPrecision(4));
const cells = painted.map((cell) => ({ content: rounded(cell.content), style: rounded(cell.style) }));
const grid: StyleGrid = { content, style, network, size, steps, start, seed: SEED, ratios, layerSets, cells };
writeFileSync(path.join(values.out, 'grid.json'), `${JSON.stringify(grid, null, 1)}\n`);
const script = 'scripts/render-style-grid.ts';
const command = ['node', script, ...process.argv.slice(2)].join(' ');
const { files } = writeManifest(values.out, ['sheet.webp', 'grid.json'], { script, command, seed: SEED });
for (const { name, bytes } of files) console.log(`${name}: ${bytes} bytes`);
