import type { ConvolutionName } from './layers.ts';

/** What style transfer starts from everywhere on the site: widgets, scripts and measurements take it from here. */
export const STYLE_DEFAULTS: StyleDefaults = {
  network: 'pictures',
  contentLayer: 'conv4',
  lambda: { conv1: 1, conv2: 1, conv3: 1, conv4: 1, conv5: 1, conv6: 0 },
  ratio: 1e-4,
  variation: 1e-3,
  margin: 8,
  rate: { descent: 1, adam: 0.02 },
  steps: 200,
};

export interface StyleDefaults {
  /** Folder below public/models whose network supplies the features. */
  network: 'pictures';
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
  /** η of the optimisers that take one, for pixels from 0 to 1. */
  rate: { descent: number; adam: number };
  steps: number;
}
