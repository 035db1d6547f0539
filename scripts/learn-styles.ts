import path from 'node:path';
import { parseArgs } from 'node:util';
import { textureNetwork } from '#models/texture-network';
import { ROOT } from './root.ts';
import { learnTextures } from './textures/learn.ts';
import { texturePictures } from './textures/pictures.ts';
import { scaleLayers } from './textures/scale-layers.ts';
import { startTensorflow } from './tfjs-node.ts';
import { saveNetwork, writeManifest } from './training/model-files.ts';

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
learnTextures(network, pictures, {
  seed,
  patches: Number(values.patches),
  rounds: Number(values.rounds),
  regulariser: Number(values.regulariser),
  threshold: Number(values.threshold),
  onLayer: (name) => console.log(`${name}, ${elapsed()}`),
});
const means = scaleLayers(network, texturePictures(40, seed + 1, 'test'));
console.log('Mean activations before they were scaled to 1:', means);
const out = path.resolve(ROOT, values.out);
await saveNetwork(network, out);
const command = ['node', 'scripts/learn-styles.ts', ...process.argv.slice(2)].join(' ');
writeManifest(out, ['model.json', 'weights.bin'], { script: 'scripts/learn-styles.ts', command, seed });
