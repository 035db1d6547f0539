import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadNetwork } from '#models/load-network';
import { pictureNetwork } from '#models/picture-network';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';
import { saveNetwork } from '../../../scripts/training/model-files.ts';

describe('loadNetwork', () => {
  let folder: string;
  const saved = () => pictureNetwork(20, 3);
  const asset = async (name: string) => new Uint8Array(readFileSync(path.join(folder, name))).buffer;

  beforeAll(async () => {
    await startTensorflow('wasm');
    folder = await mkdtemp(path.join(tmpdir(), 'network-'));
    await saveNetwork(saved(), path.join(folder, 'models/one'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gives the network that was saved, weight by weight', async () => {
    const loaded = await loadNetwork('models/one', asset);
    const numbers = (model: typeof loaded) => model.getWeights().map((weight) => [...weight.dataSync()]);
    expect(numbers(loaded)).toEqual(numbers(saved()));
    expect(loaded.layers.map(({ name }) => name)).toEqual(saved().layers.map(({ name }) => name));
  });

  it('loads once for a backend', async () => {
    const refuse = async (): Promise<ArrayBuffer> => {
      throw new Error('asked again');
    };
    expect(await loadNetwork('models/one', refuse)).toBe(await loadNetwork('models/one', asset));
  });

  it('tries again after a file was missing', async () => {
    let online = false;
    const asked: string[] = [];
    const flaky = async (name: string) => {
      asked.push(name);
      if (!online) throw new Error(`${name} is missing`);
      return asset(name.replace('two', 'one'));
    };
    await expect(loadNetwork('models/two', flaky)).rejects.toThrow('models/two/model.json is missing');
    online = true;
    expect((await loadNetwork('models/two', flaky)).outputShape).toEqual([null, 20]);
    expect(asked).toEqual(['models/two/model.json', 'models/two/model.json', 'models/two/weights.bin']);
  });
});
