import { randomStream } from '../random.ts';

/** Everything about a scan that was drawn; the rest follows from `seed`. */
export interface ScanFactors {
  seed: number;
  /** Size of the chest against the usual, across and from front to back. */
  bodyWidth: number;
  bodyDepth: number;
  /** Thickness of the fat below the skin, in voxels. */
  fat: number;
  /** Size of the heart against the usual. */
  heartSize: number;
  /** How much higher the diaphragm stands than usual, in voxels (breathing out raises it). */
  diaphragm: number;
  /** Grey of aerated lung, 0 to 1. */
  lungGrey: number;
  /** How much brighter than lung its vessels and nodules are: one grey for both. */
  contrast: number;
  /** Vessels that leave the root of each lung; each branches. */
  vessels: number;
  /** Nodules in both lungs together. */
  nodules: number;
  /**
   * The nodules' radius in voxels, on average; they still vary by as much. null: each has the radius of some place of
   * the scan's vessels.
   */
  noduleRadius: number | null;
  /** Standard deviation of the noise, in greys. */
  noise: number;
}

export type ScanOverrides = Partial<Omit<ScanFactors, 'seed'>>;

/** The greatest number of nodules of a scan that is not told how many. */
export const MOST_NODULES = 5;

/** From what each factor is drawn, evenly. */
export const FACTOR_RANGES = {
  bodyWidth: [0.92, 1.04],
  bodyDepth: [0.9, 1.08],
  fat: [0.9, 2.2],
  heartSize: [0.88, 1.12],
  diaphragm: [-2, 2],
  lungGrey: [0.1, 0.18],
  contrast: [0.36, 0.46],
  noise: [0.02, 0.045],
} as const;

/** What a reader may set, in which steps; the usual noise is in the middle of its range above. */
export const SCAN_SLIDERS = {
  nodules: { low: 0, high: 8, step: 1 },
  noduleRadius: { low: 0.8, high: 2.6, step: 0.1 },
  noise: { low: 0, high: 0.12, step: 0.005 },
} as const;

/**
 * The factors of a scan. Overridden ones leave the others as they are.
 *
 * @param seed any whole number
 */
export function drawScan(seed: number, overrides: ScanOverrides = {}): ScanFactors {
  const random = stream(seed, 'factors');
  const drawn = Object.fromEntries(
    Object.entries(FACTOR_RANGES).map(([name, [low, high]]) => [name, low + (high - low) * random()]),
  ) as Record<keyof typeof FACTOR_RANGES, number>;
  const vessels = 4 + Math.floor(2 * random());
  const nodules = 1 + Math.floor(MOST_NODULES * random());
  return { seed, ...drawn, vessels, nodules, noduleRadius: null, ...overrides };
}

const PURPOSES = ['factors', 'vessels', 'nodules', 'noise', 'organs'] as const;

/** Random numbers for one purpose: more of them for one leave the others as they were. */
export function stream(seed: number, purpose: (typeof PURPOSES)[number], part = 0): () => number {
  const mixed = Math.imul((seed | 0) ^ 0x9e3779b9, 0x85ebca6b) + PURPOSES.indexOf(purpose) * 0x27d4eb2f;
  return randomStream(Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35) + part * 0x165667b1);
}
