import { memory, tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { run as drawHeartbeats } from '#experiments/draw-heartbeats';
import type { ExperimentContext } from '#experiments/experiment';
import { type ReadHeartbeatOptions, run as readHeartbeat } from '#experiments/read-heartbeat';
import { receptiveField } from '#math/receptive-field';
import { windowSum } from '#math/window-sum';
import { signalWindows } from '#models/heartbeat-network';
import { loadNetwork } from '#models/load-network';
import { SAMPLES } from '#world/signal/ecg';
import { RHYTHMS } from '#world/signal/rhythms';
import { rhythmOfSeed, SIGNAL_SETS, signalOfSeed } from '#world/signal/sets';
import { fileContext, finish } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

const SEED = SIGNAL_SETS.test.first + 3;
let context: ExperimentContext;
beforeAll(async () => {
  await startTensorflow('wasm');
  context = fileContext('public');
});

const look = (changes: Partial<ReadHeartbeatOptions> = {}) =>
  finish(readHeartbeat, { samples: signalOfSeed(SEED).samples, layer: 'conv3', ...changes }, context);

describe('read-heartbeat', () => {
  it('answers what the network answers, and mostly the truth', async () => {
    const network = await loadNetwork('models/heartbeats', context.asset);
    let right = 0;
    for (let i = 0; i < 14; i++) {
      const { samples } = signalOfSeed(SEED + i);
      const { probabilities } = await look({ samples });
      const expected = tidy(() =>
        (
          network.predict(tensor(samples, [1, SAMPLES, 1])) as never as { dataSync(): Float32Array }
        ).dataSync(),
      );
      for (const [k, value] of probabilities.entries()) expect(value).toBeCloseTo(expected[k]!, 5);
      const best = probabilities.indexOf(Math.max(...probabilities));
      if (RHYTHMS[best] === rhythmOfSeed(SEED + i)) right += 1;
    }
    expect(right).toBeGreaterThanOrEqual(12);
  });

  it.each(['conv1', 'conv2', 'conv3', 'conv4', 'conv5'])(
    'gives %s so that every activation can be worked out from what lies under it',
    async (layer) => {
      const { activations, task, layers } = await look({ layer });
      const { filters, length } = layers.find(({ name }) => name === layer)!;
      expect(activations).toHaveLength(length * filters);
      let checked = 0;
      for (let place = 0; place < length; place += Math.max(1, Math.floor(length / 9))) {
        for (const at of [place, length - 1 - place]) {
          for (let filter = 0; filter < filters; filter += 3) {
            const { sum } = windowSum(task, at, filter);
            const expected = activations[at * filters + filter]!;
            expect(Math.max(0, sum)).toBeCloseTo(expected, expected > 10 ? 2 : 3);
            checked += 1;
          }
        }
      }
      expect(checked).toBeGreaterThan(40);
    },
  );

  it('tells how far each layer sees', async () => {
    const { layers } = await look();
    const expected = receptiveField(signalWindows()).filter(({ name }) => !name.startsWith('pool'));
    expect(layers.map(({ field }) => field)).toEqual(expected);
  });

  it('leaves no tensors behind', async () => {
    await look();
    await look({ layer: 'conv1' });
    const before = memory().numTensors;
    await look();
    await look({ layer: 'conv1' });
    expect(memory().numTensors).toBe(before);
  });

  it.each([
    ['a layer that is not there', { layer: 'conv9' }],
    ['a layer that is no convolution', { layer: 'pool-conv1' }],
    ['too few samples', { samples: new Float32Array(100) }],
    ['samples that are no numbers', { samples: new Float32Array(SAMPLES).fill(Number.NaN) }],
  ])('refuses %s', async (_, changes) => {
    await expect(look(changes)).rejects.toMatchObject({ name: 'ExperimentError', code: 'bad-input' });
  });
});

describe('draw-heartbeats', () => {
  const draw = async (items: { seed: number; from: number; to: number }[]) => {
    const parts: { index: number; from: number; samples: Float32Array }[] = [];
    for await (const { partial } of { [Symbol.asyncIterator]: () => drawHeartbeats({ items }, context) }) {
      if (partial) parts.push(partial);
    }
    return parts;
  };

  it('grows the stretch that the signal of the seed has there', async () => {
    const [part] = await draw([{ seed: SEED, from: 100, to: 140 }]);
    expect(part).toMatchObject({ index: 0, from: 100 });
    expect(part!.samples).toEqual(signalOfSeed(SEED).samples.slice(100, 140));
  });

  it('leaves out what lies beside the signal', async () => {
    const parts = await draw([
      { seed: SEED, from: -20, to: 10 },
      { seed: SEED, from: 1000, to: 1100 },
    ]);
    expect(parts.map(({ from, samples }) => [from, samples.length])).toEqual([
      [0, 10],
      [1000, 24],
    ]);
  });

  it.each([
    [{ seed: 0.5, from: 0, to: 9 }],
    [{ seed: 1, from: 9, to: 9 }],
    [{ seed: 1, from: 2000, to: 3000 }],
    [{ seed: 1, from: Number.NaN, to: 9 }],
  ])('refuses %o', async (item) => {
    await expect(draw([item])).rejects.toMatchObject({ code: 'bad-input' });
  });
});
