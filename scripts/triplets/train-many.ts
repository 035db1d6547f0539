import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { PackedRecord, TrainingSettings } from '#math/training-record';
import { ROOT } from '../root.ts';
import { PLAY_FOLDER } from './folder.ts';

/** What a run depends on besides its settings. */
const CODE = [
  'src/experiments/train-triplets.ts',
  'src/experiments/triplet-descent.ts',
  'src/experiments/triplet-batches.ts',
  'src/experiments/training-faces.ts',
  'src/experiments/verification-figures.ts',
  'src/math/adam.ts',
  'src/math/triplet-selection.ts',
  'src/math/unit-length.ts',
  'src/models/conv2d-gradient.ts',
  'src/models/small-encoder.ts',
  'src/models/triplet-step.ts',
].map((file) => path.join(ROOT, file));

/**
 * Trains with each of the settings, as many at once as there are cores. Finished runs stay in `.cache/` as long as
 * faces and code are the same, so that a measurement that was cut short goes on where it was.
 *
 * @param onRun called after each, in the order in which they come in
 * @returns in the order of the settings
 */
export async function trainMany(
  settings: readonly TrainingSettings[],
  onRun: (record: PackedRecord, done: number) => void,
): Promise<PackedRecord[]> {
  const hash = createHash('sha256').update(readFileSync(path.join(PLAY_FOLDER, 'faces.webp')));
  for (const file of CODE) hash.update(readFileSync(file));
  const folder = path.join(ROOT, '.cache/triplets', hash.digest('hex').slice(0, 12));
  mkdirSync(folder, { recursive: true });
  const records: PackedRecord[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < settings.length) {
      const place = next++;
      const record = await cachedRun(folder, settings[place]!);
      records[place] = record;
      onRun(record, ++done);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return records;
}

async function cachedRun(folder: string, settings: TrainingSettings): Promise<PackedRecord> {
  const file = path.join(folder, `${Object.values(settings).join('-')}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const record = await trainOnce(settings);
  writeFileSync(file, JSON.stringify(record));
  return record;
}

function trainOnce(settings: TrainingSettings): Promise<PackedRecord> {
  const worker = new Worker(new URL('./run-worker.ts', import.meta.url), { workerData: settings });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => code !== 0 && reject(new Error(`A run of training ended with ${code}.`)));
  });
}
