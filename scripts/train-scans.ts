import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import { registerFastConv3d } from '#models/conv3d';
import { type ScanDimensions, scanNetwork, scanNetworkName } from '#models/scan-networks';
import type { ScanLook } from '#site/model-card';
import { ROOT } from './root.ts';
import { untestedCard } from './scans/card.ts';
import { scanSet } from './scans/scan-set.ts';
import { train } from './scans/train.ts';
import { sensitivityOn } from './scans/validate.ts';
import { startTensorflow } from './tfjs-node.ts';
import { saveNetwork, writeManifest } from './training/model-files.ts';

// Trains the networks that find nodules, one after the other, on the same crops of the same scans:
// `node scripts/train-scans.ts [--dimensions 3]`. `measure-scans.ts` then measures them.
const { values } = parseArgs({
  options: {
    dimensions: { type: 'string', default: '3,2' },
    seed: { type: 'string', default: '7' },
    scans: { type: 'string', default: '600' },
    watched: { type: 'string', default: '24' },
    steps: { type: 'string', default: '1600' },
    batch: { type: 'string', default: '4' },
    rate: { type: 'string', default: '0.003' },
    decay: { type: 'string', default: '0.01' },
    every: { type: 'string', default: '100' },
    out: { type: 'string', default: 'public/models' },
  },
});
const [seed, steps] = [Number(values.seed), Number(values.steps)];
const started = performance.now();
const elapsed = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;
const set = scanSet('train', Number(values.scans));
const watched = scanSet('validation', Number(values.watched));
console.log(`${set.count} scans to train on, ${elapsed()}.`);

await startTensorflow('wasm');
registerFastConv2dGradient();
registerFastConv3d();
for (const dimensions of values.dimensions.split(',').map(Number) as ScanDimensions[]) {
  const name = scanNetworkName(dimensions);
  const out = path.resolve(ROOT, values.out, name);
  const model = scanNetwork(dimensions, seed);
  const training = {
    steps,
    batch: Number(values.batch),
    rate: Number(values.rate),
    weightDecay: Number(values.decay),
  };
  const curve: ScanLook[] = [];
  const onLook = async (step: number, loss: number) => {
    curve.push({ step, loss, sensitivity: sensitivityOn(watched, model, dimensions) });
    const found = curve.at(-1)!.sensitivity;
    console.log(
      `${name}, step ${step}: loss ${loss.toFixed(4)}, ${(100 * found).toFixed(1)} % found; ${elapsed()}`,
    );
    await saveNetwork(model, path.join(ROOT, '.cache', `checkpoint-${name}`));
  };
  await train(model, dimensions, set, { seed, ...training, every: Number(values.every), onLook });
  await saveNetwork(model, out);
  const card = untestedCard({
    dimensions,
    model,
    seed,
    training: { ...training, scans: set.count, watched: watched.count },
    curve,
  });
  writeFileSync(path.join(out, 'card.json'), `${JSON.stringify(card, null, 1)}\n`);
  writeManifest(out, ['model.json', 'weights.bin', 'card.json'], {
    script: 'scripts/train-scans.ts',
    command: ['node', 'scripts/train-scans.ts', ...process.argv.slice(2)].join(' '),
    seed,
  });
  model.dispose();
}
