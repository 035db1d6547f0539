import type { Layer, LayerReport, Network, NetworkReport, Problem, Shape, Totals } from './network.ts';
import { inputProblemOf, problemOf } from './problems.ts';
import { jumpAlong, receptiveFieldAlong } from './receptive.ts';
import { type Side, sideLayer, sideOf } from './side.ts';

const FLOAT32_BYTES = 4n;

/**
 * Shapes, parameters, multiplications, memory and receptive fields along a network, exactly, whatever
 * numbers it holds: a layer that cannot be has a problem with the nearest that can, and nothing arrives at
 * the layers behind it.
 */
export function analyse(network: Network): NetworkReport {
  const inputProblem = inputProblemOf(network);
  let arriving: Shape | undefined = inputProblem ? undefined : network.input;
  let missing = inputProblem ? 'the input is impossible' : '';
  const layers = network.layers.map((layer, index) => {
    const report = arriving
      ? reportOf(layer, arriving, network, index)
      : nothingArrives(layer, `Nothing arrives here: ${missing}.`);
    if (arriving && !report.output) missing = `layer ${index + 1} is impossible`;
    arriving = report.output;
    return report;
  });
  return { network, ...(inputProblem ? { inputProblem } : {}), layers, totals: totalsOf(layers) };
}

function reportOf(layer: Layer, input: Shape, network: Network, index: number): LayerReport {
  const problem = problemOf(layer, input, network);
  if (problem) return { ...withoutOutput(layer), input, problem };
  const before = network.layers.slice(0, index + 1);
  return layer.op === 'dense' ? denseReport(layer, input, network) : windowedReport(layer, input, before);
}

function windowedReport(
  layer: Exclude<Layer, { op: 'dense' }>,
  input: Shape,
  layersSoFar: readonly Layer[],
): LayerReport {
  const sides = input.size.map((size, axis) => sideOf(size, sideLayer(layer, axis)));
  const output: Shape = {
    size: sides.map((side) => Number(side.output)),
    channels: layer.op === 'convolution' ? layer.filters : input.channels,
  };
  return {
    layer,
    input,
    output,
    padding: sides.map((side) => [Number(side.before), Number(side.after)]),
    dilatedKernel: sides.map((side) => Number(side.dilatedKernel)),
    leftover: sides.map((side) => Number(side.leftover)),
    added: sides.map(addedAndKept),
    ...workOf(layer, input, output),
    activationBytes: FLOAT32_BYTES * cellsOf(output),
    receptiveField: sides.map((_, axis) => receptiveFieldAlong(layersSoFar, axis)),
    jump: sides.map((_, axis) => jumpAlong(layersSoFar, axis)),
  };
}

function addedAndKept({ added, after }: Side): number {
  return added > after ? Number(added - after) : 0;
}

/** Multiplications: every output cell, or of a transposed layer every input cell, meets the kernel once. */
function workOf(
  layer: Exclude<Layer, { op: 'dense' }>,
  input: Shape,
  output: Shape,
): Pick<LayerReport, 'weights' | 'parameters' | 'multiplyAdds'> {
  if (layer.op === 'pooling') return { weights: [], parameters: 0n, multiplyAdds: 0n };
  const weights = [...layer.kernel, input.channels / layer.groups, layer.filters].map(BigInt);
  const count = product(weights);
  const places = layer.transposed ? input.size : output.size;
  return {
    weights,
    parameters: count + (layer.bias ? BigInt(layer.filters) : 0n),
    multiplyAdds: count * product(places.map(BigInt)),
  };
}

function denseReport(layer: Extract<Layer, { op: 'dense' }>, input: Shape, network: Network): LayerReport {
  const weights = [cellsOf(input), BigInt(layer.units)];
  const output: Shape = { size: [], channels: layer.units };
  const sides = network.input.size;
  return {
    ...withoutOutput(layer),
    input,
    output,
    weights,
    parameters: product(weights) + (layer.bias ? BigInt(layer.units) : 0n),
    multiplyAdds: product(weights),
    activationBytes: FLOAT32_BYTES * cellsOf(output),
    receptiveField: sides.map(BigInt),
    jump: [],
  };
}

function nothingArrives(layer: Layer, message: string): LayerReport {
  const problem: Problem = { field: 'input', message, nearest: layer, nearestSaid: '' };
  return { ...withoutOutput(layer), problem };
}

function withoutOutput(layer: Layer): LayerReport {
  return {
    layer,
    padding: [],
    dilatedKernel: [],
    leftover: [],
    added: [],
    weights: [],
    parameters: 0n,
    multiplyAdds: 0n,
    activationBytes: 0n,
    receptiveField: [],
    jump: [],
  };
}

function totalsOf(layers: readonly LayerReport[]): Totals {
  const sum = (field: keyof Totals) => layers.reduce((total, layer) => total + layer[field], 0n);
  return {
    parameters: sum('parameters'),
    multiplyAdds: sum('multiplyAdds'),
    activationBytes: sum('activationBytes'),
  };
}

/** Numbers in a tensor of this shape. */
export function cellsOf({ size, channels }: Shape): bigint {
  return product([...size, channels].map(BigInt));
}

function product(values: readonly bigint[]): bigint {
  return values.reduce((result, value) => result * value, 1n);
}
