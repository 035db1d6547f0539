import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExperimentContext, Pixels } from '#experiments/experiment';
import {
  run,
  SHOWN_PEOPLE,
  type StepDetail,
  type StepFigures,
  type TrainingState,
  type TrainTripletsOptions,
} from '#experiments/train-triplets';
import { PICTURES_EACH, TRAINING_PEOPLE, UNSEEN_PEOPLE } from '#experiments/training-faces';
import { squaredDistance, tripletLoss } from '#math/triplet';
import { SMALL_SIDE, SMALL_SIZE } from '#models/small-encoder';
import { randomStream } from '#world/random';
import { finish } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

beforeAll(() => startTensorflow('wasm'));

/** People that are two colours each, under some light: easy to tell apart, and quickly made. */
function sheet(): Pixels {
  const width = PICTURES_EACH * SMALL_SIDE;
  const people = TRAINING_PEOPLE + UNSEEN_PEOPLE;
  const data = new Uint8ClampedArray(width * people * SMALL_SIDE * 4).fill(255);
  for (let person = 0; person < people; person++) {
    const random = randomStream(person);
    const colours = Array.from({ length: 6 }, () => 200 * random());
    for (let picture = 0; picture < PICTURES_EACH; picture++) {
      const light = 0.7 + 0.6 * random();
      for (let row = 0; row < SMALL_SIDE; row++) {
        for (let column = 0; column < SMALL_SIDE; column++) {
          const at = ((person * SMALL_SIDE + row) * width + picture * SMALL_SIDE + column) * 4;
          for (let k = 0; k < 3; k++) data[at + k] = light * colours[k + (row < 16 ? 0 : 3)]! + 20 * random();
        }
      }
    }
  }
  return { width, height: people * SMALL_SIDE, data };
}

const faces = sheet();
const context: ExperimentContext = {
  signal: new AbortController().signal,
  backend: 'wasm',
  asset: () => Promise.reject(new Error('no asset is needed')),
  sha256: () => Promise.reject(new Error('no sum is needed')),
  pictures: async () => faces,
  decode: () => Promise.reject(new Error('no picture is needed')),
};
const OPTIONS: TrainTripletsOptions = {
  seed: 1,
  choice: 'semi-hard',
  margin: 0.2,
  unit: true,
  people: 6,
  pictures: 3,
  rate: 0.002,
  steps: 4,
  every: 2,
};

interface Record {
  figures: StepFigures[];
  states: TrainingState[];
  details: StepDetail[];
}

async function train(options: Partial<TrainTripletsOptions> = {}, given = context) {
  const record: Record = { figures: [], states: [], details: [] };
  const result = await finish(run, { ...OPTIONS, ...options }, given, ({ figures, state, detail }) => {
    if (figures) record.figures.push(figures);
    if (state) record.states.push(state);
    if (detail) record.details.push(detail);
  });
  return { ...record, result };
}

describe('train-triplets', () => {
  it('tells every step, and every second state from the untrained one on', async () => {
    const { figures, states, result } = await train();
    expect(figures.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    expect(states.map(({ step }) => step)).toEqual([0, 2, 4]);
    expect(result).toMatchObject({ status: 'finished', step: 4, backend: 'wasm' });
    for (const { shown, accuracy, area, same, different } of states) {
      expect(shown).toHaveLength(SHOWN_PEOPLE * PICTURES_EACH * SMALL_SIZE);
      expect(Math.hypot(...shown.subarray(0, SMALL_SIZE))).toBeCloseTo(1, 5);
      for (const share of [accuracy, area]) expect(share > 0.4 && share <= 1).toBe(true);
      expect(same).toBeLessThan(different);
    }
    for (const { loss, fed, active, open } of figures) {
      expect(loss >= 0 && loss < 0.4).toBe(true);
      expect(active).toBe(fed);
      expect(fed).toBeLessThanOrEqual(6 * 3 * 2);
      expect(open >= 0 && open <= 1).toBe(true);
    }
  });

  it('learns: the loss of random triplets falls, and unseen people are told apart', async () => {
    const { figures, states } = await train({ choice: 'random', steps: 40, every: 40, people: 10 });
    const mean = (some: StepFigures[]) => some.reduce((sum, { loss }) => sum + loss, 0) / some.length;
    expect(mean(figures.slice(-10))).toBeLessThan(0.5 * mean(figures.slice(0, 10)));
    expect(states.at(-1)!.area).toBeGreaterThan(0.95);
    expect(states.at(-1)!.area).toBeGreaterThan(states[0]!.area);
  });

  it('gives the same numbers for the same seed, and others for another', async () => {
    const first = await train();
    const second = await train();
    expect(second.figures).toEqual(first.figures);
    expect(second.states).toEqual(first.states);
    const other = await train({ seed: 2 });
    expect(other.figures.map(({ loss }) => loss)).not.toEqual(first.figures.map(({ loss }) => loss));
  });

  it('goes on from a state as if it had never stopped', async () => {
    const whole = await train();
    const from = whole.states[1]!.checkpoint;
    const rest = await train({ from });
    expect(rest.figures).toEqual(whole.figures.slice(2));
    expect(rest.states).toEqual(whole.states.slice(2));
  });

  it('shows a step closely: its triplets, their slopes, and what the step did', async () => {
    const { figures, details } = await train({ steps: 1, detail: true, choice: 'hardest' });
    const { persons, triplets, before, after, gradient } = details[0]!;
    const row = (rows: Float32Array, i: number) => rows.subarray(i * SMALL_SIZE, (i + 1) * SMALL_SIZE);
    const loss = (rows: Float32Array) =>
      [...triplets.anchors.keys()].reduce((sum, t) => {
        const [a, p, n] = [triplets.anchors[t]!, triplets.positives[t]!, triplets.negatives[t]!];
        expect(persons[a]).toBe(persons[p]);
        expect(persons[a]).not.toBe(persons[n]);
        const near = squaredDistance(row(rows, a), row(rows, p));
        return sum + tripletLoss(near, squaredDistance(row(rows, a), row(rows, n)), 0.2);
      }, 0) / triplets.anchors.length;
    expect(triplets.anchors).toHaveLength(18);
    expect(figures[0]!.loss).toBeCloseTo(loss(before), 5);
    expect(loss(after)).toBeLessThan(loss(before));
    expect(gradient.some((slope) => slope !== 0)).toBe(true);
  });

  it('counts satisfied triplets out when they are not fed', async () => {
    const random = await train({ choice: 'random', steps: 1 });
    const fed = await train({ choice: 'unsatisfied', steps: 1 });
    expect(random.figures[0]).toMatchObject({ fed: 36 });
    expect(fed.figures[0]!.fed).toBe(fed.figures[0]!.active);
    expect(fed.figures[0]!.active).toBe(random.figures[0]!.active);
    expect(fed.figures[0]!.open).toBe(random.figures[0]!.open);
  });

  it('has no ring for semi-hard triplets without a margin, and so learns nothing', async () => {
    const { figures, states } = await train({ margin: 0 });
    expect(figures.every(({ fed, loss }) => fed === 0 && loss === 0)).toBe(true);
    expect(states.at(-1)!.shown).toEqual(states[0]!.shown);
  });

  it('stops when a number is no longer finite, and keeps the last good state', async () => {
    const { result, figures, states } = await train({ rate: 1e30, every: 1, unit: false });
    expect(result.status).toBe('diverged');
    expect(result.step).toBeLessThan(4);
    expect(states.at(-1)!.step).toBe(result.step);
    expect(states.at(-1)!.checkpoint.weights.every(Number.isFinite)).toBe(true);
    expect(states.at(-1)!.shown.every(Number.isFinite)).toBe(true);
    expect(figures.every(({ loss }) => Number.isFinite(loss))).toBe(true);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const steps = run({ ...OPTIONS, steps: 1000 }, { ...context, signal: controller.signal });
    for (;;)
      if ((await steps.next()).value && ((await steps.next()).value as { done: number }).done > 0) break;
    controller.abort(new Error('cancelled'));
    await expect(steps.next()).rejects.toThrow('cancelled');
  });

  it('leaves the same tensors after ten runs as after one', async () => {
    await train({ steps: 1 });
    const after = tf.memory().numTensors;
    for (let i = 0; i < 9; i++) await train({ steps: 1 });
    expect(tf.memory().numTensors).toBe(after);
  });

  it.each<[string, Partial<TrainTripletsOptions>]>([
    ['a batch of one person', { people: 1 }],
    ['one picture of each', { pictures: 1 }],
    ['more pictures than there are', { pictures: PICTURES_EACH + 1 }],
    ['half a step', { steps: 0.5 }],
    ['a margin below 0', { margin: -0.1 }],
    ['a rate of 0', { rate: 0 }],
    ['a rate that is none', { rate: Number.NaN }],
    ['an unknown choice', { choice: 'easy' as never }],
    ['a seed that is none', { seed: -1 }],
    [
      'a state of another network',
      {
        from: {
          step: 1,
          weights: new Float32Array(3),
          mean: new Float32Array(3),
          square: new Float32Array(3),
        },
      },
    ],
  ])('refuses %s', async (_what, wrong) => {
    await expect(train(wrong)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('says so when the sheet of faces has another size', async () => {
    const wrong = { ...context, pictures: async () => ({ ...faces, height: 32 }) };
    await expect(train({}, wrong)).rejects.toMatchObject({ code: 'corrupt-asset' });
  });
});
