import { choice, integer, number, type OptionsFrom, seed } from '#site/view-options';
import { PICTURE_LAYERS } from '#widgets/shared/picture-layers';
import { FACTOR_RANGES } from '#world/scene/factors';
import { CLASS_NAMES, TEXTURE_NAMES } from '#world/scene/vocabulary';

export const WIDGET = 'tuning';

/** The factors that a curve can go over. */
export const VARIED = [
  'yaw',
  'pitch',
  'scale',
  'x',
  'y',
  'lightAzimuth',
  'lightElevation',
  'bodyHue',
] as const;
export type Varied = (typeof VARIED)[number];

const factor = (name: Varied, fallback: number) => number(fallback, FACTOR_RANGES[name]);

export const SPECS = {
  layer: choice(
    'conv6',
    PICTURE_LAYERS.map(({ layer }) => layer),
  ),
  /** −1: the unit of the layer that is the best detector of the object's class. */
  unit: integer(-1, { min: -1, max: 4095 }),
  /** The factor that the curve goes over. */
  vary: choice('yaw', VARIED),
  object: choice('cat', CLASS_NAMES),
  texture: choice('plain', TEXTURE_NAMES),
  /** Of all else: its build, its other colours, its room. */
  seed: seed(8),
  yaw: factor('yaw', 24),
  pitch: factor('pitch', 13),
  scale: factor('scale', 0.95),
  x: factor('x', 0),
  y: factor('y', 0),
  lightAzimuth: factor('lightAzimuth', -15),
  lightElevation: factor('lightElevation', 52),
  bodyHue: factor('bodyHue', 60),
};

export type TuningOptions = OptionsFrom<typeof SPECS>;
