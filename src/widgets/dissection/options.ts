import { choice, flag, integer, number, type OptionsFrom } from '#site/view-options';
import { PICTURE_LAYERS } from '#widgets/shared/picture-layers';
import { CONCEPT_IDS } from './concepts.ts';

export const WIDGET = 'dissection';

/** How many of a unit's strongest pictures are shown. */
export const SHOWN = 9;
/** The value of `unit` while none is opened. */
export const CLOSED = -1;
const MOST_UNITS = 4096;

export const SPECS = {
  layer: choice(
    'conv4',
    PICTURE_LAYERS.map(({ layer }) => layer),
  ),
  /** Whose units are listed; 'largest' is the concept with the most units in the layer, 'none' lists the unlabelled. */
  concept: choice('largest', ['largest', 'none', ...CONCEPT_IDS]),
  /** The opened unit. */
  unit: integer(CLOSED, { min: CLOSED, max: MOST_UNITS - 1 }),
  /** Whose mask the opened unit is compared with; 'label' is the shipped label, or else what is measured best. */
  compare: choice('label', ['label', ...CONCEPT_IDS]),
  /** Which of the opened unit's strongest pictures is shown large, from 0. */
  picture: integer(0, { min: 0, max: SHOWN - 1 }),
  /** Pictures that the opened unit is measured on. */
  pictures: number(256, { min: 128, max: 2048, step: 128 }),
  /** Bars as shares of their layer; off: as numbers of units. */
  share: flag(true),
};

export type DissectionOptions = OptionsFrom<typeof SPECS>;

/** Options that fit together: another layer closes the unit, another unit forgets what was picked in it. */
export function settled(before: DissectionOptions, after: DissectionOptions): DissectionOptions {
  const next = { ...after };
  if (next.layer !== before.layer && next.unit === before.unit) next.unit = CLOSED;
  if (next.layer !== before.layer && next.concept === before.concept) next.concept = 'largest';
  const units = PICTURE_LAYERS.find(({ layer }) => layer === next.layer)?.units ?? MOST_UNITS;
  next.unit = Math.min(next.unit, units - 1);
  const isOther = next.layer !== before.layer || next.unit !== before.unit;
  if (isOther && next.picture === before.picture) next.picture = 0;
  if (isOther && next.compare === before.compare) next.compare = 'label';
  return next;
}
