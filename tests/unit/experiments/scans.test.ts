import { readFileSync } from 'node:fs';
import { memory, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExperimentContext } from '#experiments/experiment';
import { siteNetwork } from '#experiments/networks';
import { type ReadScanOptions, run as readScan } from '#experiments/read-scan';
import { type RenderScanOptions, run as renderScan } from '#experiments/render-scan';
import { run as scanFilters } from '#experiments/scan-filters';
import { scanNetwork } from '#models/scan-networks';
import { SIDE } from '#world/volume/grid';
import { scan } from '#world/volume/phantom';
import { fileContext, finish } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

let context: ExperimentContext;
beforeAll(async () => {
  await startTensorflow('wasm');
  context = fileContext('public');
});

const PROBE: RenderScanOptions = { kind: 'probe', radius: 1.6, tilt: 0, noise: 0.03, seed: 5 };
const draw = (options: RenderScanOptions) => finish(renderScan, options, context);
const read = (options: ReadScanOptions) => finish(readScan, options, context);

describe('render-scan', () => {
  it('gives the scan of the world, with its truth', async () => {
    const overrides = { nodules: 3, noise: 0.02 };
    const { volumes, labels, nodules } = await draw({ kind: 'scan', seed: 4, overrides });
    const truth = scan(4, overrides);
    expect(volumes).toHaveLength(1);
    expect(volumes[0]!.size).toEqual([SIDE, SIDE, SIDE]);
    expect(volumes[0]!.voxels).toEqual(truth.voxels);
    expect(labels).toEqual(truth.labels);
    expect(nodules).toEqual(truth.nodules.map(({ centre, radius }) => ({ centre, radius })));
  });

  it('gives a ball and a tube whose middle slices are the same, and no others near it', async () => {
    const { volumes } = await draw(PROBE);
    const [ball, tube] = volumes.map(({ voxels }) => voxels);
    const [depth, height, width] = volumes[0]!.size;
    const area = height * width;
    const differ = (slice: number) => {
      let count = 0;
      for (let at = slice * area; at < (slice + 1) * area; at++) if (ball![at] !== tube![at]) count += 1;
      return count;
    };
    const middle = (depth - 1) / 2;
    expect(differ(middle)).toBe(0);
    expect(differ(middle + 2)).toBeGreaterThan(0);
    expect(differ(middle - 6)).toBeGreaterThan(0);
  });

  it.each([
    { kind: 'probe', radius: 99, tilt: 0, noise: 0, seed: 1 },
    { kind: 'probe', radius: 2, tilt: -1, noise: 0, seed: 1 },
    { kind: 'scan', seed: 1, overrides: { nodules: 1e9 } },
    { kind: 'scan', seed: 1, overrides: { noise: Number.NaN } },
  ] as RenderScanOptions[])('refuses what is no scan: %o', async (options) => {
    await expect(draw(options)).rejects.toMatchObject({ code: 'bad-input' });
  });
});

describe('read-scan', () => {
  it.each(['scans-2d', 'scans-3d'] as const)(
    'answers as the network does when it is asked at once: %s',
    async (name) => {
      const { volumes } = await draw(PROBE);
      const { answers, milliseconds } = await read({ network: name, volumes });
      const network = await siteNetwork(name, context);
      for (const [index, { size, voxels }] of volumes.entries()) {
        const shape = name === 'scans-2d' ? [...size, 1] : [1, ...size, 1];
        const input = tensor(voxels, shape);
        const whole = network.predict(input) as Tensor;
        const values = whole.dataSync();
        expect(answers[index]).toHaveLength(values.length);
        let largest = 0;
        for (let i = 0; i < values.length; i++)
          largest = Math.max(largest, Math.abs(values[i]! - answers[index]![i]!));
        expect(largest).toBeLessThan(1e-4);
        for (const one of [input, whole]) one.dispose();
      }
      expect(milliseconds).toBeGreaterThan(0);
    },
  );

  it('slice by slice, the same slice gets the same answer, bit for bit; as a volume it does not', async () => {
    const { volumes } = await draw(PROBE);
    const [depth, height, width] = volumes[0]!.size;
    const middle = (depth - 1) / 2;
    const slice = (answer: Float32Array) =>
      answer.slice(middle * height * width, (middle + 1) * height * width);
    const flat = await read({ network: 'scans-2d', volumes });
    expect(slice(flat.answers[0]!)).toEqual(slice(flat.answers[1]!));
    const deep = await read({ network: 'scans-3d', volumes });
    expect(slice(deep.answers[0]!)).not.toEqual(slice(deep.answers[1]!));
  });

  it('stops between two layers', async () => {
    const { volumes } = await draw(PROBE);
    const stop = new AbortController();
    const steps = readScan({ network: 'scans-3d', volumes }, { ...context, signal: stop.signal });
    const before = memory().numTensors;
    for (let step = 0; step < 3; step++) await steps.next();
    stop.abort(new DOMException('enough', 'AbortError'));
    await expect(steps.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(memory().numTensors).toBe(before);
  });

  it('leaves no tensors behind', async () => {
    const { volumes } = await draw(PROBE);
    for (const network of ['scans-2d', 'scans-3d'] as const) await read({ network, volumes });
    const before = memory().numTensors;
    for (const network of ['scans-2d', 'scans-3d'] as const) await read({ network, volumes });
    expect(memory().numTensors).toBe(before);
  });

  it.each([
    { size: [2, 2, 2], voxels: new Float32Array(7) },
    { size: [0, 4, 4], voxels: new Float32Array(0) },
    { size: [1, 1, 129 ** 3], voxels: new Float32Array(129 ** 3) },
  ] as ReadScanOptions['volumes'])('refuses a volume that is none: $size', async (volume) => {
    await expect(read({ network: 'scans-3d', volumes: [volume] })).rejects.toMatchObject({
      code: 'bad-input',
    });
  });
});

describe('scan-filters', () => {
  it('brings each filter’s weights together', async () => {
    const { networks } = await finish(scanFilters, { networks: ['scans-2d', 'scans-3d'] }, context);
    for (const bank of networks) {
      const network = await siteNetwork(bank.network, context);
      const [kernel, bias] = network.layers[0]!.getWeights();
      const values = kernel!.dataSync();
      const [depth, height, width] = bank.kernel;
      expect(bank.kernel.filter((side) => side > 1)).toEqual(kernel!.shape.slice(0, -2));
      const [filter, z, y, x] = [bank.filters - 1, depth - 1, 1, 2];
      expect(bank.weights[((filter * depth + z) * height + y) * width + x]).toBe(
        values[((z * height + y) * width + x) * bank.filters + filter],
      );
      const seed = JSON.parse(readFileSync(`public/models/${bank.network}/card.json`, 'utf8')).seed;
      const start = scanNetwork(depth === 1 ? 2 : 3, seed)
        .layers[0]!.getWeights()[0]!
        .dataSync();
      expect(bank.start[((filter * depth + z) * height + y) * width + x]).toBe(
        start[((z * height + y) * width + x) * bank.filters + filter],
      );
      expect(bank.biases).toEqual(bias!.dataSync());
      expect(bank.parameters).toBe(network.countParams());
    }
  });
});
