import type { LayerReport, NetworkReport } from '#math/convolution/network';
import { grouped, times } from '#math/convolution/words';
import type { Options } from '#site/page-bus';
import { bigNumber, memory, shapeSaid } from './words.ts';

/** Which formula of a side a layer follows: a window slides, stamps are put down, all is joined to all. */
export type FormulaKind = 'slid' | 'stamped' | 'dense' | 'none';

export function formulaKind(report: LayerReport | undefined): FormulaKind {
  if (!report?.output || !report.input) return 'none';
  if (report.layer.op === 'dense') return 'dense';
  return report.layer.op === 'convolution' && report.layer.transposed ? 'stamped' : 'slid';
}

const UNKNOWN = '–';
const NAMES = ['n', 'f', 'before', 'after', 's', 'd', 'a', 'o', 'c', 'k', 'g', 'kernel', 'places', 'inputs'];

/** The numbers that formulas of the page show, of the chosen layer, those of one side along the first. */
export function announcedValues(network: NetworkReport, index: number): Options {
  const report = network.layers[index];
  const kind = formulaKind(report);
  const unknown = Object.fromEntries(
    [...NAMES, 'biases', 'parameters', 'multiply-adds', 'memory', 'shape'].map((name) => [name, UNKNOWN]),
  );
  if (kind === 'none') return { ...unknown, kind, layer: index + 1 };
  return { ...unknown, kind, layer: index + 1, ...countsOf(report!), ...sideValues(report!, 0) };
}

function countsOf(report: LayerReport): Options {
  const { layer, input, output } = report;
  const counts = {
    shape: shapeSaid(output),
    parameters: bigNumber(report.parameters),
    'multiply-adds': bigNumber(report.multiplyAdds),
    memory: memory(report.activationBytes),
    c: grouped(input!.channels),
    k: grouped(output!.channels),
  };
  if (layer.op === 'dense') {
    return {
      ...counts,
      inputs: bigNumber(BigInt(report.weights[0]!)),
      biases: grouped(layer.bias ? layer.units : 0),
    };
  }
  const windowed = { ...counts, kernel: times(layer.kernel) };
  if (layer.op === 'pooling') return windowed;
  return {
    ...windowed,
    g: grouped(layer.groups),
    biases: grouped(layer.bias ? layer.filters : 0),
    places: times((layer.transposed ? input! : output!).size),
  };
}

/** The numbers of the formula of one side. {} for a dense layer. */
export function sideValues(report: LayerReport, axis: number): Record<string, string> {
  const { layer } = report;
  if (layer.op === 'dense' || !report.output || !report.input) return {};
  const [before, after] = report.padding[axis]!;
  return {
    n: grouped(report.input.size[axis]!),
    f: grouped(layer.kernel[axis]!),
    before: grouped(before),
    after: grouped(after),
    s: grouped(layer.stride[axis]!),
    d: grouped(layer.op === 'convolution' ? layer.dilation[axis]! : 1),
    a: grouped(addedCells(report, axis)),
    o: grouped(report.output.size[axis]!),
  };
}

/** Cells of a transposed layer's output beyond its stamps, before padding is cut off. */
function addedCells(report: LayerReport, axis: number): bigint {
  const { layer, input, output, padding } = report;
  if (layer.op !== 'convolution' || !layer.transposed) return 0n;
  const [before, after] = padding[axis]!.map(BigInt);
  const stamps =
    (BigInt(input!.size[axis]!) - 1n) * BigInt(layer.stride[axis]!) + BigInt(report.dilatedKernel[axis]!);
  return BigInt(output!.size[axis]!) + before! + after! - stamps;
}
