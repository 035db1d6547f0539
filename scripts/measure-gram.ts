import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { type GramMatrixResult, run } from '#experiments/gram-matrix';
import { paintingTitle } from '#site/paintings';
import { defaultOptions } from '#site/view-options';
import { announcedNumbers } from '#widgets/gram-matrix/announced';
import { type FoundPair, togetherAndApart } from '#widgets/gram-matrix/examples';
import { lossSteps } from '#widgets/gram-matrix/loss';
import { type PictureName, SPECS } from '#widgets/gram-matrix/options';
import { paintMatrix } from '#widgets/gram-matrix/paint';
import { greatestPair, pairMaps } from '#widgets/gram-matrix/pair';
import { inputOf } from '#widgets/gram-matrix/pictures';
import { STYLES } from '#world/style/styles';
import { fileContext, finish } from './file-context.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';

// Measures what lesson 8 says of Gram matrices, and renders the first view of its figure, into public/data/gram-measured:
// `node scripts/measure-gram.ts`. With `--search conv2` it lists the most telling pairs of a layer over all styles instead.
const ROOT = path.resolve(import.meta.dirname, '..');
const FOLDER = path.join(ROOT, 'public/data/gram-measured');
const SIDE = 128;

/** Where to look for channels that fire together in one style (s) and apart in another (g), though as much in both. */
const LOOKED_AT: { name: string; layer: string; s: PictureName; g: PictureName }[] = [
  { name: 'swirls-hatching', layer: 'conv1', s: 'swirls', g: 'hatching' },
  { name: 'hatching-blocks', layer: 'conv2', s: 'hatching', g: 'blocks' },
  { name: 'dots-blocks', layer: 'conv3', s: 'dots', g: 'blocks' },
];

await startTensorflow('wasm');
const context = fileContext(path.join(ROOT, 'public'));
const kept = new Map<string, GramMatrixResult>();

async function look(layer: string, name: PictureName): Promise<GramMatrixResult> {
  const key = `${layer} ${name}`;
  const options = { network: 'pictures' as const, layer, input: inputOf(name), width: SIDE, height: SIDE };
  const result = kept.get(key) ?? (await finish(run, options, context));
  kept.set(key, result);
  return result;
}

const round = (value: number, digits: number) => Number(value.toPrecision(digits));

function figuresOf(layer: GramMatrixResult, pair: { k: number; k2: number }) {
  const { sum, both, rows, columns, cosine } = pairMaps(layer, pair);
  return {
    entry: round(sum, 5),
    both,
    places: rows * columns,
    share: both / (rows * columns),
    cosine: round(cosine, 4),
  };
}

async function search(layer: string): Promise<void> {
  const found: (FoundPair & { s: string; g: string })[] = [];
  for (const s of STYLES) {
    for (const g of STYLES) {
      if (s === g) continue;
      for (const pair of togetherAndApart(await look(layer, s), await look(layer, g)).slice(0, 3)) {
        found.push({ s, g, ...pair });
      }
    }
  }
  found.sort((a, b) => b.cosine.s - b.cosine.g - (a.cosine.s - a.cosine.g));
  for (const { s, g, k, k2, cosine, strengths } of found.slice(0, 20)) {
    const [cosines, sizes] = [
      [cosine.s, cosine.g],
      [...strengths.s, ...strengths.g],
    ].map((numbers) => numbers.map((number) => number.toFixed(2)).join(' '));
    console.log(`${layer} ${s} / ${g}: ${k}, ${k2}: cosines ${cosines}, strengths ${sizes}`);
  }
}

async function measureExamples() {
  const examples = [];
  for (const { name, layer, s, g } of LOOKED_AT) {
    const [one, other] = [await look(layer, s), await look(layer, g)];
    const { k, k2, strengths } = togetherAndApart(one, other)[0]!;
    const title = `${paintingTitle(s)}, not ${paintingTitle(g).toLowerCase()}`;
    const figures = { s: figuresOf(one, { k, k2 }), g: figuresOf(other, { k, k2 }) };
    examples.push({ name, title, layer, s, g, k, k2, ...{ inS: figures.s, inG: figures.g }, strengths });
    console.log(JSON.stringify(examples.at(-1)));
  }
  return examples;
}

async function savePixels(
  name: string,
  pixels: Uint8ClampedArray,
  side: number,
  channels: 3 | 4,
): Promise<string> {
  const image = sharp(Buffer.from(pixels), { raw: { width: side, height: side, channels } });
  const bytes = await (channels === 4
    ? image.webp({ lossless: true, effort: 6 })
    : image.webp({ quality: 84 })
  ).toBuffer();
  writeFileSync(path.join(FOLDER, `${name}.webp`), bytes);
  return `${name}.webp`;
}

/** Both pictures of the first view, their matrices and the difference, in the figure's own colours. */
async function renderView() {
  const { layer, s, g, scale } = defaultOptions(SPECS);
  const [one, other] = [await look(layer, s), await look(layer, g)];
  const steps = lossSteps(one, other);
  const max = [...one.gram, ...other.gram].reduce((largest, entry) => Math.max(largest, entry), 0);
  const matrix = (values: Float32Array, largest: number, signed: boolean) =>
    paintMatrix(values, one.order, largest, scale, signed);
  const files = [
    await savePixels('s', one.pixels, SIDE, 3),
    await savePixels('g', other.pixels, SIDE, 3),
    await savePixels('gram-s', matrix(one.gram, max, false), one.channels, 4),
    await savePixels('gram-g', matrix(other.gram, max, false), one.channels, 4),
    await savePixels('difference', matrix(steps.difference, steps.largest, true), one.channels, 4),
  ];
  const pair = greatestPair(one.gram, one.channels);
  const numbers = announcedNumbers({
    style: one,
    pair,
    s: pairMaps(one, pair),
    g: pairMaps(other, pair),
    steps,
  });
  return { files, shown: { layer, s, g, numbers } };
}

const asked = process.argv.indexOf('--search');
if (asked >= 0) {
  for (const layer of process.argv.slice(asked + 1)) await search(layer);
} else {
  mkdirSync(FOLDER, { recursive: true });
  const { files, shown } = await renderView();
  const silent = [];
  for (const layer of ['conv1', 'conv2', 'conv3', 'conv4', 'conv5', 'conv6']) {
    const { gram, channels } = await look(layer, shown.s);
    const never = Array.from({ length: channels }, (_, k) => gram[k * channels + k]!).filter(
      (entry) => entry === 0,
    );
    silent.push({ name: layer, channels, silent: never.length });
  }
  const measured = { shown, silent, examples: await measureExamples() };
  writeFileSync(path.join(FOLDER, 'measured.json'), `${JSON.stringify(measured, null, 2)}\n`);
  const script = 'scripts/measure-gram.ts';
  writeManifest(FOLDER, ['measured.json', ...files], { script, command: `node ${script}`, seed: 1 });
  console.log(JSON.stringify(silent));
}
