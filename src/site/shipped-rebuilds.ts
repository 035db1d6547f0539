import type { ContentName } from '#world/still/contents';
import type { ConvolutionName } from '#world/style/layers';
import { loadAsset } from './asset.ts';

/** Folder below public/ of the pictures that a script rebuilt. */
export const REBUILDS_FOLDER = 'data/content-layers';

/**
 * How a picture is rebuilt when the reader has set nothing else. The network is the one whose filters lesson 1 shows: its
 * layers can be satisfied from noise, so that what a rebuild lacks is what the layer lacks.
 */
export const REBUILD = {
  network: 'pictures',
  side: 128,
  steps: 120,
  optimiser: 'l-bfgs',
  rate: 1,
} as const;
