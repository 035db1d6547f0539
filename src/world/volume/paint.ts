import { type Point, type VolumeSize, voxelAt } from './grid.ts';
import { coverage, type SignedDistance } from './shapes.ts';
import { LABEL, type Tissue } from './tissues.ts';

/** A thing of one tissue. Later parts are painted over earlier ones. */
export interface Part {
  tissue: Tissue;
  /** 0 (air) to 1 (dense bone). */
  grey: number;
  distance: SignedDistance;
  /** Where it can lie, [z, y, x]; all of the scan, if left out. */
  from?: Point;
  to?: Point;
}

/** Greys and labels that are being painted, row-major. */
export interface Canvas {
  size: VolumeSize;
  voxels: Float32Array;
  labels: Uint8Array;
}

/**
 * Paints a part over what is there. A voxel that it covers in part takes that share of its grey, and its label when
 * the share is a half or more.
 *
 * @param within share of each voxel that may be painted; all of it, if left out
 */
export function paintPart({ size, voxels, labels }: Canvas, part: Part, within?: Float32Array): void {
  const low = size.map((_, axis) => Math.max(0, Math.floor(part.from?.[axis] ?? 0)));
  const high = size.map((side, axis) => Math.min(side - 1, Math.ceil(part.to?.[axis] ?? side)));
  const label = LABEL[part.tissue];
  for (let z = low[0]!; z <= high[0]!; z++) {
    for (let y = low[1]!; y <= high[1]!; y++) {
      let at = voxelAt(size, z, y, low[2]!);
      for (let x = low[2]!; x <= high[2]!; x++, at++) {
        let share = coverage(part.distance(z, y, x));
        if (share === 0) continue;
        if (within) share *= within[at]!;
        voxels[at] = voxels[at]! + share * (part.grey - voxels[at]!);
        if (share >= 0.5) labels[at] = label;
      }
    }
  }
}
