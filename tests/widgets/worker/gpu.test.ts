import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { cdp } from 'vitest/browser';
import { Client } from '#worker/client';
import type { BackendName, MinePatchesOptions } from '#worker/protocol';
import { chooseBackend } from '../../../src/worker/backends.ts';

// All tests that use the GPU are in this file, one after the other, since the last one crashes it for all pages.

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
