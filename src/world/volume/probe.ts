import { randomStream } from '../random.ts';
import { type VolumeSize, voxelAt } from './grid.ts';
import { scanNoise } from './noise.ts';
import { coverage } from './shapes.ts';

/** A ball and a tube of one grey and one radius, each alone in lung. */
export interface ProbeOptions {
  size: VolumeSize;
  /** Of the ball and of the tube, in voxels. */
  radius: number;
  /** Where both middles are, against the middle of the volume, in voxels: [z, y, x]. */
  offset: readonly [z: number, y: number, x: number];
  /** How far the tube leans from the slice's normal towards its rows, in degrees: 0 runs straight through, 90 lies in it. */
  tilt: number;
  /** Grey of the lung, and how much brighter both things are. */
  lungGrey: number;
  contrast: number;
  /** Standard deviation of the noise; both volumes have the same. */
  noise: number;
  seed: number;
}

export const PROBE: ProbeOptions = {
  size: [17, 24, 24],
  radius: 1.4,
  offset: [0, 0, 0],
  tilt: 0,
  lungGrey: 0.14,
  contrast: 0.41,
  noise: 0,
  seed: 1,
};

export interface Probe {
  size: VolumeSize;
  /** [z, y, x] greys. */
  ball: Float32Array;
  tube: Float32Array;
}

/**
 * The two volumes. In the slice through the ball's middle, ball and upright tube (tilt 0) are the same to the last
 * bit: there the distance to the ball's middle is the distance to the tube's axis. This needs a middle that lies in a
 * slice: a whole offset[0] for an odd number of slices.
 */
export function probe(options: Partial<ProbeOptions> = {}): Probe {
  const { size, radius, offset, tilt, lungGrey, contrast, noise, seed } = { ...PROBE, ...options };
  const [cz, cy, cx] = size.map((side, axis) => (side - 1) / 2 + offset[axis]!) as [number, number, number];
  const lean = (tilt * Math.PI) / 180;
  const [upright, sideways] = [Math.cos(lean), Math.sin(lean)];
  const ball = new Float32Array(size[0] * size[1] * size[2]);
  const tube = new Float32Array(ball.length);
  const grain = scanNoise([size[0], size[1], size[2]], noise, randomStream(seed));
  for (let z = 0; z < size[0]; z++) {
    for (let y = 0; y < size[1]; y++) {
      for (let x = 0; x < size[2]; x++) {
        const at = voxelAt(size, z, y, x);
        const [dz, dy, dx] = [z - cz, y - cy, x - cx];
        const toMiddle = Math.sqrt(dz * dz + dy * dy + dx * dx);
        // What is left of the way to the tube's axis when the way along it is taken off.
        const off = tilt === 0 ? dx : dx * upright - dz * sideways;
        const toAxis = Math.sqrt(dy * dy + off * off);
        ball[at] = grey(toMiddle - radius, lungGrey, contrast, grain[at]!);
        tube[at] = grey(toAxis - radius, lungGrey, contrast, grain[at]!);
      }
    }
  }
  return { size, ball, tube };
}

function grey(distance: number, lungGrey: number, contrast: number, noise: number): number {
  return Math.min(1, Math.max(0, lungGrey + contrast * coverage(distance) + noise));
}
