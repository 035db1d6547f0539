import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { chooseBackend } from '../../src/worker/backends.ts';
import { cases, checkCase, fetchAsset } from '../style-costs.ts';

// In a project of its own, since the browser must be told to emulate WebGPU in software. That takes its time.
describe('the costs of style transfer on WebGPU', { timeout: 300_000 }, () => {
  beforeAll(() => chooseBackend({ forced: 'webgpu', lost: [] }));

  it.for(cases)("are PyTorch's, with their slopes: $name", async (one) => {
    await checkCase(one, fetchAsset);
    expect(tf.getBackend()).toBe('webgpu');
  });

  it('leave no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await checkCase(cases[0]!, fetchAsset);
    expect(tf.memory().numTensors).toBe(before);
  });
});
