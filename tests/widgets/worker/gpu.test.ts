import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { Client } from '#worker/client';
import type { BackendName, MinePatchesOptions } from '#worker/protocol';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { TransferRun } from '../../../src/widgets/shared/transfer-run.svelte.ts';
import { chooseBackend } from '../../../src/worker/backends.ts';
import { cases, checkCase, fetchAsset } from '../../style-costs.ts';

// All tests that use the GPU are in this file, one after the other, since the last ones crash it for all pages.

const mine = (count: number): MinePatchesOptions => ({
  network: 'pictures',
  layers: ['conv2'],
  source: { kind: 'world', from: 1_000, count },
  keep: 3,
  batch: 4,
});

/** Mines with a client of its own. */
async function mineOn(backend: BackendName, count: number) {
  const client = new Client({ search: `?backend=${backend}` });
  const result = await client.run('mine-patches', mine(count));
  client.stop();
  return result;
}

test('WebGL is taken when the link forces it, even where software emulates it', async () => {
  const backend = await chooseBackend({ forced: 'webgl', lost: [] });
  expect(backend.name).toBe('webgl');
  expect(backend.isLost()).toBe(false);
  expect(Array.from(await tf.tidy(() => tf.square([1, 2, 3])).data())).toEqual([1, 4, 9]);
});

test.for(cases)(
  "the costs of style transfer on WebGL are PyTorch's: $name",
  { timeout: 200_000 },
  async (one) => {
    if (tf.getBackend() !== 'webgl') await chooseBackend({ forced: 'webgl', lost: [] });
    await checkCase(one, fetchAsset);
    expect(tf.getBackend()).toBe('webgl');
  },
);

test('a lost context is noticed at once', async () => {
  const backend = await chooseBackend({ forced: 'webgl', lost: [] });
  const { gl } = (tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
  gl.getExtension('WEBGL_lose_context')!.loseContext();
  await backend.lost;
  expect(backend.isLost()).toBe(true);
});

test('all backends find the same patches', async () => {
  const reference = await mineOn('wasm', 12);
  expect(reference.backend).toBe('wasm');
  for (const backend of ['cpu', 'webgl'] as const) {
    const result = await mineOn(backend, 12);
    expect(result.backend).toBe(backend);
    expect(result.lists[0]!.seeds).toEqual(reference.lists[0]!.seeds);
    for (const [i, value] of result.lists[0]!.values.entries()) {
      expect(value).toBeCloseTo(reference.lists[0]!.values[i]!, 3);
    }
  }
});

test('all backends encode a face alike', async () => {
  const faces = [0, 1, 2].map((conditions) => ({ kind: 'face' as const, identity: 2_400_007, conditions }));
  const reference: Float32Array[] = [];
  for (const backend of ['wasm', 'cpu', 'webgl'] as const) {
    const client = new Client({ search: `?backend=${backend}` });
    const encodings: Float32Array[] = [];
    await client.run(
      'encode-faces',
      { faces },
      {
        onProgress: ({ partial }) => {
          if (partial) encodings[partial.index] = partial.encoding;
        },
      },
    );
    expect(client.backend).toBe(backend);
    client.stop();
    if (backend === 'wasm') reference.push(...encodings);
    for (const [face, encoding] of encodings.entries()) {
      expect(encoding).toHaveLength(32);
      for (const [i, value] of encoding.entries()) expect(value).toBeCloseTo(reference[face]![i]!, 3);
    }
  }
});

test('a run whose GPU crashes in the middle starts again by itself on the next backend', async () => {
  const expected = await mineOn('wasm', 24);
  const client = new Client({ search: '?backend=webgl' });
  const backends: BackendName[] = [];
  client.onBackend((backend) => backends.push(backend));
  let crashed = false;
  const counts: number[] = [];
  const result = await client.run('mine-patches', mine(24), {
    onProgress: ({ done }) => {
      counts.push(done);
      if (crashed) return;
      crashed = true;
      void (cdp() as unknown as { send(method: string): Promise<void> }).send('Browser.crashGpuProcess');
    },
  });
  client.stop();
  expect(backends).toEqual(['webgl', 'wasm']);
  expect(result.backend).toBe('wasm');
  expect(result.lists).toEqual(expected.lists);
  expect(counts.filter((done) => done === 4)).toHaveLength(2);
});

test('a painting whose GPU crashes in the middle goes on from its last picture on the next backend', async () => {
  const client = new Client({ search: '?backend=webgl' });
  const run = new TransferRun(client);
  const { contentLayer, lambda, ratio, variation, rate } = STYLE_DEFAULTS;
  run.start({
    network: 'pictures',
    width: 64,
    height: 64,
    content: { kind: 'content', name: 'cat' },
    contentLayer,
    styles: [{ input: { kind: 'style', name: 'swirls', seed: 1 }, weight: 1 }],
    lambda,
    alpha: ratio,
    beta: 1,
    variation,
    start: { kind: 'content' },
    optimiser: 'adam',
    rate: rate.adam,
    steps: 12,
  });
  await expect.poll(() => run.step, { timeout: 40_000 }).toBeGreaterThan(1);
  expect(run.backend).toBe('webgl');
  void (cdp() as unknown as { send(method: string): Promise<void> }).send('Browser.crashGpuProcess');
  await expect.poll(() => run.status, { timeout: 40_000 }).toBe('finished');
  client.stop();
  expect(run.backend).toBe('wasm');
  expect(run.notice).toMatch(/goes on from step [1-9]/);
  expect(run.losses.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(run.losses.at(-1)!.total).toBeLessThan(run.losses[0]!.total);
});
