import { analyse } from '../analyse.ts';
import type {
  ConvolutionLayer,
  DenseLayer,
  Dimensions,
  LayerReport,
  Network,
  PoolingLayer,
  Shape,
} from '../network.ts';
import { sideLayer, sideOf } from '../side.ts';

export type Pair = [before: number, after: number];

/** A layer that is possible, with what code generators need of its report. */
export interface Part<L> {
  layer: L;
  dimensions: Dimensions;
  input: Shape;
  output: Shape;
  padding: Pair[];
  /** Numbers that arrive at a dense layer. */
  inputs: bigint;
}

export type AnyPart = Part<ConvolutionLayer> | Part<PoolingLayer> | Part<DenseLayer>;

/** The layers up to the first impossible one, and what is to be said of that one. */
export function partsOf(network: Network): { input: Shape; parts: AnyPart[]; stopped: string | undefined } {
  const { inputProblem, layers } = analyse(network);
  const input = inputProblem?.nearest ?? network.input;
  const parts: AnyPart[] = [];
  for (const [index, report] of layers.entries()) {
    if (report.problem) {
      const message = inputProblem?.message ?? report.problem.message;
      return { input, parts, stopped: `Layer ${index + 1} is left out. ${message}` };
    }
    parts.push(partOf(report, network.dimensions));
  }
  return { input, parts, stopped: inputProblem?.message };
}

function partOf(report: LayerReport, dimensions: Dimensions): AnyPart {
  const { layer, input, output, padding, weights } = report;
  return {
    layer,
    dimensions,
    input: input!,
    output: output!,
    padding,
    inputs: layer.op === 'dense' ? weights[0]! : 0n,
  } as AnyPart;
}

export function hasNone(pairs: readonly Pair[]): boolean {
  return pairs.every(([before, after]) => before === 0 && after === 0);
}

/** As many cells before as after, on every side. */
export function isEven(pairs: readonly Pair[]): boolean {
  return pairs.every(([before, after]) => before === after);
}

export function hasStride({ stride }: { stride: readonly number[] }): boolean {
  return stride.some((step) => step > 1);
}

export function hasDilation({ dilation }: ConvolutionLayer): boolean {
  return dilation.some((step) => step > 1);
}

/** Cells added to the end of a transposed layer's output, before anything is taken off, a side. */
export function addedCells({ layer, input }: Part<ConvolutionLayer>): number[] {
  return input.size.map((size, axis) => Number(sideOf(size, sideLayer(layer, axis)).added));
}

/** What is still to be taken off after Keras's 'valid' transposed layer; below 0: cells are missing there. */
export function afterValid(part: Part<ConvolutionLayer>): Pair[] {
  const plain: ConvolutionLayer = {
    ...part.layer,
    padding: { kind: 'valid' },
    outputPadding: part.layer.outputPadding.map(() => 0),
  };
  return part.input.size.map((size, axis): Pair => {
    const valid = Number(sideOf(size, sideLayer(plain, axis)).output);
    const before = part.padding[axis]![0];
    return [before, valid - before - part.output.size[axis]!];
  });
}

/**
 * A transposed layer is an ordinary one over its input with stride − 1 zeros between the cells; this is the
 * padding that it needs there, below 0: cells to take off.
 */
export function paddingWhenSpread(part: Part<ConvolutionLayer>): Pair[] {
  const { layer, input, output, padding } = part;
  return input.size.map((size, axis): Pair => {
    const reach = layer.dilation[axis]! * (layer.kernel[axis]! - 1);
    const spread = (size - 1) * layer.stride[axis]! + 1;
    const before = reach - padding[axis]![0];
    return [before, output.size[axis]! + reach - spread - before];
  });
}

export function positive(pairs: readonly Pair[]): Pair[] {
  return pairs.map(([before, after]) => [Math.max(0, before), Math.max(0, after)]);
}

export function negative(pairs: readonly Pair[]): Pair[] {
  return positive(pairs.map(([before, after]) => [-before, -after]));
}

/** '5' where all are equal, else in brackets: '(5, 3)'. */
export function oneOrAll(values: readonly number[], [open, close]: string): string {
  return values.every((value) => value === values[0])
    ? String(values[0])
    : `${open}${values.join(', ')}${close}`;
}

/** '((1, 1), (2, 2))'; on one side '(1, 1)'. */
export function pairsIn(pairs: readonly Pair[], [open, close]: string): string {
  const inner = pairs.map((pair) => `${open}${pair.join(', ')}${close}`);
  return inner.length === 1 ? inner[0]! : `${open}${inner.join(', ')}${close}`;
}
