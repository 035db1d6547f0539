import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { run, type ShuffleLayer, type ShuffleStep } from '#experiments/gram-shuffle';
import type { PaintingInput } from '#experiments/painting-input';
import { rearrangedTiles } from '#math/shuffle-places';
import { isContentName, type PaintingName } from '#site/paintings';
import { defaultOptions } from '#site/view-options';
import { SPECS } from '#widgets/gram-shuffle/options';
import { entryStrength, inProportion, proportionWords } from '#widgets/gram-shuffle/words';
import { paintHeatmap } from '#widgets/shared/colour-maps';
import { shortNumber } from '#widgets/shared/short-number';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { CONVOLUTION_NAMES, type ConvolutionName } from '#world/style/layers';
import { fileContext, finish } from './file-context.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';

// Shuffles all places of each layer's activations, and the tiles of the picture, as gram-shuffle does on the page:
// `node scripts/measure-gram-shuffle.ts`. Writes public/data/gram-shuffle: measured.json, and the pictures that stand on
// the page before any script runs.
const OUT = 'public/data/gram-shuffle';
const SIDE = 128;
const PICTURES: readonly PaintingName[] = ['swirls', 'cat'];
const view = defaultOptions(SPECS);

mkdirSync(OUT, { recursive: true });
await startTensorflow();
const figures = [];
for (const picture of PICTURES) {
  for (const layer of CONVOLUTION_NAMES) {
    for (const shuffled of ['activations', 'tiles'] as const) {
      const { map, step } = await shuffle(picture, layer, shuffled);
      figures.push({ picture, layer, shuffled, ...measured(map, step) });
    }
  }
}
const { map, step } = await shuffle(view.picture, view.layer, 'activations');
const words = sentence(map, step);
writeFileSync(
  path.join(OUT, 'measured.json'),
  `${JSON.stringify({ network: STYLE_DEFAULTS.network, side: SIDE, seed: view.seed, words, figures }, null, 1)}\n`,
);
const names = ['measured.json', ...(await draw(map, step))];
const script = 'scripts/measure-gram-shuffle.ts';
writeManifest(OUT, names, { script, command: `node ${script}`, seed: view.seed });
for (const { picture, layer, shuffled, difference, contentShare, styleShare } of figures) {
  console.log(picture, layer, shuffled, difference, contentShare, styleShare);
}
console.log(words);

async function shuffle(
  picture: PaintingName,
  layer: ConvolutionName,
  shuffled: 'activations' | 'tiles',
): Promise<{ map: ShuffleLayer; step: ShuffleStep }> {
  const input: PaintingInput = isContentName(picture)
    ? { kind: 'content', name: picture }
    : { kind: 'style', name: picture, seed: 1 };
  let map: ShuffleLayer | undefined;
  let step: ShuffleStep | undefined;
  const options = { network: STYLE_DEFAULTS.network, layer, input, width: SIDE, height: SIDE, shuffled };
  await finish(run, { ...options, seed: view.seed, shares: [1] }, fileContext('public'), (partial) => {
    if ('layer' in partial) map = partial.layer;
    else step = partial.step;
  });
  return { map: map!, step: step! };
}

function measured({ silent }: ShuffleLayer, { moved, difference, content, style }: ShuffleStep) {
  return {
    moved,
    difference: { absolute: short(difference.absolute), relative: short(difference.relative) },
    content: short(content),
    style: short(style),
    /** In proportion to the costs of a picture for which the layer is silent. */
    contentShare: short(inProportion(content, silent.content)),
    styleShare: short(inProportion(style, silent.style)),
  };
}

function short(value: number): number {
  return Number(value.toPrecision(4));
}

function sentence({ silent }: ShuffleLayer, { moved, difference, content, style }: ShuffleStep): string {
  const most = shortNumber(difference.relative);
  const times = proportionWords(inProportion(content, silent.content));
  return `All ${moved} places of ${view.layer} have changed. No entry of the Gram matrix differs by more than ${most} of its size; the style cost is ${shortNumber(style)}. The content cost is ${shortNumber(content)}: ${times} that of a silent layer, which says 0 everywhere.`;
}

async function draw(map: ShuffleLayer, after: ShuffleStep): Promise<string[]> {
  const { width, height, data, rows, columns, channels, tile, shown } = map;
  const places = rows * columns;
  const largest = shown.map((_, i) => greatest(map.maps.subarray(i * places, (i + 1) * places)));
  const strongest = entryStrength(Math.max(greatest(map.gram), greatest(after.gram)));
  const heat = (gram: Float32Array) => paintHeatmap(gram.map(entryStrength), strongest, false);
  return [
    await write('picture-before', data, width, height),
    await write('picture-after', rearrangedTiles(data, width, 4, tile, after.sources), width, height),
    await write('maps-before', quarters(map.maps, rows, columns, largest), 2 * columns, 2 * rows),
    await write('maps-after', quarters(after.maps, rows, columns, largest), 2 * columns, 2 * rows),
    await write('gram-before', heat(map.gram), channels, channels),
    await write('gram-after', heat(after.gram), channels, channels),
  ];
}

/** Four maps, each in its quarter, each on its own scale: RGBA. */
function quarters(maps: Float32Array, rows: number, columns: number, max: readonly number[]) {
  const data = new Uint8ClampedArray(16 * rows * columns);
  const places = rows * columns;
  for (const [i, most] of max.entries()) {
    const map = paintHeatmap(maps.subarray(i * places, (i + 1) * places), most, false);
    for (let row = 0; row < rows; row++) {
      const to = ((Math.floor(i / 2) * rows + row) * 2 * columns + (i % 2) * columns) * 4;
      data.set(map.subarray(row * columns * 4, (row + 1) * columns * 4), to);
    }
  }
  return data;
}

function greatest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

async function write(name: string, data: Uint8ClampedArray, width: number, height: number): Promise<string> {
  const file = `${name}.webp`;
  const lossless = !name.startsWith('picture');
  await sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .webp({ lossless, quality: 82, effort: 6 })
    .toFile(path.join(OUT, file));
  return file;
}
