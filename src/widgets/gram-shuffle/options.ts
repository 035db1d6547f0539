import type { PaintingName } from '#site/paintings';
import { choice, flag, number, type OptionsFrom, seed } from '#site/view-options';
import { CONTENTS } from '#world/still/contents';
import { CONVOLUTION_NAMES } from '#world/style/layers';
import { STYLES } from '#world/style/styles';

export const WIDGET = 'gram-shuffle';

/** The site's own pictures by name. A reader's own is not in the link. */
export const PICTURES: readonly PaintingName[] = [...STYLES, ...CONTENTS];

/** Percent of the places from one step of the slider to the next. */
export const SHARE_STEP = 5;

export const SPECS = {
  picture: choice('swirls', PICTURES),
  layer: choice('conv5', CONVOLUTION_NAMES),
  /** Percent of the places that change. */
  share: number(100, { min: 0, max: 100, step: SHARE_STEP }),
  /** Whether the picture is shuffled and the network looks again; else the layer's activations are. */
  again: flag(false),
  seed: seed(1),
};

export type GramShuffleViewOptions = OptionsFrom<typeof SPECS>;
