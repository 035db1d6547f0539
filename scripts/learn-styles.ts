import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { FeatureNetwork } from '#models/feature-network';
import { loadNetwork } from '#models/load-network';
import { textureNetwork } from '#models/texture-network';
import type { StyleNaming } from '#site/model-card';
import { fileContext } from './file-context.ts';
import { ROOT } from './root.ts';
import { layerFigures, styleCard } from './textures/card.ts';
import { learnTextures } from './textures/learn.ts';
import { texturePictures } from './textures/pictures.ts';
import { NAMED, paintedCorners, recognise } from './textures/recognise.ts';
import { scaleLayers } from './textures/scale-layers.ts';
import { startTensorflow } from './tfjs-node.ts';
import { saveNetwork, writeManifest } from './training/model-files.ts';

/** Pictures on which layers are scaled and looked at. */
const HELD_OUT = 40;

// Paints pictures and learns the filters of the style network from them: `node scripts/learn-styles.ts`.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    pictures: { type: 'string', default: '80' },
    patches: { type: 'string', default: '24000' },
    rounds: { type: 'string', default: '8' },
    regulariser: { type: 'string', default: '0.1' },
    threshold: { type: 'string', default: '0.2' },
    out: { type: 'string', default: 'public/models/styles' },
  },
});
const seed = Number(values.seed);
const started = performance.now();
const elapsed = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
const pictures = texturePictures(Number(values.pictures), seed);
console.log(`${pictures.length} pictures, ${elapsed()}`);
await startTensorflow('wasm');
const network = textureNetwork();
const learning = {
  patches: Number(values.patches),
  rounds: Number(values.rounds),
  regulariser: Number(values.regulariser),
  threshold: Number(values.threshold),
};
learnTextures(network, pictures, {
  seed,
  ...learning,
  onLayer: (name) => console.log(`${name}, ${elapsed()}`),
});
const heldOut = texturePictures(HELD_OUT, seed + 1, 'test');
const means = scaleLayers(network, heldOut);
console.log('Mean activations before they were scaled to 1:', means);
const out = path.resolve(ROOT, values.out);
await saveNetwork(network, out);

const card = styleCard({
  network,
  seed,
  learning: { pictures: pictures.length, ...learning },
  layerFigures: layerFigures(FeatureNetwork.of(network), heldOut, means),
  heldOutPictures: HELD_OUT,
  test: await namings(network),
});
writeFileSync(path.join(out, 'card.json'), `${JSON.stringify(card, null, 1)}\n`);
const command = ['node', 'scripts/learn-styles.ts', ...process.argv.slice(2)].join(' ');
writeManifest(out, ['model.json', 'weights.bin', 'card.json'], {
  script: 'scripts/learn-styles.ts',
  command,
  seed,
});
console.log(card.test, elapsed());

/** Styles of unseen paintings, told by this network's Gram matrices and by those of the picture network. */
async function namings(own: LayersModel): Promise<StyleNaming[]> {
  const paintings = paintedCorners(NAMED.first, NAMED.each);
  const context = fileContext(path.join(ROOT, 'public'), false);
  const other = await loadNetwork('models/pictures', context.asset);
  return [
    { name: 'styles', ...recognise(FeatureNetwork.of(own), paintings) },
    { name: 'pictures', ...recognise(FeatureNetwork.of(other), paintings) },
  ];
}
