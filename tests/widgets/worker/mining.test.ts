import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Client, ExperimentError } from '#worker/client';
import type { MinePatchesOptions } from '#worker/protocol';
import { sampleFactors } from '#world/scene/factors';

let client: Client;

beforeEach(() => {
  client = new Client({ search: '?backend=wasm' });
});
afterEach(() => client.stop());

const mine = (count: number, layers = ['conv2']): MinePatchesOptions => ({
  network: 'pictures',
  layers,
  source: { kind: 'world', from: 1_000, count },
  keep: 3,
  batch: 4,
});

async function caught(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('It should have failed.');
}

describe('mining in the worker', () => {
  test('leaves as many tensors after ten runs as after one', async () => {
    const partials: number[] = [];
    await client.run('mine-patches', mine(8), {
      onProgress: ({ partial }) => partial && partials.push(partial.pictures),
    });
    expect(partials.at(-1)).toBe(8);
    const after = await client.tensors();
    expect(after).toBeGreaterThan(0);
    for (let i = 0; i < 9; i++) await client.run('mine-patches', mine(8));
    expect(await client.tensors()).toBe(after);
  });

  test('of one picture, or of one factor, leaves as many tensors after ten runs as after one', async () => {
    const unit = { network: 'pictures', layer: 'conv5', unit: 3 } as const;
    const runAll = async () => {
      const pictures = [{ kind: 'seed' as const, seed: 8 }];
      await client.run('activation-map', { ...unit, pictures });
      const factors = sampleFactors(8, 'cat');
      await client.run('tune-unit', { ...unit, factors, vary: 'yaw', values: [0, 30] });
    };
    await runAll();
    const after = await client.tensors();
    for (let i = 0; i < 9; i++) await runAll();
    expect(await client.tensors()).toBe(after);
  });

  test('leaves no tensor of a run that was cancelled', async () => {
    await client.run('mine-patches', mine(8));
    const after = await client.tensors();
    const controller = new AbortController();
    const running = client.run('mine-patches', mine(400), {
      signal: controller.signal,
      onProgress: ({ done }) => done >= 8 && controller.abort(),
    });
    expect(await caught(running)).toMatchObject({ name: 'AbortError' });
    await client.run('mine-patches', mine(4));
    expect(await client.tensors()).toBe(after);
  });

  test('does not spoil a run by cancelling another one that loads the same network', async () => {
    const controller = new AbortController();
    const first = caught(client.run('mine-patches', mine(400), { signal: controller.signal }));
    const second = client.run('mine-patches', mine(4));
    controller.abort();
    expect(await first).toMatchObject({ name: 'AbortError' });
    expect((await second).pictures).toBe(4);
  });
});

describe('what goes wrong reaches the widget', () => {
  test.for<[string, Partial<MinePatchesOptions>, RegExp]>([
    ['an unknown layer', { layers: ['conv99'] }, /no layer named conv99/],
    ['an unknown network', { network: 'cats' as 'pictures' }, /no network named cats/],
    ['a count of 0', { source: { kind: 'world', from: 0, count: 0 } }, /whole number from 1/],
  ])('%s', async ([, wrong, sentence]) => {
    const error = await caught(client.run('mine-patches', { ...mine(4), ...wrong }));
    expect(error).toBeInstanceOf(ExperimentError);
    expect(error).toMatchObject({
      code: 'bad-input',
      retry: false,
      message: expect.stringMatching(sentence),
    });
  });

  test('a backend that the link forces in vain', async () => {
    client = new Client({ search: '?backend=webgpu' });
    const error = await caught(client.run('mine-patches', mine(4)));
    expect(error).toMatchObject({
      code: 'no-backend',
      message: expect.stringMatching(/asks for the webgpu/),
    });
    expect(await client.run('render-scenes', { items: [{ seed: 1, size: 8 }] })).toEqual({ count: 1 });
  });
});
