import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ScanDimensions } from '#models/scan-networks';
import { SIDE } from '#world/volume/grid';

/**
 * A network's answer for every voxel of a scan: slice by slice, or at once.
 *
 * @param voxels [z, y, x]
 * @returns logits, [z, y, x]
 */
export function readScan(model: LayersModel, dimensions: ScanDimensions, voxels: Float32Array): Float32Array {
  const shape = dimensions === 2 ? [SIDE, SIDE, SIDE, 1] : [1, SIDE, SIDE, SIDE, 1];
  return tidy(() => (model.predict(tensor(voxels, shape)) as Tensor).dataSync() as Float32Array);
}

/** How much of an answer comes from the slices below and above it, where answers are smoothed. */
const NEIGHBOURS = [1, 2, 1] as const;

/**
 * Answers smoothed across slices: each is the mean of those at its place in its own slice, twice, and in the slices
 * before and after, where there are such.
 *
 * @param answers [z, y, x]
 */
export function smoothOverSlices(answers: Float32Array): Float32Array {
  return mixSlices(answers, (z) => NEIGHBOURS.map((weight, i) => ({ z: z + i - 1, weight })));
}

/** Slices so far away tell whether a thing goes on. */
const AWAY = [-4, -3, 3, 4] as const;

/**
 * Smoothed answers less what the network says at the same place three and four slices away: a rule made by hand
 * against tubes that stand upright.
 *
 * @param answers [z, y, x]
 */
export function lessThoseAway(answers: Float32Array): Float32Array {
  const smooth = smoothOverSlices(answers);
  const away = mixSlices(answers, (z) => AWAY.map((step) => ({ z: z + step, weight: 1 })));
  return smooth.map((value, i) => value - away[i]!);
}

/** A weighted mean of slices of which some may not be there. */
function mixSlices(answers: Float32Array, of: (z: number) => { z: number; weight: number }[]): Float32Array {
  const area = SIDE * SIDE;
  const mixed = new Float32Array(answers.length);
  for (let z = 0; z < SIDE; z++) {
    const parts = of(z).filter((part) => part.z >= 0 && part.z < SIDE);
    const total = parts.reduce((sum, { weight }) => sum + weight, 0);
    for (const part of parts) {
      const share = part.weight / total;
      for (let i = 0; i < area; i++) mixed[z * area + i]! += share * answers[part.z * area + i]!;
    }
  }
  return mixed;
}
