import type { Part } from './anatomy.ts';
import { type VolumeSize, voxelAt } from './grid.ts';
import { coverage } from './shapes.ts';
import { LABEL } from './tissues.ts';

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
  const [low, high] = [0, 1, 2]
    .map((axis) => axis)
    .reduce<[number[], number[]]>(
      ([from, to], axis) => [
        [...from, Math.max(0, Math.floor(part.from?.[axis] ?? 0))],
        [...to, Math.min(size[axis]! - 1, Math.ceil(part.to?.[axis] ?? size[axis]!))],
      ],
      [[], []],
    );
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
