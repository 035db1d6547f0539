import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { ExperimentError } from '#experiments/experiment';
import { type GramShuffleOptions, run, type ShuffleLayer, type ShuffleStep } from '#experiments/gram-shuffle';
import { gram } from '#math/gram';
import { rearranged } from '#math/shuffle-places';
import { fileContext, finish } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

const OPTIONS: GramShuffleOptions = {
  network: 'pictures',
  layer: 'conv4',
  input: { kind: 'content', name: 'house' },
  width: 64,
  height: 48,
  seed: 1,
  shares: [1, 0, 0.5],
  shuffled: 'activations',
};

beforeAll(() => startTensorflow());

async function shuffle(change: Partial<GramShuffleOptions> = {}) {
  let layer: ShuffleLayer | undefined;
  const steps: ShuffleStep[] = [];
  const result = await finish(run, { ...OPTIONS, ...change }, fileContext('public'), (partial) => {
    if ('layer' in partial) layer = partial.layer;
    else steps.push(partial.step);
  });
  return { layer: layer!, steps, result };
}

it('the Gram matrix stays but for the last digits, while the content cost leaps', async () => {
  const { layer, steps, result } = await shuffle();
  expect(result.steps).toBe(3);
  expect([layer.rows, layer.columns, layer.tile]).toEqual([12, 16, 4]);
  const [all, none, half] = steps as [ShuffleStep, ShuffleStep, ShuffleStep];
  expect([all.moved, none.moved, half.moved]).toEqual([192, 0, 96]);
  expect(all.difference.relative).toBeLessThan(1e-5);
  expect(all.style).toBeLessThan(1e-9 * layer.silent.style);
  expect(all.content).toBeGreaterThan(0.2 * layer.silent.content);
  expect(half.content).toBeGreaterThan(0.1 * all.content);
  expect(half.content).toBeLessThan(all.content);
  expect([none.content, none.style, none.difference.absolute]).toEqual([0, 0, 0]);
});

it('the maps that are shown are moved along', async () => {
  const { layer, steps } = await shuffle({ shares: [1] });
  const places = layer.rows * layer.columns;
  expect(layer.maps).toHaveLength(layer.shown.length * places);
  const first = layer.maps.slice(0, places);
  expect([...steps[0]!.maps.slice(0, places)]).toEqual([...rearranged(first, 1, steps[0]!.sources)]);
  expect([...first]).not.toEqual([...steps[0]!.maps.slice(0, places)]);
});

it('the matrix is that of the formula', async () => {
  const { layer } = await shuffle({ shares: [] });
  const { channels, shown, maps } = layer;
  const places = layer.rows * layer.columns;
  const pair = new Float32Array(places * 2);
  for (let at = 0; at < places; at++) pair.set([maps[at]!, maps[places + at]!], 2 * at);
  const byHand = gram(pair, 2);
  expect(layer.gram[shown[0]! * channels + shown[1]!]!).toBeCloseTo(byHand[1]!, 3);
});

it('a picture whose tiles are shuffled has another matrix, since the network sees across the seams', async () => {
  const { layer, steps } = await shuffle({ shuffled: 'tiles', shares: [1, 0] });
  expect(steps[0]!.difference.relative).toBeGreaterThan(0.01);
  expect(steps[0]!.style).toBeGreaterThan(1e-6 * layer.silent.style);
  expect(steps[1]!.style).toBe(0);
});

it('runs leave no tensors behind', async () => {
  await shuffle();
  const before = memory().numTensors;
  await shuffle();
  await shuffle({ shuffled: 'tiles', shares: [1] });
  expect(memory().numTensors).toBe(before);
});

it('says what can’t be', async () => {
  await expect(shuffle({ layer: 'conv9' })).rejects.toThrow(/no layer named conv9/);
  await expect(shuffle({ width: 60 })).rejects.toThrow(ExperimentError);
});
