import { REBUILD } from '#site/shipped-rebuilds';
import { choice, integer, number, type OptionsFrom, seed } from '#site/view-options';
import { CONTENTS } from '#world/still/contents';
import { CONVOLUTION_NAMES } from '#world/style/layers';

export const WIDGET = 'content-layers';

export const SIDES = ['64', '96', '128', '192', '256'] as const;

/** What a rebuild is compared with, large. */
export const AGAINST = ['original', 'noise'] as const;
export type Against = (typeof AGAINST)[number];

export const SPECS = {
  content: choice('cat', CONTENTS),
  /** The layer that is looked at closely. */
  layer: choice('conv4', CONVOLUTION_NAMES),
  against: choice('original', AGAINST),
  /** Of the first noise; the second has the next one. */
  seed: seed(1),
  /** Pixels of the longer side. */
  size: choice('128', SIDES),
  steps: integer(REBUILD.steps, { min: 10, max: 2000 }),
  /** The weight of the total variation, as a multiple of the one that the shipped pictures were made with. */
  smoothing: number(1, { min: 0, max: 10, step: 0.1 }),
};

export type ContentLayersOptions = OptionsFrom<typeof SPECS>;
