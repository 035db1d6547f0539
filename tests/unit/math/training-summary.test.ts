import { describe, expect, it } from 'vitest';
import type { RecordedState, TrainingRecord } from '#math/training-record';
import { summariseRun, summariseSeeds } from '#math/training-summary';

const state = (step: number, accuracy: number, different: number): RecordedState => ({
  step,
  accuracy,
  area: accuracy,
  same: different / 2,
  different,
  shown: new Float32Array(0),
});
const record = (states: RecordedState[]): TrainingRecord => ({
  settings: {
    seed: 1,
    choice: 'random',
    margin: 0.2,
    unit: true,
    people: 2,
    pictures: 2,
    rate: 0.1,
    steps: 60,
  },
  steps: Array.from({ length: 60 }, (_, i) => ({ loss: i < 10 ? 100 : i, fed: 4, active: 1, open: 0 })),
  states,
  status: 'finished',
});

describe('the summary of a run', () => {
  it('is of its last state, its last 50 steps and its narrowest moment', () => {
    const summary = summariseRun(record([state(0, 0.6, 0.3), state(30, 0.7, 0.004), state(60, 0.9, 1.5)]));
    expect(summary).toMatchObject({ accuracy: 0.9, different: 1.5, least: 0.004, loss: 34.5, active: 0.25 });
  });

  it('needs a measured state', () => {
    expect(() => summariseRun(record([]))).toThrow(RangeError);
  });
});

describe('the summary of several seeds', () => {
  it('counts those that folded up at the end, and at any time', () => {
    const runs = [
      record([state(60, 0.9, 1.5)]),
      record([state(30, 0.7, 0.004), state(60, 0.8, 1.5)]),
      record([state(60, 0.7, 0.009)]),
    ].map(summariseRun);
    expect(summariseSeeds(runs)).toEqual({
      runs: 3,
      accuracy: { mean: expect.closeTo(0.8, 9), least: 0.7, most: 0.9 },
      folded: 1,
      everFolded: 2,
    });
    expect(() => summariseSeeds([])).toThrow(RangeError);
  });
});
