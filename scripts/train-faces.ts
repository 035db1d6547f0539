import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { TripletChoice } from '#math/triplet-selection';
import { faceEncoder } from '#models/face-encoder';
import type { StepFigures } from '#site/model-card';
import { faceCard } from './faces/card.ts';
import { renderedFaces } from './faces/rendered-faces.ts';
import { trainEncoder } from './faces/train.ts';
import { ROOT } from './root.ts';
import { startTensorflow } from './tfjs-node.ts';
import { saveNetwork, writeManifest } from './training/model-files.ts';

// Renders the faces and trains the encoder of faces: `node scripts/train-faces.ts`.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    identities: { type: 'string', default: '2000' },
    each: { type: 'string', default: '8' },
    hats: { type: 'string', default: '2' },
    steps: { type: 'string', default: '2200' },
    people: { type: 'string', default: '24' },
    pictures: { type: 'string', default: '4' },
    margin: { type: 'string', default: '0.3' },
    rate: { type: 'string', default: '0.004' },
    decay: { type: 'string', default: '0.01' },
    choice: { type: 'string', default: 'semi-hard' },
    every: { type: 'string', default: '200' },
    test: { type: 'string', default: '400' },
    out: { type: 'string', default: 'public/models/faces' },
  },
});
const seed = Number(values.seed);
const out = path.resolve(ROOT, values.out);
const started = performance.now();
const elapsed = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;

const hats = Number(values.hats);
const train = await renderedFaces('train', Number(values.each), Number(values.identities), hats);
const validation = await renderedFaces('validation', 8);
console.log(`Faces: ${train.people} people to train on, ${elapsed()}.`);

await startTensorflow('wasm');
const model = faceEncoder(seed);
const steps = Number(values.steps);
const training = {
  steps,
  people: Number(values.people),
  pictures: Number(values.pictures),
  margin: Number(values.margin),
  rate: Number(values.rate),
  weightDecay: Number(values.decay),
  choice: values.choice as TripletChoice,
};
const checkpoints = path.join(ROOT, '.cache/checkpoint-faces');
const curve = await trainEncoder(
  model,
  { train, validation },
  { seed, ...training, every: Number(values.every), onLook: report },
);

async function report(figures: StepFigures): Promise<void> {
  const { step, loss, activeShare, validationArea, validationEqualError } = figures;
  console.log(
    `step ${step}: loss ${loss.toFixed(4)}, active ${(100 * activeShare).toFixed(2)} %; validation area ` +
      `${validationArea.toFixed(5)}, equal errors ${(100 * validationEqualError).toFixed(2)} %; ${elapsed()}`,
  );
  await saveNetwork(model, checkpoints);
}

const test = await renderedFaces('test', 8, Number(values.test));
const card = faceCard({
  model,
  seed,
  training: {
    ...training,
    batchPeople: training.people,
    batchPictures: training.pictures,
    people: train.people,
    pictures: train.pictures,
    hats,
    validationPeople: validation.people,
    validationPictures: validation.pictures,
    optimiser: 'Adam',
  },
  curve,
  validation,
  test,
});
await saveNetwork(model, out);
writeFileSync(path.join(out, 'card.json'), `${JSON.stringify(card, null, 1)}\n`);
const command = ['node', 'scripts/train-faces.ts', ...process.argv.slice(2)].join(' ');
const { area, equalError } = card.test;
writeManifest(out, ['model.json', 'weights.bin', 'card.json'], {
  script: 'scripts/train-faces.ts',
  command,
  seed,
  figures: {
    testArea: area.value,
    testAreaLow: area.low,
    testAreaHigh: area.high,
    testEqualError: equalError.value,
    testEqualErrorLow: equalError.low,
    testEqualErrorHigh: equalError.high,
  },
});
console.log(
  `Test: area ${area.value}, equal errors ${(100 * equalError.value).toFixed(2)} % on ${card.test.people} people; ${elapsed()}.`,
);
