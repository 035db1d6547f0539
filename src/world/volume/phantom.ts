import { anatomyOf } from './anatomy.ts';
import { drawScan, type ScanFactors, type ScanOverrides, stream } from './factors.ts';
import { SIDE, type VolumeSize, voxelAt } from './grid.ts';
import { type Nodule, placeNodules } from './nodules.ts';
import { scanNoise } from './noise.ts';
import { type Canvas, paintPart } from './paint.ts';
import { ballDistance, coverage } from './shapes.ts';
import { LABEL } from './tissues.ts';
import { tubeOf } from './tube.ts';
import { plus } from './vectors.ts';
import { growVessels, type Vessel } from './vessel-tree.ts';

/** A body scan whose truth is known. */
export interface Scan {
  factors: ScanFactors;
  size: VolumeSize;
  /** [z, y, x], greys from 0 (air) to 1 (dense bone), noise and all. */
  voxels: Float32Array;
  /** [z, y, x], what most of each voxel is made of: `LABEL` of `#world/volume/tissues`. */
  labels: Uint8Array;
  nodules: Nodule[];
  vessels: Vessel[];
}

/**
 * A scan of a chest with vessels and nodules in its lungs. Nodules are balls, vessels branching tubes of the same
 * grey and the same radii: cut across, a tube looks like a ball.
 *
 * @param seed any whole number
 */
export function scan(seed: number, overrides: ScanOverrides = {}): Scan {
  return renderScan(drawScan(seed, overrides));
}

/** The scan of given factors. */
export function renderScan(factors: ScanFactors): Scan {
  const size: VolumeSize = [SIDE, SIDE, SIDE];
  const canvas: Canvas = {
    size,
    voxels: new Float32Array(SIDE ** 3),
    labels: new Uint8Array(SIDE ** 3),
  };
  const anatomy = anatomyOf(factors);
  for (const part of anatomy.parts) paintPart(canvas, part);
  const inLung = shareOfLung(canvas, anatomy.lung);
  const vessels = growVessels(factors, anatomy);
  const grey = factors.lungGrey + factors.contrast;
  for (const { path, radii } of vessels) {
    for (const piece of tubeOf(path, radii)) paintPart(canvas, { tissue: 'vessel', grey, ...piece }, inLung);
  }
  const nodules = placeNodules(factors, anatomy, vessels);
  for (const { centre, radius } of nodules) {
    const reach = radius + 1;
    const distance = ballDistance(centre, radius);
    paintPart(canvas, {
      tissue: 'nodule',
      grey,
      distance,
      from: plus(centre, [-reach, -reach, -reach]),
      to: plus(centre, [reach, reach, reach]),
    });
  }
  const noise = scanNoise([SIDE, SIDE, SIDE], factors.noise, stream(factors.seed, 'noise'));
  const { voxels, labels } = canvas;
  for (let i = 0; i < voxels.length; i++) {
    voxels[i] = Math.min(1, Math.max(0, voxels[i]! + noise[i]!));
  }
  return { factors, size, voxels, labels, nodules, vessels };
}

/** Share of each voxel that lies in a lung and is not covered by another organ. */
function shareOfLung(
  { size, labels }: Canvas,
  lung: (z: number, y: number, x: number) => number,
): Float32Array {
  const share = new Float32Array(labels.length);
  for (let z = 0; z < size[0]; z++) {
    for (let y = 0; y < size[1]; y++) {
      for (let x = 0; x < size[2]; x++) {
        const at = voxelAt(size, z, y, x);
        if (labels[at] === LABEL.lung) share[at] = coverage(lung(z, y, x));
      }
    }
  }
  return share;
}
