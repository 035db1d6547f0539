/**
 * A small convolutional network as plain data, in one, two or three dimensions, and what is said of
 * each of its layers. Lists with one entry a side are in the order of the sides of the input:
 * [length], [height, width] or [depth, height, width]. Numbers are what a reader typed: they may be
 * nonsense, and `analyse` says so.
 */
export type Dimensions = 1 | 2 | 3;

export const AXIS_NAMES: Record<Dimensions, readonly string[]> = {
  1: ['length'],
  2: ['height', 'width'],
  3: ['depth', 'height', 'width'],
};

/** The greatest whole number that a field takes. */
export const LARGEST = 1_000_000_000;

/**
 * Cells put around the input (a transposed convolution takes them off its output instead).
 * valid: none. same: as TensorFlow, so that the output has ⌈size / stride⌉ cells (transposed:
 * size × stride), the odd one at the end. causal: dilation × (kernel − 1) before, none after; one
 * dimension only. sides: as said, one pair a side.
 */
export type Padding =
  | { kind: 'valid' }
  | { kind: 'same' }
  | { kind: 'causal' }
  | { kind: 'sides'; sides: [before: number, after: number][] };

export interface ConvolutionLayer {
  op: 'convolution';
  filters: number;
  kernel: number[];
  stride: number[];
  padding: Padding;
  dilation: number[];
  groups: number;
  transposed: boolean;
  /** Of a transposed convolution: cells more at the end of the output; otherwise unread. */
  outputPadding: number[];
  bias: boolean;
}

/**
 * Average: with 'same' the padding is left out of the mean, as in TensorFlow; with 'sides' and
 * 'causal' its zeros count, as in PyTorch. Max: padding is −∞ and never wins.
 */
export interface PoolingLayer {
  op: 'pooling';
  how: 'max' | 'average';
  kernel: number[];
  stride: number[];
  padding: Padding;
}

/** Flattens what arrives and joins all of it to every unit. */
export interface DenseLayer {
  op: 'dense';
  units: number;
  bias: boolean;
}

export type Layer = ConvolutionLayer | PoolingLayer | DenseLayer;

/** After a dense layer there are no sides: size is [] and channels the units. */
export interface Shape {
  size: number[];
  channels: number;
}

export interface Network {
  dimensions: Dimensions;
  input: Shape;
  layers: Layer[];
}

export type Field =
  | 'size'
  | 'channels'
  | 'filters'
  | 'kernel'
  | 'stride'
  | 'padding'
  | 'dilation'
  | 'groups'
  | 'outputPadding'
  | 'units'
  /** Not this layer's fault: what comes before it is impossible, or has no sides left. */
  | 'input';

interface Said {
  field: Field;
  /** Of the side at fault, where one is. */
  axis?: number;
  /** One plain sentence with the numbers. */
  message: string;
  /** What changes with `nearest`: 'kernel 5', 'groups 4'. '' when nothing can be done here. */
  nearestSaid: string;
}

export interface Problem extends Said {
  /** The nearest layer that fits; the layer itself when nothing can be done here. */
  nearest: Layer;
}

export interface InputProblem extends Said {
  nearest: Shape;
}

/** An exact fraction in lowest terms. */
export interface Fraction {
  over: bigint;
  under: bigint;
}

export interface LayerReport {
  layer: Layer;
  /** What arrives; missing when nothing does. */
  input?: Shape;
  /** Missing when the layer is impossible. All numbers of shapes are safe whole numbers. */
  output?: Shape;
  /** Resolved, a side: [before, after]. Transposed: cells taken off the output. */
  padding: [before: number, after: number][];
  /** Cells that the kernel spans, a side: dilation × (kernel − 1) + 1. */
  dilatedKernel: number[];
  /** Cells at the end of the padded input that no window reaches, a side; 0 when transposed. */
  leftover: number[];
  /** Transposed: cells at the end of the output that were added beyond the stamps, a side; else 0. */
  added: number[];
  /** [kernel…, channels / groups, filters], dense [inputs, units], [] without weights. */
  weights: bigint[];
  /** Weights and biases. */
  parameters: bigint;
  /** Multiplications of one forward pass, those with padding's zeros among them; pooling: 0. */
  multiplyAdds: bigint;
  /** Of the output as float32, one example. */
  activationBytes: bigint;
  /** Cells of the network's input that one output cell can see, a side, borders disregarded. */
  receptiveField: bigint[];
  /** Cells of the network's input between neighbouring output cells, a side. */
  jump: Fraction[];
  problem?: Problem;
}

export interface Totals {
  parameters: bigint;
  multiplyAdds: bigint;
  /** Of all outputs together, without the input. */
  activationBytes: bigint;
}

export interface NetworkReport {
  network: Network;
  inputProblem?: InputProblem;
  /** One a layer. After an impossible one, the rest have a problem with field 'input'. */
  layers: LayerReport[];
  /** Over the layers that are possible. */
  totals: Totals;
}

/** A convolution with the usual choices where none is given: stride 1, 'valid', dilation 1, bias. */
export function convolution(
  dimensions: Dimensions,
  filters: number,
  kernel: number | number[],
  options: Partial<ConvolutionLayer> = {},
): ConvolutionLayer {
  return {
    op: 'convolution',
    filters,
    kernel: onEverySide(dimensions, kernel),
    stride: onEverySide(dimensions, 1),
    padding: { kind: 'valid' },
    dilation: onEverySide(dimensions, 1),
    groups: 1,
    transposed: false,
    outputPadding: onEverySide(dimensions, 0),
    bias: true,
    ...options,
  };
}

/** Pooling whose stride is its kernel, without padding, unless said otherwise. */
export function pooling(
  dimensions: Dimensions,
  how: PoolingLayer['how'],
  kernel: number | number[],
  options: Partial<PoolingLayer> = {},
): PoolingLayer {
  const cells = onEverySide(dimensions, kernel);
  return {
    op: 'pooling',
    how,
    kernel: cells,
    stride: [...cells],
    padding: { kind: 'valid' },
    ...options,
  };
}

export function dense(units: number, bias = true): DenseLayer {
  return { op: 'dense', units, bias };
}

/** The same number of padding cells before and after on every side. */
export function paddingOf(dimensions: Dimensions, cells: number): Padding {
  return { kind: 'sides', sides: Array.from({ length: dimensions }, () => [cells, cells]) };
}

export function onEverySide(dimensions: Dimensions, value: number | number[]): number[] {
  return Array.isArray(value) ? [...value] : Array.from<number>({ length: dimensions }).fill(value);
}
