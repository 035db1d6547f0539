import type { LayersModel } from '@tensorflow/tfjs-layers';
import { findCandidates, matchCandidates } from '#math/candidates';
import { frocCurve, frocPointAt, readingOf } from '#math/froc';
import type { ScanDimensions } from '#models/scan-networks';
import { SIDE } from '#world/volume/grid';
import { readScan } from './read.ts';
import { type ScanSet, VOXELS } from './scan-set.ts';

/** Share of the nodules that a network finds at one false alarm a scan. */
export function sensitivityOn(set: ScanSet, model: LayersModel, dimensions: ScanDimensions): number {
  const readings = set.nodules.map((nodules, i) => {
    const answers = readScan(model, dimensions, set.voxels.subarray(i * VOXELS, (i + 1) * VOXELS));
    const candidates = findCandidates(answers, [SIDE, SIDE, SIDE]);
    return readingOf(candidates, matchCandidates(candidates, nodules), nodules.length);
  });
  return frocPointAt(frocCurve(readings), 1).sensitivity;
}
