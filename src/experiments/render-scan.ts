import type { ScanOverrides } from '#world/volume/factors';
import type { Point } from '#world/volume/grid';
import { scan } from '#world/volume/phantom';
import { probe } from '#world/volume/probe';
import { type Experiment, ExperimentError } from './experiment.ts';

/** A scan of the world, or a ball and a tube in lung. */
export type RenderScanOptions =
  | { kind: 'scan'; seed: number; overrides: ScanOverrides }
  | { kind: 'probe'; radius: number; tilt: number; noise: number; seed: number };

/** A ball of the scan that is looked for. */
export interface RenderedNodule {
  /** In voxels. */
  centre: Point;
  radius: number;
}

export interface RenderedVolume {
  /** Voxels along depth, height and width. */
  size: [number, number, number];
  /** Greys from 0 to 1, [depth, height, width]. */
  voxels: Float32Array;
}

export interface RenderScanResult {
  /** The scan; or the ball, then the tube. */
  volumes: RenderedVolume[];
  /** What each voxel of the scan is made of, by its place in `TISSUES`; empty for a probe. */
  labels: Uint8Array;
  nodules: RenderedNodule[];
}

/** Odd, so that the middle is that of a voxel; what the networks see from any slice that is shown lies inside. */
const PROBE_SIZE: [number, number, number] = [29, 25, 25];

/** Factors that a reader sets, and between what. */
const LIMITS = {
  nodules: [0, 12],
  noduleRadius: [1, 6],
  noise: [0, 0.3],
  radius: [1, 6],
  tilt: [0, 90],
} as const;

/**
 * Draws a volume of the world.
 *
 * @throws ExperimentError 'bad-input' for a factor outside its limits
 */
export const run: Experiment<RenderScanOptions, never, RenderScanResult> = async function* (options) {
  const given = options.kind === 'scan' ? options.overrides : options;
  for (const [name, [least, most]] of Object.entries(LIMITS)) {
    const value = (given as Record<string, unknown>)[name];
    if (value === undefined || value === null || (Number(value) >= least && Number(value) <= most)) continue;
    throw new ExperimentError('bad-input', `${name} must be from ${least} to ${most}, not ${value}.`);
  }
  yield { done: 0, total: 1, what: 'volumes drawn' };
  if (options.kind === 'probe') {
    const { radius, tilt, noise, seed } = options;
    const { ball, tube } = probe({ size: PROBE_SIZE, radius, tilt, noise, seed });
    return {
      volumes: [ball, tube].map((voxels) => ({ size: [...PROBE_SIZE], voxels })),
      labels: new Uint8Array(0),
      nodules: [],
    };
  }
  const { size, voxels, labels, nodules } = scan(options.seed, options.overrides);
  return {
    volumes: [{ size: [...size] as [number, number, number], voxels }],
    labels,
    nodules: nodules.map(({ centre, radius }) => ({ centre, radius })),
  };
};
