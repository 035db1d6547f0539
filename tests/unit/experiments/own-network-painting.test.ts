import { memory } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { run as compareLayers } from '#experiments/compare-layers';
import { run as openNetwork } from '#experiments/open-network';
import { run as paint, type TransferStep, type TransferStyleOptions } from '#experiments/transfer-style';
import { closeOwnNetwork } from '#models/own-network/open';
import { finish } from '../../../scripts/file-context.ts';
import { asBlobs, type KerasKind, kerasNetwork } from '../../../scripts/fixtures/keras-networks.ts';
import { siteFixture } from './site-fixture.ts';

const site = siteFixture();

/** All that is painted, step by step. */
async function paintAll(options: TransferStyleOptions) {
  const painted: TransferStep[] = [];
  for await (const { partial } of paint(options, site.context())) if (partial) painted.push(partial.painted);
  return painted;
}

async function opened(kind: KerasKind) {
  const from = { kind: 'files' as const, files: asBlobs(kerasNetwork(kind)) };
  return (await finish(openNetwork, { from, preprocessing: '0-1', side: 32 }, site.context()))!.network;
}

const options = async (
  kind: KerasKind,
  change: Partial<TransferStyleOptions> = {},
): Promise<TransferStyleOptions> => ({
  network: await opened(kind),
  width: 48,
  height: 48,
  content: { kind: 'content', name: 'cat' },
  styles: [{ input: { kind: 'style', name: 'mosaic', seed: 1 }, weight: 1 }],
  start: { kind: 'content' },
  alpha: 1e-4,
  beta: 1,
  variation: 0,
  lambda: { Conv1_relu: 1, block_1_add: 1 },
  contentLayer: 'out_relu',
  optimiser: 'adam',
  rate: 0.02,
  steps: 12,
  ...change,
});

describe('painting with a reader’s network', () => {
  it('lowers the style cost through depthwise layers, norms and a skip, and leaves nothing behind', async () => {
    const wanted = await options('mobile');
    const painted = await paintAll(wanted);
    expect(painted).toHaveLength(13);
    expect(painted.at(-1)!.style).toBeLessThan(0.7 * painted[0]!.style);
    expect(Object.keys(painted[0]!.styleOfLayer)).toEqual(['Conv1_relu', 'block_1_add']);
    const before = memory().numTensors;
    const again = await paintAll(wanted);
    expect(again.at(-1)!.total).toBe(painted.at(-1)!.total);
    expect(memory().numTensors).toBe(before);
  });

  it('rebuilds a picture from one layer', async () => {
    const painted = await paintAll(
      await options('plain', {
        styles: [],
        beta: 0,
        alpha: 1,
        lambda: {},
        contentLayer: 'conv2d_1',
        start: { kind: 'noise', seed: 3 },
      }),
    );
    expect(painted.at(-1)!.content).toBeLessThan(0.6 * painted[0]!.content);
  });

  it('measures the layers that are asked for, and scales each alike', async () => {
    const network = await opened('mobile');
    const { compared, silent } = await finish(
      compareLayers,
      {
        network,
        layers: ['Conv1_relu', 'out_relu'],
        reference: { input: { kind: 'content', name: 'cat' }, width: 48, height: 48 },
        pictures: [{ width: 48, height: 48, data: new Uint8ClampedArray(48 * 48 * 4).fill(128) }],
      },
      site.context(),
    );
    expect(Object.keys(compared[0]!.content)).toEqual(['Conv1_relu', 'out_relu']);
    for (const cost of Object.values(compared[0]!.content)) expect(cost).toBeGreaterThan(0);
    for (const cost of Object.values(silent.style)) expect(cost).toBeGreaterThan(0);
  });

  it('says in words what can’t be', async () => {
    const refused = async (change: Partial<TransferStyleOptions>, kind: KerasKind = 'mobile') =>
      expect(paintAll(await options(kind, change))).rejects;
    await (await refused({ contentLayer: 'nothing' })).toMatchObject({
      code: 'bad-input',
      message: 'The network has no layer nothing.',
    });
    await (await refused({ contentLayer: 'predictions' })).toMatchObject({
      code: 'bad-input',
      message: 'The layer predictions has no map.',
    });
  });

  it('forgets what it prepared when the network is closed', async () => {
    const wanted = await options('mobile', { steps: 1 });
    await paintAll(wanted);
    const { network } = wanted;
    const before = memory().numTensors;
    if (typeof network === 'string') throw new Error('It is a reader’s.');
    closeOwnNetwork(network.key);
    await new Promise((done) => setTimeout(done));
    expect(memory().numTensors).toBeLessThan(before);
    expect(await paintAll(wanted)).toHaveLength(2);
    expect(memory().numTensors).toBe(before);
    closeOwnNetwork(network.key);
  });
});
