import type { ActivationMap } from './activation-maps.svelte.ts';

/** How a filter answers to a reader's picture, and what the network takes it for. */
export interface Answer {
  layer: string;
  unit: number;
  map: ActivationMap;
  /** The strongest position and its activation. */
  row: number;
  column: number;
  value: number;
  /** Per class, adding up to 1. */
  probabilities: Float32Array;
}

/**
 * Reads off the strongest position of an activation map, the first one in reading order among equals.
 *
 * @param partial what the experiment 'activation-map' says of one picture
 */
export function readAnswer(
  partial: ActivationMap & { probabilities: Float32Array },
): Omit<Answer, 'layer' | 'unit'> {
  const { rows, columns, values, probabilities } = partial;
  let at = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[at]!) at = i;
  return {
    map: { rows, columns, values },
    row: Math.floor(at / columns),
    column: at % columns,
    value: values[at]!,
    probabilities,
  };
}

/** The classes that a network finds likeliest, the likeliest first. */
export function topGuesses(
  classes: readonly string[],
  probabilities: ArrayLike<number>,
  count: number,
): { name: string; probability: number }[] {
  return classes
    .map((name, at) => ({ name, probability: probabilities[at] ?? 0 }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, count);
}
