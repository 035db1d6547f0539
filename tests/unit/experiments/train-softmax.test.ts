import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { FaceView } from '#experiments/face-view';
import * as softmax from '#experiments/train-softmax';
import { finish } from '../../../scripts/file-context.ts';
import { faceSite } from './face-site.ts';

const site = faceSite();
const FIRST = 2_400_000;
const pictures = (person: number, count: number, from = 0): FaceView[] =>
  Array.from({ length: count }, (_, i) => ({ identity: FIRST + person, conditions: from + i }));
const OPTIONS: softmax.TrainSoftmaxOptions = {
  people: [pictures(0, 2), pictures(1, 2), pictures(2, 2)],
  features: 'pixels',
  augment: false,
  seed: 3,
  asked: [...pictures(0, 2), ...pictures(1, 2), ...pictures(2, 2), ...pictures(7, 2, 10)],
};
const train = (options: Partial<softmax.TrainSoftmaxOptions> = {}) =>
  finish(softmax.run, { ...OPTIONS, ...options }, site.context());

function rows({ probabilities }: softmax.TrainSoftmaxResult, people = 3): number[][] {
  const all = [...probabilities];
  return Array.from({ length: all.length / people }, (_, i) => all.slice(i * people, (i + 1) * people));
}
const best = (row: number[]) => row.indexOf(Math.max(...row));

describe.each(['pixels', 'encoder'] as const)('train-softmax on %s', (features) => {
  it('learns the pictures that it is shown, and its probabilities always add up to 1', async () => {
    const result = await train({ features });
    expect(result.stopped).toBe('fitted');
    expect(result.losses.at(-1)!).toBeLessThan(0.1);
    expect(result.losses[0]).toBeCloseTo(Math.log(3), 5);
    const answers = rows(result);
    expect(answers.slice(0, 6).map(best)).toEqual([0, 0, 1, 1, 2, 2]);
    for (const row of answers) expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(result.milliseconds).toBeGreaterThan(0);
  });

  it('is the same for the same seed, and leaves no tensor behind', async () => {
    const options = { features, augment: true, steps: 4 };
    const one = await train(options);
    const before = tf.memory().numTensors;
    const again = await train(options);
    expect(tf.memory().numTensors).toBe(before);
    expect([...again.losses]).toEqual([...one.losses]);
    expect([...again.probabilities]).toEqual([...one.probabilities]);
    expect(one).toMatchObject({ stopped: 'steps' });
    const other = await train({ ...options, seed: 4 });
    expect([...other.losses]).not.toEqual([...one.losses]);
  });
});

describe('train-softmax', () => {
  it('counts the parameters: a newcomer needs more of them', async () => {
    const three = await train({ features: 'encoder', steps: 1 });
    const four = await train({ features: 'encoder', steps: 1, people: [...OPTIONS.people, pictures(9, 2)] });
    expect([three.parameters, four.parameters]).toEqual([3 * 33, 4 * 33]);
    expect(four.probabilities.length).toBe(OPTIONS.asked.length * 4);
  });

  it('stops where the loss is no number, and answers as before that step', async () => {
    const result = await train({ rate: 3e38 });
    expect(result.stopped).toBe('diverged');
    expect(result.losses.every(Number.isFinite)).toBe(true);
    expect(result.probabilities.every(Number.isFinite)).toBe(true);
    for (const row of rows(result)) expect(row.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
  });

  it('ends when cancelled, and leaves no tensor behind', async () => {
    await train({ steps: 1 });
    const before = tf.memory().numTensors;
    const controller = new AbortController();
    const steps = softmax.run(OPTIONS, { ...site.context(), signal: controller.signal });
    await steps.next();
    controller.abort();
    await expect(
      (async () => {
        for (;;) if ((await steps.next()).done) return;
      })(),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['one person', { people: [pictures(0, 1)] }],
    ['somebody without a picture', { people: [pictures(0, 1), []] }],
    ['features that are not there', { features: 'ears' as never }],
    ['a face that cannot be', { asked: [{ identity: -1, conditions: 0 }] }],
  ])('refuses %s', async (_what, wrong) => {
    await expect(train(wrong)).rejects.toMatchObject({ code: 'bad-input' });
  });
});
