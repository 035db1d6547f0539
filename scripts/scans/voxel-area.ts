import { drawPeople } from '#math/people-bootstrap';
import { quantile } from '#math/quantile';
import { binnedRoc } from '#math/verification-interval';
import type { MeasuredFigure } from '#site/model-card';
import { ROLE } from './scan-set.ts';

/** Answers are put into so many bins, from the surest to the least sure; outside of the range at its ends. */
const BINS = 2000;
const SUREST = 20;

/** How often the voxels of one scan have each answer. */
export interface VoxelAnswers {
  /** [bins], surest first. */
  nodule: Float64Array;
  vessel: Float64Array;
}

/** @param roles of the voxels: `ROLE` */
export function binAnswers(answers: Float32Array, roles: Uint8Array): VoxelAnswers {
  const bins = { nodule: new Float64Array(BINS), vessel: new Float64Array(BINS) };
  for (const [i, answer] of answers.entries()) {
    const into = roles[i] === ROLE.nodule ? bins.nodule : roles[i] === ROLE.vessel ? bins.vessel : undefined;
    if (!into) continue;
    const bin = Math.floor((BINS * (SUREST - answer)) / (2 * SUREST));
    into[Math.min(BINS - 1, Math.max(0, bin))]! += 1;
  }
  return bins;
}

/**
 * The area under the ROC curve of voxels of nodules against voxels of vessels: the chance that the answer is higher for
 * one of the former. Its interval is over scans, drawn again with replacement.
 */
export function voxelArea(scans: readonly VoxelAnswers[], random: () => number, draws = 400): MeasuredFigure {
  const areaOf = (times: ArrayLike<number>) => {
    const [nodule, vessel] = (['nodule', 'vessel'] as const).map((kind) => {
      const sum = new Float64Array(BINS);
      scans.forEach((scan, i) => {
        for (let bin = 0; bin < BINS; bin++) sum[bin]! += times[i]! * scan[kind][bin]!;
      });
      return sum;
    }) as [Float64Array, Float64Array];
    return binnedRoc(nodule, vessel).area;
  };
  const drawn = Float64Array.from({ length: draws }, () => areaOf(drawPeople(scans.length, random))).sort();
  return {
    value: areaOf(new Uint8Array(scans.length).fill(1)),
    low: quantile(drawn, 0.025),
    high: quantile(drawn, 0.975),
  };
}
