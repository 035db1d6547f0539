import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { MapShape } from './activations.ts';

/** What became of a picture: the activations of the layers, each [1, rows, columns, units]. */
export interface FeaturePass {
  activations: Tensor4D[];
}

/** Makes the slopes of a cost for a layer's activations, as far as it depends on them directly. */
export type DirectSlope = () => Tensor4D;

/** Layers of a network that tell activations of a picture of any size, and slopes for its pixels. */
export interface Features {
  /** Their names, first to last. */
  readonly layers: string[];
  /**
   * Place of a layer among them.
   *
   * @throws RangeError when there is no such layer
   */
  place(layer: string): number;
  /**
   * Sizes of the maps of a picture, first to last.
   *
   * @throws RangeError when the picture is too small
   */
  maps(height: number, width: number): MapShape[];
  /**
   * The activations of the first `count` layers, which belong to the caller.
   *
   * @param picture [1, rows, columns, 3], 0 to 1
   */
  forward(picture: Tensor4D, count?: number): Tensor4D[];
  /** The same with all that the way back needs. */
  pass(picture: Tensor4D, count?: number): FeaturePass;
  /**
   * The slopes of a cost for the pixels.
   *
   * @param pass what `pass` gave
   * @param slopes of the cost for each of the activations, where it depends on them directly; each is asked for once,
   *   inside of `tidy`
   * @returns [1, rows, columns, 3], belongs to the caller
   * @throws RangeError when there is no slope at all
   */
  backward(pass: FeaturePass, slopes: readonly (DirectSlope | null)[]): Tensor4D;
}
