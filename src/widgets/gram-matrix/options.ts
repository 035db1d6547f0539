import type { PaintingName } from '#site/paintings';
import { choice, flag, integer, type OptionsFrom } from '#site/view-options';
import { PICTURE_LAYERS } from '#widgets/shared/picture-layers';
import { CONTENTS } from '#world/still/contents';
import { STYLES } from '#world/style/styles';
import { SCALES } from './scale.ts';

export const WIDGET = 'gram-matrix';

/** The site's own pictures by name. A reader's own is not in the link. */
export const PICTURES: readonly PaintingName[] = [...STYLES, ...CONTENTS];
export type PictureName = PaintingName;

const MOST_CHANNELS = Math.max(...PICTURE_LAYERS.map(({ units }) => units));
const channel = () => integer(-1, { min: -1, max: MOST_CHANNELS - 1 });

export const SPECS = {
  /** The first picture, S, and the one beside it, G. */
  s: choice('woven', PICTURES),
  g: choice('blocks', PICTURES),
  /** Whether G, the difference and the loss are shown. */
  compare: flag(false),
  layer: choice(
    'conv2',
    PICTURE_LAYERS.map(({ layer }) => layer),
  ),
  /** The pair of channels, from 0; -1: the pair of two channels that stands out most. */
  k: channel(),
  k2: channel(),
  /** Channels as the network numbers them, or so that those that fire alike in S are neighbours. */
  order: choice('similarity', ['network', 'similarity']),
  scale: choice('root', SCALES),
};

export type GramMatrixViewOptions = OptionsFrom<typeof SPECS>;
