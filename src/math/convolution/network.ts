/** Directions in which a filter slides: along a signal, over a picture, through a volume. */
export type Dimensions = 1 | 2 | 3;

/** Cells of nothing put before and after one side of an input. */
export type Margins = readonly [before: number, after: number];

/**
 * How an input is padded. 'valid' adds nothing; 'same' is TensorFlow's rule, so that the output has ⌈n/s⌉ cells;
 * 'causal' puts all of d(f − 1) cells before the beginning; 'sides' says for every side how many go where.
 */
export type Padding =
  | { kind: 'valid' }
  | { kind: 'same' }
  | { kind: 'causal' }
  | { kind: 'sides'; sides: readonly Margins[] };

/** A convolution; every array has one entry a side, in the order depth, rows, columns (the last ones of these). */
export interface ConvolutionLayer {
  op: 'convolution';
  filters: number;
  kernel: readonly number[];
  stride: readonly number[];
  padding: Padding;
  dilation: readonly number[];
  /** The channels are dealt into as many equal groups, and so are the filters. */
  groups: number;
  transposed: boolean;
  /** Only of a transposed one with padding 'sides': cells added at the end of a side. */
  outputPadding: readonly number[];
  bias: boolean;
}

export interface PoolingLayer {
  op: 'pooling';
  how: 'max' | 'average';
  kernel: readonly number[];
  stride: readonly number[];
  padding: Padding;
}

/** Reads all numbers of its input, flattened. */
export interface DenseLayer {
  op: 'dense';
  units: number;
  bias: boolean;
}

export type Layer = ConvolutionLayer | PoolingLayer | DenseLayer;

/** Cells on every side, and channels. */
export interface Shape {
  size: readonly number[];
  channels: number;
}

export interface Network {
  dimensions: Dimensions;
  input: Shape;
  layers: readonly Layer[];
}

/** The largest number that a field of a network may have. */
export const MOST = 1e9;
