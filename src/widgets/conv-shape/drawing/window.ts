import type { LayerReport } from '#math/convolution/network';

/** Cells from (inclusive) up to (exclusive); empty when `to` ≤ `from`. */
export type Span = readonly [from: number, to: number];

/**
 * The input cells that one output cell is made of, along every side: what the dilated kernel spans, padding
 * included; of a transposed layer the cells whose stamps can reach it.
 */
export function windowSpans(report: LayerReport, place: readonly number[]): Span[] {
  const { layer, input, padding, dilatedKernel } = report;
  if (layer.op === 'dense' || !input) return [];
  return place.map((at, axis) => {
    const stride = layer.stride[axis]!;
    const span = dilatedKernel[axis]!;
    const before = padding[axis]![0];
    if (!isTransposed(report)) return [at * stride - before, at * stride - before + span];
    const reached = at + before;
    const first = Math.max(0, Math.ceil((reached - span + 1) / stride));
    return [first, Math.min(input.size[axis]! - 1, Math.floor(reached / stride)) + 1];
  });
}

/** Output cells that one input cell stamps in a transposed layer; parts of it may lie outside the output. */
export function stampSpans(report: LayerReport, cell: readonly number[]): Span[] {
  const { layer, padding, dilatedKernel } = report;
  if (layer.op === 'dense') return [];
  return cell.map((at, axis) => {
    const from = at * layer.stride[axis]! - padding[axis]![0];
    return [from, from + dilatedKernel[axis]!];
  });
}

export function isTransposed({ layer }: LayerReport): boolean {
  return layer.op === 'convolution' && layer.transposed;
}

/** The input channels that a filter (or a channel of pooling) reads. */
export function channelSpan(report: LayerReport, filter: number): Span {
  const { layer, input } = report;
  if (layer.op === 'pooling') return [filter, filter + 1];
  if (layer.op === 'dense' || !input) return [0, input?.channels ?? 0];
  const shared = input.channels / layer.groups;
  const group = Math.floor(filter / (layer.filters / layer.groups));
  return [group * shared, (group + 1) * shared];
}

/** Cells of an ordinary layer's input, padded, along every side. */
export function paddedSpans(report: LayerReport): Span[] {
  const { input, padding } = report;
  if (!input) return [];
  if (isTransposed(report)) return input.size.map((side) => [0, side]);
  return input.size.map((side, axis) => [-padding[axis]![0], side + padding[axis]![1]]);
}

/** The output cell whose window lies nearest to an input cell, by the middle of the window. */
export function placeOver(report: LayerReport, cell: readonly number[]): number[] {
  const { layer, output, dilatedKernel, padding } = report;
  if (layer.op === 'dense' || !output) return [];
  return output.size.map((side, axis) => {
    const middle = (dilatedKernel[axis]! - 1) / 2;
    const before = padding[axis]![0];
    const stride = layer.stride[axis]!;
    const place = isTransposed(report)
      ? cell[axis]! * stride + middle - before
      : (cell[axis]! + before - middle) / stride;
    return Math.min(side - 1, Math.max(0, Math.round(place)));
  });
}
