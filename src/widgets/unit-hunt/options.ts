import { choice, flag, type OptionsFrom, seed } from '#site/view-options';
import { PICTURE_LAYERS } from '#widgets/shared/picture-layers';
import { CLASS_NAMES } from '#world/scene/vocabulary';

export const WIDGET = 'unit-hunt';

export const SPECS = {
  find: choice('cat', CLASS_NAMES),
  /** The layer whose best unit is told in words and, on a narrow page, shown. */
  layer: choice(
    'conv6',
    PICTURE_LAYERS.map(({ layer }) => layer),
  ),
  /** Off: the answer stays hidden until the reader asks for it. */
  reveal: flag(true),
  /** Of the shuffles that the baseline is made of. */
  seed: seed(1),
};

export type UnitHuntOptions = OptionsFrom<typeof SPECS>;
