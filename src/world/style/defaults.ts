import type { ConvolutionName } from './layers.ts';

/** What style transfer starts from everywhere on the site: widgets, scripts and measurements take it from here. */
export const STYLE_DEFAULTS: StyleDefaults = {
  network: 'styles',
  contentLayer: 'conv5',
  lambda: { conv1: 6, conv2: 3, conv3: 2, conv4: 1, conv5: 1, conv6: 0 },
  ratio: 1e-5,
  variation: 0.5,
  margin: 8,
  start: 'content',
  rate: { descent: 1, adam: 0.03 },
  steps: 200,
};

export interface StyleDefaults {
  /** Folder below public/models whose network supplies the features. */
  network: 'pictures' | 'styles';
  /** The layer of the content cost. */
  contentLayer: ConvolutionName;
  /** λ of each layer's style cost; 0 leaves it out. */
  lambda: Record<ConvolutionName, number>;
  /** α/β, with β = 1. */
  ratio: number;
  /** γ, the weight of the total variation. */
  variation: number;
  /** Pixels that are painted beyond each edge and cut off before the picture is shown. */
  margin: number;
  /** What is painted over: noise, or the content picture. */
  start: 'noise' | 'content';
  /** η of the optimisers that take one, for pixels from 0 to 1. */
  rate: { descent: number; adam: number };
  steps: number;
}
