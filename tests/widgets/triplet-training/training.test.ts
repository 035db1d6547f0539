import { expect, test } from 'vitest';
import { DEFAULT_RUN } from '../../../src/site/triplet-runs.ts';
import { Training } from '../../../src/widgets/triplet-training/training.svelte.ts';
import type { Client } from '../../../src/worker/client.ts';
import type {
  TrainTripletsOptions,
  TrainTripletsPartial,
  TrainTripletsResult,
} from '../../../src/worker/protocol.ts';

type Told = (progress: { done: number; total: number; what: string; partial: TrainTripletsPartial }) => void;
type Script = (
  options: TrainTripletsOptions,
  tell: (partial: TrainTripletsPartial) => void,
) => Promise<TrainTripletsResult>;

/** A client whose runs are given by hand, one after the other. */
function scripted(...runs: Script[]): Client {
  const run = (_name: string, options: TrainTripletsOptions, { onProgress }: { onProgress: Told }) =>
    runs.shift()!(options, (partial) => onProgress({ done: 0, total: 1, what: '', partial }));
  return { run } as unknown as Client;
}

const figures = (step: number, loss = 1 / step) => ({
  figures: { step, loss, fed: 4, active: 2, open: 0.5 },
});
const state = (step: number) => ({
  state: {
    step,
    accuracy: 0.8,
    area: 0.9,
    same: 0.2,
    different: 1,
    shown: new Float32Array(32),
    checkpoint: {
      step,
      weights: new Float32Array(2),
      mean: new Float32Array(2),
      square: new Float32Array(2),
    },
  },
});
const ended = (status: 'finished' | 'diverged', step: number) => ({
  status,
  step,
  milliseconds: 1,
  backend: 'wasm',
});

test('a run that meets a number that is not finite keeps its last good state and says after which step', async () => {
  const training = new Training(
    scripted(async (_options, tell) => {
      for (const partial of [state(0), figures(1), figures(2), figures(3), state(2)]) tell(partial);
      return ended('diverged', 2);
    }),
    DEFAULT_RUN,
  );
  await training.go();
  expect(training.record.status).toBe('diverged');
  expect(training.record.steps).toHaveLength(2);
  expect(training.record.states.map(({ step }) => step)).toEqual([0, 2]);
  expect(training.divergedAt).toBe(3);
  expect(training.finished).toBe(true);
});

test('a run that broke off goes on from its last measured state, and replaces what it says again', async () => {
  const asked: (number | undefined)[] = [];
  const training = new Training(
    scripted(
      async (options, tell) => {
        asked.push(options.from?.step);
        for (const partial of [state(0), figures(1), state(1), figures(2, 9)]) tell(partial);
        throw new Error('broken');
      },
      async (options, tell) => {
        asked.push(options.from?.step);
        for (const partial of [figures(2), state(2)]) tell(partial);
        return ended('finished', 2);
      },
    ),
    { ...DEFAULT_RUN, steps: 2 },
  );
  await training.go();
  expect(training.problem?.message).toContain('broken');
  expect(training.running).toBe(false);
  await training.go();
  expect(asked).toEqual([undefined, 1]);
  expect(training.problem).toBeNull();
  expect(training.record.steps.map(({ loss }) => loss)).toEqual([1, 0.5]);
  expect(training.checkpoint(1)).toBeDefined();
  training.forgetEarlier();
  expect(training.checkpoint(1)).toBeUndefined();
  expect(training.checkpoint(2)).toBeDefined();
});
