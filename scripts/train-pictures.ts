import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pictureNetwork } from '#models/picture-network';
import type { EpochFigures } from '#site/model-card';
import { SCENE_SETS } from '#world/scene/sets';
import { CLASS_NAMES } from '#world/scene/vocabulary';
import { pictureCard } from './pictures/card.ts';
import { evaluate } from './pictures/evaluate.ts';
import { renderedSet } from './pictures/rendered-set.ts';
import { train } from './pictures/train.ts';
import { ROOT } from './root.ts';
import { startTensorflow } from './tfjs-node.ts';
import { saveNetwork, writeManifest } from './training/model-files.ts';

// Renders the data and trains the picture network: `node scripts/train-pictures.ts`.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    pictures: { type: 'string', default: String(SCENE_SETS.train.count) },
    epochs: { type: 'string', default: '14' },
    batch: { type: 'string', default: '64' },
    rate: { type: 'string', default: '0.002' },
    decay: { type: 'string', default: '0.05' },
    out: { type: 'string', default: 'public/models/pictures' },
  },
});
const seed = Number(values.seed);
const out = path.resolve(ROOT, values.out);
const started = performance.now();
const elapsed = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;

const data = {
  train: await renderedSet('train', Number(values.pictures)),
  validation: await renderedSet('validation'),
};
const test = await renderedSet('test');
console.log(`Data: ${data.train.count} pictures to train on, ${elapsed()}.`);

await startTensorflow('wasm');
const model = pictureNetwork(CLASS_NAMES.length, seed);
const training = {
  batch: Number(values.batch),
  rate: Number(values.rate),
  weightDecay: Number(values.decay),
};
const checkpoints = path.join(ROOT, '.cache/checkpoint');
const curve = await train(model, data, { seed, epochs: Number(values.epochs), ...training, onEpoch: report });

async function report(figures: EpochFigures): Promise<void> {
  const { epoch, loss, trainAccuracy, validationLoss, validationAccuracy } = figures;
  console.log(
    `epoch ${epoch}: loss ${loss.toFixed(4)}, right ${(100 * trainAccuracy).toFixed(2)} %; ` +
      `validation loss ${validationLoss.toFixed(4)}, right ${(100 * validationAccuracy).toFixed(2)} %; ${elapsed()}`,
  );
  mkdirSync(checkpoints, { recursive: true });
  await saveNetwork(model, checkpoints);
}

const card = pictureCard({
  model,
  seed,
  training: { pictures: data.train.count, epochs: Number(values.epochs), ...training },
  curve,
  test: evaluate(model, test),
});
await saveNetwork(model, out);
writeFileSync(path.join(out, 'card.json'), `${JSON.stringify(card, null, 1)}\n`);
const command = ['node', 'scripts/train-pictures.ts', ...process.argv.slice(2)].join(' ');
const { accuracy, interval } = card.test;
writeManifest(out, ['model.json', 'weights.bin', 'card.json'], {
  script: 'scripts/train-pictures.ts',
  command,
  seed,
  figures: { testAccuracy: accuracy, testAccuracyLow: interval.low, testAccuracyHigh: interval.high },
});
console.log(`Test: ${(100 * accuracy).toFixed(2)} % of ${card.test.pictures} pictures; ${elapsed()}.`);
