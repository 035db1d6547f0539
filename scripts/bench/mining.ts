import { memory, type Tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { run as activationMap } from '#experiments/activation-map';
import { run as encodeFaces } from '#experiments/encode-faces';
import type { ExperimentContext, Pixels } from '#experiments/experiment';
import { run as minePatches } from '#experiments/mine-patches';
import { siteNetwork } from '#experiments/networks';
import { run as tuneUnit } from '#experiments/tune-unit';
import { median } from '#math/quantile';
import { CONVOLUTIONS, PICTURE_SIZE } from '#models/picture-network';
import { FACE_SETS } from '#world/face/sets';
import { sampleFactors } from '#world/scene/factors';
import { ATLAS_PICTURES, KEEP_LOOKING_SEED, SHEET_COLUMNS, SHEET_PICTURES } from '#world/scene/sets';
import { finish } from '../file-context.ts';
import { type Line, medianRatio, milliseconds } from './measure.ts';

const BATCH = 32;
const ROUNDS = 3;

/**
 * Mining the whole atlas beside the bare forward passes over the same pictures, batch by batch in turns, and the
 * network's speed. The sheets are decoded before.
 */
export async function benchMining(context: ExperimentContext): Promise<Line[]> {
  const sheets = new Map<string, Pixels>();
  const decoded: ExperimentContext = {
    ...context,
    async pictures(path) {
      const sheet = sheets.get(path) ?? (await context.pictures(path));
      sheets.set(path, sheet);
      return sheet;
    },
  };
  const options = { network: 'pictures', source: { kind: 'atlas' }, keep: 25, batch: BATCH } as const;
  await finish(minePatches, options, decoded);
  const network = await siteNetwork('pictures', context);
  const batches = batchesOf([...sheets.values()]);
  const mining: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const steps = minePatches(options, decoded);
    for (const batch of batches) {
      mining.push(await milliseconds(() => steps.next()));
      bare.push(await milliseconds(() => forwardPass(network, batch)));
    }
    await steps.return(undefined as never);
  }
  const perPicture = (times: number[]) => median(times) / BATCH;
  return [
    { name: 'mining / bare forward passes', value: medianRatio(mining, bare), bound: 1.25 },
    { name: 'mining, a picture', value: perPicture(mining), unit: 'ms' },
    { name: 'bare forward pass, a picture', value: perPicture(bare), unit: 'ms' },
    { name: 'convolutions, forward', value: operations() / (perPicture(bare) * 1e6), unit: 'GFLOP/s' },
  ];
}

function forwardPass(network: LayersModel, batch: Float32Array): void {
  tidy(() => {
    const pictures = tensor4d(batch, [batch.length / (PICTURE_SIZE ** 2 * 3), PICTURE_SIZE, PICTURE_SIZE, 3]);
    (network.predict(pictures, { batchSize: BATCH }) as Tensor).dataSync();
  });
}

function batchesOf(sheets: Pixels[]): Float32Array[] {
  const numbers = PICTURE_SIZE * PICTURE_SIZE * 3;
  return Array.from({ length: ATLAS_PICTURES / BATCH }, (_, b) => {
    const batch = new Float32Array(BATCH * numbers);
    for (let i = 0; i < batch.length; i++) {
      const picture = b * BATCH + Math.floor(i / numbers);
      const { data, width } = sheets[Math.floor(picture / SHEET_PICTURES)]!;
      const tile = picture % SHEET_PICTURES;
      const pixel = Math.floor((i % numbers) / 3);
      const row = Math.floor(tile / SHEET_COLUMNS) * PICTURE_SIZE + Math.floor(pixel / PICTURE_SIZE);
      const column = (tile % SHEET_COLUMNS) * PICTURE_SIZE + (pixel % PICTURE_SIZE);
      batch[i] = data[(row * width + column) * 4 + (i % 3)]! / 255;
    }
    return batch;
  });
}

/** Multiplications and additions of the convolutions on one picture. */
function operations(): number {
  let side = PICTURE_SIZE;
  let channels = 3;
  let sum = 0;
  for (const { kernel, filters, pool } of CONVOLUTIONS) {
    sum += 2 * side * side * kernel * kernel * channels * filters;
    channels = filters;
    if (pool) side /= 2;
  }
  return sum;
}

/** Tensors alive after ten runs of each experiment, less those after one. */
export async function benchMemory(context: ExperimentContext): Promise<Line[]> {
  const unit = { network: 'pictures', layer: 'conv6', unit: 3 } as const;
  const runs: [string, () => Promise<unknown>][] = [
    [
      'mine-patches',
      () => {
        const source = { kind: 'world', from: KEEP_LOOKING_SEED, count: 8 } as const;
        return finish(minePatches, { network: 'pictures', source, keep: 25 }, context);
      },
    ],
    [
      'activation-map',
      () =>
        finish(activationMap, { ...unit, pictures: [{ kind: 'seed', seed: KEEP_LOOKING_SEED }] }, context),
    ],
    [
      'tune-unit',
      () => {
        const factors = sampleFactors(KEEP_LOOKING_SEED);
        return finish(tuneUnit, { ...unit, factors, vary: 'yaw', values: [-20, 20] }, context);
      },
    ],
    [
      'encode-faces',
      () => {
        const view = { identity: FACE_SETS.gallery.first, conditions: 0 };
        return finish(encodeFaces, { faces: [{ kind: 'face', ...view }] }, context);
      },
    ],
  ];
  const lines: Line[] = [];
  for (const [name, once] of runs) {
    await once();
    const before = memory().numTensors;
    for (let i = 0; i < 9; i++) await once();
    const more = memory().numTensors - before;
    lines.push({ name: `tensors after ten runs − after one, ${name}`, value: more, bound: 0 });
  }
  return lines;
}
