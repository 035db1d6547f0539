/**
 * Grows textures from noise by the style cost alone, from each of the site's styles, with one layer more each time, for the
 * figure texture-from-gram.
 *
 *   node scripts/grow-textures.ts
 *
 * Writes a sheet a style (the source and six textures) and textures.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run as compareLayers } from '#experiments/compare-layers';
import type { Pixels } from '#experiments/experiment';
import { run as transferStyle } from '#experiments/transfer-style';
import {
  type GrownStyle,
  type ShippedTextures,
  TEXTURE,
  TEXTURES_FOLDER,
  type TextureRecord,
} from '#site/shipped-textures';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { CONVOLUTION_NAMES, type ConvolutionName } from '#world/style/layers';
import { STYLES, type StyleName } from '#world/style/styles';
import { fileContext, finish } from './file-context.ts';
import { curveOf, rgbOf } from './style/grown.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';
import { layOut, writeLossy } from './triplets/sheet.ts';

const OUT = path.join('public', TEXTURES_FOLDER);
const SEED = 1;
const QUALITY = 80;

const { side, source, steps, optimiser, rate, margin } = TEXTURE;
const { network } = STYLE_DEFAULTS;
/** γ beside a style cost that is 1 for each silent layer. */
const variation = 0.003;
await startTensorflow();
const context = fileContext('public');

const measure = (style: StyleName, pictures: Pixels[]) => {
  const input = { kind: 'style', name: style, seed: 1 } as const;
  const reference = { input, width: source, height: source };
  return finish(compareLayers, { network, reference, pictures }, context);
};

/** λ of each layer: one over the style cost of a silent layer, on average. So each layer counts as much as the others. */
async function weights(): Promise<Record<ConvolutionName, number>> {
  const silent: Record<ConvolutionName, number>[] = [];
  for (const style of STYLES) silent.push((await measure(style, [])).silent.style);
  const weight = (layer: ConvolutionName) =>
    Number((silent.length / silent.reduce((sum, costs) => sum + costs[layer], 0)).toPrecision(3));
  return Object.fromEntries(CONVOLUTION_NAMES.map((layer) => [layer, weight(layer)])) as never;
}

async function grow(style: StyleName, upTo: ConvolutionName) {
  const used = CONVOLUTION_NAMES.slice(0, CONVOLUTION_NAMES.indexOf(upTo) + 1);
  const frames: Pixels[] = [];
  const losses: [number, number, number][] = [];
  const options = {
    network,
    width: side,
    height: side,
    contentLayer: upTo,
    styles: [
      {
        input: { kind: 'style', name: style, seed: 1 } as const,
        weight: 1,
        size: { width: source, height: source },
      },
    ],
    lambda: Object.fromEntries(used.map((layer) => [layer, lambda[layer]])),
    alpha: 0,
    beta: 1,
    variation,
    start: { kind: 'noise', seed: SEED } as const,
    optimiser,
    rate,
    margin,
    steps,
  };
  const { status } = await finish(transferStyle, options, context, ({ painted }) => {
    losses.push([painted.step, painted.style, painted.total]);
    frames[painted.step === 0 ? 0 : 1] = { width: side, height: side, data: painted.pixels };
  });
  if (status === 'diverged') throw new Error(`The texture of ${style} up to ${upTo} ran away.`);
  const { compared } = await measure(style, frames);
  const record: TextureRecord = {
    upTo,
    curve: curveOf(losses),
    remaining: CONVOLUTION_NAMES.map((layer) =>
      Number((compared[1]!.style[layer]! / compared[0]!.style[layer]!).toPrecision(3)),
    ),
  };
  return { record, picture: frames[1]!.data };
}

async function growAll(style: StyleName): Promise<GrownStyle> {
  const { reference } = await measure(style, []);
  const tiles = [rgbOf(reference.data)];
  const textures: TextureRecord[] = [];
  for (const upTo of CONVOLUTION_NAMES) {
    const { record, picture } = await grow(style, upTo);
    tiles.push(rgbOf(picture));
    textures.push(record);
    console.log(style, upTo, ...record.remaining);
  }
  const sheet = `${style}.webp`;
  await writeLossy(layOut(tiles, side, tiles.length), path.join(OUT, sheet), QUALITY);
  return { style, sheet, textures };
}

mkdirSync(OUT, { recursive: true });
const lambda = await weights();
const styles: GrownStyle[] = [];
for (const style of STYLES) styles.push(await growAll(style));
const shipped: ShippedTextures = { network, side, steps, seed: SEED, lambda, variation, styles };
writeFileSync(path.join(OUT, 'textures.json'), `${JSON.stringify(shipped)}\n`);
const names = ['textures.json', ...styles.map(({ sheet }) => sheet)];
const script = 'scripts/grow-textures.ts';
const { files } = writeManifest(OUT, names, { script, command: `node ${script}`, seed: SEED });
for (const { name, bytes } of files) console.log(`${OUT}/${name}: ${bytes} bytes`);
