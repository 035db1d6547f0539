/**
 * Rebuilds the site's content pictures from each layer's activations alone, from two noises, for the figure content-layers.
 *
 *   node scripts/rebuild-content.ts
 *
 * Writes a sheet a picture (the original and a column a layer: two rebuilds, and where they differ), and rebuilds.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run as compareLayers } from '#experiments/compare-layers';
import type { Pixels } from '#experiments/experiment';
import { run as transferStyle } from '#experiments/transfer-style';
import { differenceMap, pictureDifference } from '#math/picture-difference';
import {
  REBUILD,
  REBUILDS_FOLDER,
  type RebuildRecord,
  type RebuiltContent,
  type ShippedRebuilds,
} from '#site/shipped-rebuilds';
import { paintHeatmap } from '#widgets/shared/colour-maps';
import { CONTENTS, type ContentName } from '#world/still/contents';
import { CONVOLUTION_NAMES, type ConvolutionName } from '#world/style/layers';
import { fileContext, finish } from './file-context.ts';
import { curveOf, rgbOf } from './style/grown.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';
import { layOut, writeLossy } from './triplets/sheet.ts';

const OUT = path.join('public', REBUILDS_FOLDER);
/** The others are rebuilt by the reader's own machine, if asked. */
const SHOWN: readonly ContentName[] = ['cat', 'portrait-afro', 'guitar-and-mug', 'house'];
const SEEDS = [1, 2];
/** γ beside a content cost that is 1 for a silent layer. */
const VARIATION = 0.02;
/** The difference that is brightest in the sheets. */
const STRONGEST = 0.4;
const QUALITY = 82;

const { network, side, steps, optimiser, rate, margin } = REBUILD;
await startTensorflow();
const context = fileContext('public');

const measure = (content: ContentName, pictures: Pixels[]) =>
  finish(
    compareLayers,
    {
      network,
      reference: { input: { kind: 'content', name: content }, width: side, height: side },
      pictures,
    },
    context,
  );

/** α of each layer, times the pixels: one over the content cost of a silent layer, on average. */
async function weights(): Promise<Record<ConvolutionName, number>> {
  const silent: Record<ConvolutionName, number>[] = [];
  for (const name of CONTENTS) silent.push((await measure(name, [])).silent.content);
  const alpha = (layer: ConvolutionName) => {
    const mean = silent.reduce((sum, costs) => sum + costs[layer], 0) / silent.length;
    return Number(((side * side) / mean).toPrecision(3));
  };
  return Object.fromEntries(CONVOLUTION_NAMES.map((layer) => [layer, alpha(layer)])) as never;
}

async function rebuild(content: ContentName, layer: ConvolutionName, seed: number, original: Pixels) {
  const frames: Pixels[] = [];
  const losses: { step: number; content: number; total: number }[] = [];
  const weight = alpha[layer] / (side * side);
  const options = {
    network,
    width: side,
    height: side,
    content: { kind: 'content', name: content } as const,
    contentLayer: layer,
    styles: [],
    lambda: {},
    alpha: weight,
    beta: 0,
    variation: VARIATION,
    start: { kind: 'noise', seed } as const,
    optimiser,
    rate,
    margin,
    steps,
  };
  const { status } = await finish(transferStyle, options, context, ({ painted }) => {
    losses.push({ step: painted.step, content: weight * painted.content, total: painted.total });
    frames[painted.step === 0 ? 0 : 1] = { width: side, height: side, data: painted.pixels };
  });
  if (status === 'diverged') throw new Error(`${content} from ${layer}, noise ${seed}, ran away.`);
  const { compared } = await measure(content, frames);
  const record: RebuildRecord = {
    seed,
    curve: curveOf(losses.map(({ step, content: cost, total }) => [step, cost, total])),
    difference: rounded(pictureDifference(frames[1]!.data, original.data)),
    remaining: CONVOLUTION_NAMES.map((name) =>
      rounded(compared[1]!.content[name]! / compared[0]!.content[name]!),
    ),
  };
  return { record, picture: frames[1]!.data };
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

async function rebuildAll(content: ContentName): Promise<RebuiltContent> {
  const { reference: original } = await measure(content, []);
  const rows = [[rgbOf(original.data)], [blank()], [blank()]];
  const layers: RebuiltContent['layers'] = [];
  for (const layer of CONVOLUTION_NAMES) {
    const rebuilt = [];
    for (const seed of SEEDS) rebuilt.push(await rebuild(content, layer, seed, original));
    const [first, second] = rebuilt.map(({ picture }) => picture) as [Uint8ClampedArray, Uint8ClampedArray];
    const between = rounded(pictureDifference(first, second));
    const map = paintHeatmap(differenceMap(first, second), STRONGEST, false);
    for (const [row, pixels] of [first, second, map].entries()) rows[row]!.push(rgbOf(pixels));
    layers.push({ layer, rebuilds: rebuilt.map(({ record }) => record), between });
    console.log(content, layer, 'from the original', rebuilt[0]!.record.difference, 'the two', between);
  }
  const sheet = `${content}.webp`;
  await writeLossy(layOut(rows.flat(), side, CONVOLUTION_NAMES.length + 1), path.join(OUT, sheet), QUALITY);
  return { content, sheet, layers };
}

/** Nothing stands below the original: a grey that costs no bytes. */
function blank(): Uint8Array {
  return new Uint8Array(side * side * 3).fill(128);
}

mkdirSync(OUT, { recursive: true });
const alpha = await weights();
const contents: RebuiltContent[] = [];
for (const content of SHOWN) contents.push(await rebuildAll(content));
const shipped: ShippedRebuilds = {
  ...{ network, side, steps, seeds: SEEDS, alpha, variation: VARIATION, strongest: STRONGEST, contents },
};
writeFileSync(path.join(OUT, 'rebuilds.json'), `${JSON.stringify(shipped)}\n`);
const names = ['rebuilds.json', ...contents.map(({ sheet }) => sheet)];
const script = 'scripts/rebuild-content.ts';
const { files } = writeManifest(OUT, names, { script, command: `node ${script}`, seed: SEEDS[0]! });
for (const { name, bytes } of files) console.log(`${OUT}/${name}: ${bytes} bytes`);
