import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { ExperimentError } from '#worker/client';
import { chooseBackend } from '../../../src/worker/backends.ts';
import type { BackendName } from '../../../src/worker/protocol.ts';

describe('the choice of a backend', () => {
  test('prefers WASM to a GPU that is emulated in software', async () => {
    expect((await chooseBackend({ forced: null, lost: [] })).name).toBe('wasm');
  });

  test.for<BackendName>(['cpu', 'wasm'])('takes %s when the link forces it', async (name) => {
    const backend = await chooseBackend({ forced: name, lost: [] });
    expect(backend.name).toBe(name);
    expect(tf.getBackend()).toBe(name);
    expect(backend.isLost()).toBe(false);
    expect(Array.from(await tf.tidy(() => tf.square([1, 2, 3])).data())).toEqual([1, 4, 9]);
  });

  test('leaves no tensor behind', async () => {
    await chooseBackend({ forced: 'wasm', lost: [] });
    const before = tf.memory().numTensors;
    await chooseBackend({ forced: 'wasm', lost: [] });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('goes on behind a backend that was lost, even a forced one', async () => {
    expect((await chooseBackend({ forced: 'webgl', lost: ['webgl'] })).name).toBe('wasm');
    expect((await chooseBackend({ forced: null, lost: ['webgpu', 'wasm'] })).name).toBe('cpu');
  });

  test('says which backend the link asks for in vain', async () => {
    const choice = chooseBackend({ forced: 'webgpu', lost: [] });
    await expect(choice).rejects.toThrow(ExperimentError);
    await expect(choice).rejects.toMatchObject({ code: 'no-backend', retry: false });
    await expect(choice).rejects.toThrow(/asks for the webgpu backend/);
  });
});
