import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { pictureNetwork } from '#models/picture-network';
import { CLASS_NAMES } from '#world/scene/vocabulary';
import { augmentInto, copyInto } from '../../../../scripts/pictures/augment.ts';
import { pictureCard, testFigures } from '../../../../scripts/pictures/card.ts';
import { evaluate } from '../../../../scripts/pictures/evaluate.ts';
import { type RenderedSet, renderSet } from '../../../../scripts/pictures/rendered-set.ts';
import { train } from '../../../../scripts/pictures/train.ts';
import { startTensorflow } from '../../../../scripts/tfjs-node.ts';
import { Adam } from '../../../../scripts/training/adam.ts';

describe('training the picture network', () => {
  let set: RenderedSet;

  beforeAll(async () => {
    await startTensorflow('wasm');
    set = await renderSet({ first: 500, count: 12 });
  });

  async function trained(seed: number, epochs: number): Promise<{ model: LayersModel; weights: number[][] }> {
    const model = pictureNetwork(CLASS_NAMES.length, seed);
    const options = { seed, epochs, batch: 6, rate: 0.002, weightDecay: 0.05 };
    await train(model, { train: set, validation: set }, options);
    return { model, weights: model.getWeights().map((weight) => [...weight.dataSync()]) };
  }

  it('gives the same weights for the same seed, others for another', async () => {
    const [first, second, other] = [await trained(7, 2), await trained(7, 2), await trained(8, 2)];
    expect(second.weights).toEqual(first.weights);
    expect(other.weights).not.toEqual(first.weights);
    expect(first.weights).not.toEqual(
      pictureNetwork(20, 7)
        .getWeights()
        .map((w) => [...w.dataSync()]),
    );
  });

  it('learns a handful of pictures by heart', async () => {
    const before = evaluate(pictureNetwork(CLASS_NAMES.length, 7), set);
    const after = evaluate((await trained(7, 20)).model, set);
    expect(after.loss).toBeLessThan(0.7 * before.loss);
    expect(after.confusion.flat().reduce((a, b) => a + b)).toBe(12);
  });

  it('renders the same pictures, whatever the number of workers', async () => {
    const again = await renderSet({ first: 503, count: 1 });
    expect([...again.pixels]).toEqual([...set.pixels.subarray(3 * 12288, 4 * 12288)]);
    expect(again.labels[0]).toBe(set.labels[3]);
  });
});

describe('Adam', () => {
  it('takes the first steps of the paper, worked by hand', () => {
    const weights = Float32Array.from([1, -2]);
    const adam = new Adam(2, { epsilon: 0 });
    adam.step(weights, Float32Array.from([0.5, -4]), 0.1);
    expect([...weights].map((w) => Number(w.toFixed(5)))).toEqual([0.9, -1.9]);
    // Means 0.9·0.05 + 0.1·(−0.5) = −0.005 over 1 − 0.9²; squares 0.25 after correction.
    adam.step(weights, Float32Array.from([-0.5, 0]), 0.1);
    expect(weights[0]).toBeCloseTo(0.9 + (0.1 * 0.005) / 0.19 / 0.5, 5);
  });

  it('lets weights decay apart from the gradient', () => {
    const weights = Float32Array.from([2]);
    new Adam(1, { weightDecay: 0.5 }).step(weights, Float32Array.from([0]), 0.1);
    expect(weights[0]).toBeCloseTo(1.9, 6);
  });
});

describe('altering pictures', () => {
  const pixels = Uint8Array.from({ length: 12288 }, (_, i) => (i * 7) % 256);

  it('mirrors, and keeps contrast, when the stream says so', () => {
    const straight = new Float32Array(12288);
    const mirrored = new Float32Array(12288);
    const stream = (first: number) => {
      let calls = 0;
      return () => (calls++ === 0 ? first : 0.5);
    };
    augmentInto(straight, pixels, stream(0.9));
    augmentInto(mirrored, pixels, stream(0.1));
    expect([...mirrored.subarray(0, 3)]).toEqual([...straight.subarray(63 * 3, 64 * 3)]);
    for (let i = 0; i < 64; i++) expect(straight[i]).toBeCloseTo(pixels[i]! / 255, 5);
  });

  it('stays within 0 to 1', () => {
    const altered = new Float32Array(12288);
    augmentInto(altered, pixels, () => 0);
    expect(Math.min(...altered)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...altered)).toBeLessThanOrEqual(1);
  });

  it('copies plainly where nothing may change', () => {
    const copy = new Float32Array(12288);
    copyInto(copy, pixels);
    expect(copy[1]).toBe(Math.fround(7 / 255));
  });
});

describe('the card', () => {
  it('derives its figures from the confusion matrix', async () => {
    await startTensorflow('wasm');
    const confusion = CLASS_NAMES.map((_, row) =>
      CLASS_NAMES.map((_name, column) => (row === column ? 9 : 0) as number),
    );
    confusion[0]![1] = 3;
    const figures = testFigures({ loss: 0.1, correct: 180, confusion });
    expect(figures.pictures).toBe(183);
    expect(figures.accuracy).toBe(180 / 183);
    expect(figures.perClass[0]).toEqual({ name: 'cat', pictures: 12, recall: 0.75, precision: 1 });
    expect(figures.perClass[1]).toEqual({ name: 'dog', pictures: 9, recall: 1, precision: 0.75 });
    const card = pictureCard({
      model: pictureNetwork(20, 1),
      seed: 1,
      training: { pictures: 1, epochs: 1, batch: 2, rate: 0.1, weightDecay: 0 },
      curve: [],
      test: { loss: 0.1, correct: 180, confusion },
    });
    expect(card.weightBytes).toBe(card.parameters * 4);
    expect(card.layers.map(({ field }) => field)).toEqual([5, 10, 20, 28, 48, 64]);
  });
});
