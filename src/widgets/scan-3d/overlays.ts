import type { Dimension } from './networks.ts';

/** A network's answer to the scan and where it is cut. */
export interface Overlay {
  dimension: Dimension;
  /** [depth, height, width] */
  logits: Float32Array;
  threshold: number;
}
