import { TEXTURE } from '#site/shipped-textures';
import { choice, integer, number, type OptionsFrom, seed } from '#site/view-options';
import { CONVOLUTION_NAMES } from '#world/style/layers';
import { STYLES } from '#world/style/styles';

export const WIDGET = 'texture-from-gram';

export const SIDES = ['128', '192', '256', '384'] as const;

export const SPECS = {
  style: choice('swirls', STYLES),
  /** The last layer whose Gram matrix is matched; those before it are, too. */
  layer: choice('conv4', CONVOLUTION_NAMES),
  /** Of the noise. */
  seed: seed(1),
  /** Pixels a side of the texture; the source keeps its size. */
  size: choice('128', SIDES),
  steps: integer(TEXTURE.steps, { min: 10, max: 2000 }),
  /** The weight of the total variation, as a multiple of the one that the shipped textures were made with. */
  smoothing: number(1, { min: 0, max: 10, step: 0.1 }),
};

export type TextureOptions = OptionsFrom<typeof SPECS>;
