import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { heartbeatNetwork } from '#models/heartbeat-network';
import type { EpochFigures } from '#site/model-card';
import { SAMPLES } from '#world/signal/ecg';
import { RHYTHMS } from '#world/signal/rhythms';
import { SIGNAL_SETS } from '#world/signal/sets';
import { heartbeatCard } from './heartbeats/card.ts';
import { labelledSignals } from './heartbeats/signals.ts';
import { trainHeartbeats } from './heartbeats/train.ts';
import { ROOT } from './root.ts';
import { startTensorflow } from './tfjs-node.ts';
import { saveNetwork, writeManifest } from './training/model-files.ts';

// Grows the signals and trains the heartbeat network: `node scripts/train-heartbeats.ts`.
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    epochs: { type: 'string', default: '30' },
    batch: { type: 'string', default: '35' },
    rate: { type: 'string', default: '0.003' },
    decay: { type: 'string', default: '0.2' },
    out: { type: 'string', default: 'public/models/heartbeats' },
  },
});
const seed = Number(values.seed);
const out = path.resolve(ROOT, values.out);
const started = performance.now();
const elapsed = () => `${((performance.now() - started) / 1000).toFixed(0)} s`;

const data = {
  train: labelledSignals(SIGNAL_SETS.train),
  validation: labelledSignals(SIGNAL_SETS.validation),
};
console.log(`Data: ${data.train.count} signals to train on, ${elapsed()}.`);

await startTensorflow('wasm');
const model = heartbeatNetwork(SAMPLES, RHYTHMS.length, seed);
const training = {
  epochs: Number(values.epochs),
  batch: Number(values.batch),
  rate: Number(values.rate),
  weightDecay: Number(values.decay),
};
const curve = await trainHeartbeats(model, data, { seed, ...training, onEpoch: report });

function report({ epoch, loss, trainAccuracy, validationLoss, validationAccuracy }: EpochFigures): void {
  console.log(
    `epoch ${epoch}: loss ${loss.toFixed(4)}, right ${(100 * trainAccuracy).toFixed(2)} %; ` +
      `validation loss ${validationLoss.toFixed(4)}, right ${(100 * validationAccuracy).toFixed(2)} %; ${elapsed()}`,
  );
}

mkdirSync(out, { recursive: true });
const card = heartbeatCard({ model, seed, training, curve });
await saveNetwork(model, out);
writeFileSync(path.join(out, 'card.json'), `${JSON.stringify(card, null, 1)}\n`);
const command = ['node', 'scripts/train-heartbeats.ts', ...process.argv.slice(2)].join(' ');
const { accuracy, interval, signals } = card.test;
writeManifest(out, ['model.json', 'weights.bin', 'card.json'], {
  script: 'scripts/train-heartbeats.ts',
  command,
  seed,
  figures: { testAccuracy: accuracy, testAccuracyLow: interval.low, testAccuracyHigh: interval.high },
});
console.log(`Test: ${(100 * accuracy).toFixed(2)} % of ${signals} signals; ${elapsed()}.`);
