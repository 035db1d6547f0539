import { type VolumeSize, voxelAt } from './grid.ts';
import { LABEL } from './tissues.ts';

/**
 * Voxels in the lungs that no other organ touches: what a projection shows of lungs alone, as bone would outshine all
 * that lies before and behind it.
 *
 * @param labels of a scan, [z, y, x]
 * @returns [z, y, x], 1 in the lungs (air, vessels, nodules), 0 elsewhere
 */
export function lungMask(labels: Uint8Array, size: VolumeSize): Uint8Array {
  const [depth, height, width] = size;
  const own = new Set([LABEL.lung, LABEL.vessel, LABEL.nodule]);
  const mask = new Uint8Array(labels.length);
  const steps = [1, width, width * height];
  for (let z = 1; z < depth - 1; z++) {
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1; x < width - 1; x++) {
        const at = voxelAt(size, z, y, x);
        if (!own.has(labels[at]!)) continue;
        // A nodule on the lung's surface is kept whole.
        if (
          labels[at] === LABEL.nodule ||
          steps.every((s) => own.has(labels[at - s]!) && own.has(labels[at + s]!))
        ) {
          mask[at] = 1;
        }
      }
    }
  }
  return mask;
}
