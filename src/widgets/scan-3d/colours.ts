import type { Dimension } from './networks.ts';

/**
 * Colours of the networks on a scan, which is dark in both themes: those of `--flat` and `--deep` in their dark form.
 * Apart from each other, from grey and from the white of the truth for all kinds of colour vision.
 */
export const ON_SCAN: Record<Dimension, { css: string; rgb: readonly [number, number, number] }> = {
  '2d': { css: '#f59b57', rgb: [245, 155, 87] },
  '3d': { css: '#62bdf5', rgb: [98, 189, 245] },
};
