import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { run } from '#experiments/mine-patches';
import { run as openNetwork } from '#experiments/open-network';
import { PictureBatch } from '#experiments/picture-input';
import { withActivations } from '#models/activations';
import { openOwnNetwork } from '#models/own-network/open';
import { finish } from '../../../scripts/file-context.ts';
import { asBlobs, type KerasKind, kerasNetwork } from '../../../scripts/fixtures/keras-networks.ts';
import { siteFixture } from './site-fixture.ts';

const site = siteFixture();
const LAYERS = ['Conv1_relu', 'Conv_2', 'block_1_add'];
const COUNT = 9;

async function opened(kind: KerasKind, side = 128) {
  const from = { kind: 'files' as const, files: asBlobs(kerasNetwork(kind)) };
  return (await finish(openNetwork, { from, preprocessing: '-1-1', side }, site.context()))!;
}

describe('a reader’s network in the experiments', () => {
  it('is mined as a search of every map finds, also where answers are below zero', async () => {
    const { network } = await opened('mobile');
    const source = { kind: 'world' as const, from: 5, count: COUNT };
    const { lists } = await finish(
      run,
      { network, layers: LAYERS, source, keep: 3, batch: 4 },
      site.context(),
    );
    const look = withActivations(await openOwnNetwork(network), LAYERS);
    for (const [at, list] of lists.entries()) {
      const best: { seed: number; value: number }[][] = Array.from({ length: list.units }, () => []);
      for (let seed = 5; seed < 5 + COUNT; seed++) {
        const batch = new PictureBatch(1, network.form);
        batch.enter(0, { kind: 'seed', seed });
        expect(Math.min(...batch.numbers)).toBeLessThan(-0.2);
        const values = tf.tidy(() => [...tf.max(look(batch.tensor()).maps[at]!, [0, 1, 2]).dataSync()]);
        for (const [unit, value] of values.entries()) best[unit]!.push({ seed, value });
      }
      for (const [unit, all] of best.entries()) {
        const expected = all.sort((a, b) => b.value - a.value || a.seed - b.seed).slice(0, 3);
        expect([...list.seeds.subarray(unit * 3, unit * 3 + 3)]).toEqual(expected.map(({ seed }) => seed));
        for (const [place, { value }] of expected.entries()) {
          expect(list.values[unit * 3 + place]).toBeCloseTo(value, 3);
        }
      }
    }
  });

  it('takes pictures of the chosen side, where any will do', async () => {
    const { network, input, inspection } = await opened('flexible', 96);
    expect(input.rows).toBeNull();
    expect(network.form).toEqual({ rows: 96, columns: 96, channels: 3, preprocessing: '-1-1' });
    expect(inspection.layers.find(({ name }) => name === 'out_relu')!.shape).toEqual([24, 24, 16]);
    const source = { kind: 'world' as const, from: 1, count: 2 };
    const { lists } = await finish(run, { network, layers: ['out_relu'], source, keep: 1 }, site.context());
    expect(Math.max(...lists[0]!.rows, ...lists[0]!.columns)).toBeLessThan(24);
  });

  it('is refused with a sentence, and a code that no retry helps', async () => {
    const from = { kind: 'files' as const, files: asBlobs(kerasNetwork('lambda')) };
    const tried = finish(openNetwork, { from, preprocessing: '0-1', side: 64 }, site.context());
    await expect(tried).rejects.toMatchObject({ code: 'bad-input', retry: false });
  });
});
