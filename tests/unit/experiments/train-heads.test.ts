import { describe, expect, it } from 'vitest';
import { run, type TrainedHead, type TrainHeadsOptions } from '#experiments/train-heads';
import { logisticScore } from '#math/logistic-regression';
import { drawPairs } from '#math/pair-features';
import {
  bestThreshold,
  encodingsIn,
  formOf,
  HEADS,
  headMatrix,
  judge,
  TEST_PAIRS,
  TEST_SEED,
} from '#math/verification-heads';
import { randomStream } from '#world/random';
import { setsContext, syntheticSet } from './synthetic-encodings.ts';

const heads = syntheticSet(60, 6, { seed: 1 });
const test = syntheticSet(80, 8, { seed: 2, first: 60 });
const OPTIONS: TrainHeadsOptions = { pairs: [400], l2: 0.001, seed: 3, encoding: 'signed' };

async function train(options: Partial<TrainHeadsOptions> = {}, context = setsContext({ heads, test })) {
  const trained: TrainedHead[] = [];
  const steps = run({ ...OPTIONS, ...options }, context);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return { trained, result: value };
    if (value.partial) trained.push(value.partial);
  }
}

describe('train-heads', () => {
  it('trains all heads: side by side stays near chance on unseen people, differences do not', async () => {
    const { trained, result } = await train();
    expect(trained.map(({ head }) => head)).toEqual([...HEADS]);
    const of = Object.fromEntries(trained.map((one) => [one.head, one]));
    expect(of['side-by-side']!.accuracy).toBeGreaterThan(0.42);
    expect(of['side-by-side']!.accuracy).toBeLessThan(0.58);
    for (const head of ['absolute', 'squared', 'chi-squared', 'threshold']) {
      expect(of[head]!.accuracy, head).toBeGreaterThan(0.9);
      expect(of[head]!.area, head).toBeGreaterThan(0.96);
      expect(of[head]!.interval.low).toBeLessThanOrEqual(of[head]!.accuracy);
      expect(of[head]!.interval.high).toBeGreaterThanOrEqual(of[head]!.accuracy);
    }
    expect(trained.map(({ weights }) => weights.length)).toEqual([64, 32, 32, 64, 1]);
    expect(result.version).toBe(test.version);
  });

  it('hands over weights of the features as they are: the scores follow from them', async () => {
    const { trained } = await train({ encoding: 'split' });
    const pairs = drawPairs(test.people, test.pictures, TEST_PAIRS, randomStream(TEST_SEED));
    for (const one of trained) {
      const { matrix, width } = headMatrix(
        one.head,
        encodingsIn(formOf(one.head, 'split'), test.values, 32),
        pairs,
      );
      expect(one.weights.length).toBe(width);
      for (const row of [0, 1, 77]) {
        expect(one.scores[row]).toBeCloseTo(logisticScore(one, matrix, row * width), 4);
      }
      expect(judge(one.scores, pairs, test.people, test.pictures, randomStream(1)).accuracy).toBe(
        one.accuracy,
      );
    }
  });

  it('is the same again for the same seed, and another for another', async () => {
    const [a, b, c] = [await train(), await train(), await train({ seed: 4 })];
    expect(a.trained).toEqual(b.trained);
    expect(a.trained[1]!.weights).not.toEqual(c.trained[1]!.weights);
  });

  it('trains for several numbers of pairs, the smaller as if alone', async () => {
    const several = (await train({ pairs: [40, 400] })).trained;
    expect(several.map(({ pairs }) => pairs)).toEqual([...HEADS.map(() => 40), ...HEADS.map(() => 400)]);
    expect(several.slice(5)).toEqual((await train()).trained);
  });

  it('refuses what can’t be trained', async () => {
    for (const bad of [
      { pairs: [] },
      { pairs: [1] },
      { pairs: [2.5] },
      { l2: -1 },
      { l2: Number.NaN },
      { encoding: 'other' as never },
    ]) {
      await expect(train(bad)).rejects.toMatchObject({ code: 'bad-input' });
    }
  });

  it('names a damaged file, and stops when it is cancelled', async () => {
    const damaged = setsContext({ heads: new ArrayBuffer(40), test });
    await expect(train({}, damaged)).rejects.toMatchObject({
      code: 'corrupt-asset',
      message: /encodings-heads\.bin/,
    });
    await expect(train({}, setsContext({ heads, test }, AbortSignal.abort()))).rejects.toThrow(/abort/i);
  });
});

describe('bestThreshold', () => {
  it('lies half-way between two distances and makes the fewest errors', () => {
    expect(bestThreshold([0.1, 0.5, 0.9, 0.3], [1, 0, 0, 1])).toBeCloseTo(0.4, 12);
    expect(bestThreshold([0.2, 0.4, 0.6, 0.8, 1], [1, 0, 1, 1, 0])).toBeCloseTo(0.9, 12);
  });

  it('stands below all or at the last where only one kind is there, and keeps equal distances together', () => {
    expect(bestThreshold([0.4, 0.6], [0, 0])).toBe(0.2);
    expect(bestThreshold([0.4, 0.6], [1, 1])).toBe(0.6);
    expect(bestThreshold([0.5, 0.5, 0.5], [1, 1, 0])).toBe(0.5);
  });
});
