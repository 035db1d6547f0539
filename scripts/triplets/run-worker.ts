import path from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { run } from '#experiments/train-triplets';
import { packRecord, type TrainingRecord, type TrainingSettings } from '#math/training-record';
import { fileContext, finish } from '../file-context.ts';
import { ROOT } from '../root.ts';
import { startTensorflow } from '../tfjs-node.ts';

// Trains once, with the settings that it is given, and answers with the packed record.
await startTensorflow('wasm');
const settings = workerData as TrainingSettings;
const record: TrainingRecord = { settings, steps: [], states: [], status: 'finished' };
const context = fileContext(path.join(ROOT, 'public'));
const { status } = await finish(run, settings, context, ({ figures, state }) => {
  if (figures) {
    const { step: _step, ...rest } = figures;
    record.steps.push(rest);
  }
  if (state) {
    const { checkpoint: _checkpoint, ...rest } = state;
    record.states.push(rest);
  }
});
parentPort!.postMessage(packRecord({ ...record, status }));
