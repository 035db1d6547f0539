import { choice, flag, integer, number, type OptionsFrom } from '#site/view-options';
import { MOST_DEPTH } from './probe-figures.ts';

export const WIDGET = 'scan-3d';

export const VIEWS = ['scan', 'probe', 'filters'] as const;
export type ViewName = (typeof VIEWS)[number];

/** Whose answers are shown over the scan. */
export const ANSWERS = ['none', '2d', '3d', 'both'] as const;
export type AnswerChoice = (typeof ANSWERS)[number];

/** False alarms a scan on held-out scans, as free-response curves are read (Setio et al. 2017). */
export const RATES = ['0.125', '0.25', '0.5', '1', '2', '4', '8'] as const;
export type Rate = (typeof RATES)[number];

/** The lowest position of the slider of radii: no single one. */
export const MIXED_RADIUS = 0.8;

const coordinate = () => integer(-1, { min: -1, max: 47 });

export const SPECS = {
  view: choice('scan', VIEWS),
  seed: integer(60, { min: 1, max: 999 }),
  nodules: integer(4, { min: 0, max: 8 }),
  /** Radius of every nodule in voxels; at `MIXED_RADIUS` each has that of some vessel. */
  radius: number(MIXED_RADIUS, { min: MIXED_RADIUS, max: 2.6, step: 0.1 }),
  noise: number(0.03, { min: 0, max: 0.12, step: 0.01 }),
  answer: choice('both', ANSWERS),
  truth: flag(true),
  rate: choice('1', RATES),
  /** Of the crosshair; −1: where the largest nodule is. */
  z: coordinate(),
  y: coordinate(),
  x: coordinate(),
  /** How the projection is turned, in degrees. */
  yaw: integer(-25, { min: -180, max: 180 }),
  pitch: integer(10, { min: -90, max: 90 }),
  /** Voxels with edges, as the networks see them. */
  crisp: flag(false),
  /** The probe: radius of ball and tube, and the tube's tilt from the slice's normal in degrees. */
  size: number(1.5, { min: 0.9, max: 2.6, step: 0.1 }),
  tilt: integer(0, { min: 0, max: 60 }),
  /** Where the slice lies that is looked at, in voxels from the middle of the ball. */
  depth: integer(0, { min: -MOST_DEPTH, max: MOST_DEPTH }),
  filter: integer(0, { min: 0, max: 255 }),
  of: choice('3d', ['2d', '3d']),
  /** Which numbers of the filters are shown. */
  part: choice('added', ['whole', 'added']),
};

export type ScanOptions = OptionsFrom<typeof SPECS>;
