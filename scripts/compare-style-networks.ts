/**
 * Paints the same pairs with the features of the picture network and of the style network, all else being equal, for
 * the card of the latter:
 *
 *   node scripts/compare-style-networks.ts
 *
 * Each layer of either network is scaled so that its mean activation over the same pictures is 1.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { paintingPixels } from '#experiments/painting-input';
import { colourSpace, reflected } from '#experiments/painting-space';
import { adamState, adamStep } from '#math/adam';
import { FeatureNetwork } from '#models/feature-network';
import { loadNetwork } from '#models/load-network';
import { createStyleObjective } from '#models/style-objective';
import type { ContentName } from '#world/still/contents';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import type { StyleName } from '#world/style/styles';
import { fileContext } from './file-context.ts';
import { rgbOf } from './style/grown.ts';
import { SEED, SIDE } from './style/pairs.ts';
import { texturePictures } from './textures/pictures.ts';
import { meanActivations } from './textures/scale-layers.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';
import { layOut, writeLossy } from './triplets/sheet.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'public/data/style-networks' },
    pictures: { type: 'string', default: '40' },
  },
});
const NETWORKS = ['pictures', 'styles'] as const;
const CONTENT: ContentName = 'cat';
const SHOWN: readonly StyleName[] = ['swirls', 'mosaic', 'hatching', 'waves', 'blocks', 'woven'];

await startTensorflow('wasm');
const context = fileContext('public');
const { lambda, ratio, variation, margin, rate, steps, contentLayer } = STYLE_DEFAULTS;
const shape = { width: SIDE, height: SIDE, margin };
const side = SIDE + 2 * margin;
const heldOut = texturePictures(Number(values.pictures), SEED, 'test');
const tiles: Uint8Array[] = [];
const falls: { network: string; style: StyleName; fall: number }[] = [];
for (const network of NETWORKS) {
  const model = await loadNetwork(`models/${network}`, context.asset);
  const plain = FeatureNetwork.of(model);
  const means = meanActivations(plain, heldOut);
  const scales = Object.fromEntries(Object.entries(means).map(([name, mean]) => [name, 1 / mean]));
  const features = FeatureNetwork.of(model, { scales });
  for (const style of SHOWN) {
    const { pixels, fall } = await paint(features, style);
    tiles.push(pixels);
    falls.push({ network, style, fall: Number(fall.toFixed(4)) });
    console.log(falls.at(-1));
  }
}

async function paint(
  features: FeatureNetwork,
  style: StyleName,
): Promise<{ pixels: Uint8Array; fall: number }> {
  const space = colourSpace(shape);
  const content = reflected(paintingPixels({ kind: 'content', name: CONTENT }, SIDE, SIDE), shape);
  const target = paintingPixels({ kind: 'style', name: style, seed: SEED }, SIDE, SIDE);
  const objective = createStyleObjective(features, {
    ...{ width: side, height: side, lambda, alpha: ratio, beta: 1, variation },
    content: { pixels: content, layer: contentLayer },
    styles: [{ pixels: target, width: SIDE, height: SIDE, weight: 1 }],
  });
  const picture = content.slice();
  const memory = adamState(picture.length);
  let first = 0;
  for (let step = 0; step < steps; step++) {
    const { gradient, style: cost } = await objective.evaluate(picture);
    if (step === 0) first = cost;
    adamStep(picture, gradient, memory, rate.adam);
    for (let i = 0; i < picture.length; i++) picture[i] = Math.min(1, Math.max(0, picture[i]!));
  }
  const { style: last } = await objective.evaluate(picture);
  objective.dispose();
  return { pixels: rgbOf(space.shown(picture)), fall: 1 - last / first };
}

mkdirSync(values.out, { recursive: true });
await writeLossy(layOut(tiles, SIDE, SHOWN.length), path.join(values.out, 'sheet.webp'), 80);
const compared = { content: CONTENT, styles: SHOWN, networks: NETWORKS, steps, falls };
writeFileSync(path.join(values.out, 'compared.json'), `${JSON.stringify(compared, null, 1)}\n`);
const script = 'scripts/compare-style-networks.ts';
const command = ['node', script, ...process.argv.slice(2)].join(' ');
writeManifest(values.out, ['sheet.webp', 'compared.json'], { script, command, seed: SEED });
