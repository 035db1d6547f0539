import { analyse } from './analyse.ts';
import type { Layer, Network, Shape } from './network.ts';
import { onEverySide } from './network.ts';
import { inputProblemOf } from './problems.ts';

/** More than a reader can overlook, and enough for any of the presets. */
export const MOST_LAYERS = 24;

/**
 * The nearest network without problems: each layer in turn is replaced by the nearest that fits, and one
 * that cannot fit at all (pooling after a dense layer) is left out, as is what exceeds MOST_LAYERS.
 */
export function legalNetwork({ dimensions, input, layers }: Network): Network {
  const shape: Shape = inputProblemOf({ dimensions, input, layers: [] })?.nearest ?? input;
  let legal: Network = { dimensions, input: { size: [...shape.size], channels: shape.channels }, layers: [] };
  for (const layer of layers) {
    if (legal.layers.length === MOST_LAYERS) break;
    const fitted = fittedAtEnd(legal, layer);
    if (fitted) legal = { ...legal, layers: [...legal.layers, canonical(fitted, dimensions)] };
  }
  return legal;
}

function fittedAtEnd(network: Network, layer: Layer): Layer | undefined {
  const problemWith = (candidate: Layer) =>
    analyse({ ...network, layers: [...network.layers, candidate] }).layers.at(-1)!.problem;
  const problem = problemWith(layer);
  if (!problem) return layer;
  return problemWith(problem.nearest) ? undefined : problem.nearest;
}

/** Output padding of an ordinary convolution is unread, so it is 0. */
function canonical(layer: Layer, dimensions: Network['dimensions']): Layer {
  return layer.op === 'convolution' && !layer.transposed
    ? { ...layer, outputPadding: onEverySide(dimensions, 0) }
    : layer;
}
