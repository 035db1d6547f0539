import type { Layer, Network, Shape } from '#math/convolution/network';
import { greatestThat } from '#math/convolution/numbers';
import { inputProblemOf, problemOf } from '#math/convolution/problems';
import { sideLayer, sideOf } from '#math/convolution/side';

/** How many layers stand before the first that cannot be; −1 when the input cannot. */
export function possibleLayers(network: Network): number {
  if (inputProblemOf(network)) return -1;
  let arriving = network.input;
  for (const [index, layer] of network.layers.entries()) {
    if (problemOf(layer, arriving, network)) return index;
    arriving = leaving(layer, arriving);
  }
  return network.layers.length;
}

function leaving(layer: Layer, input: Shape): Shape {
  if (layer.op === 'dense') return { size: [], channels: layer.units };
  const size = input.size.map((side, axis) => Number(sideOf(side, sideLayer(layer, axis)).output));
  return { size, channels: layer.op === 'convolution' ? layer.filters : input.channels };
}

/** Handy sizes, and handy numbers of channels and of filters. */
const COUNTS = [1, 2, 3, 4, 6, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 84, 96, 120, 128, 192, 256, 384, 512];
const STEPS = [...range(1, 16), 18, 20, 22, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128];
const SIDES = [
  ...range(1, 32),
  36,
  40,
  44,
  48,
  56,
  64,
  80,
  96,
  112,
  128,
  160,
  192,
  224,
  256,
  320,
  384,
  448,
  512,
];

export const LADDERS = { counts: COUNTS, steps: STEPS, padding: [0, ...STEPS], sides: SIDES } as const;

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, step) => from + step);
}

/** Whole numbers that divide both, smallest first; only the handy ones of very many. */
export function commonDivisors(one: number, other: number): number[] {
  const most = Math.min(one, other);
  const tried = most <= 1024 ? range(1, most) : [...COUNTS, most];
  return tried.filter((number) => one % number === 0 && other % number === 0);
}

/**
 * What a slider may reach: the value and those of a ladder with which no more layers are impossible than now.
 *
 * @param value as it stands; nonsense is left out
 * @param change the network with another value in its place
 */
export function reachable(
  network: Network,
  value: number,
  ladder: readonly number[],
  change: (value: number) => Network,
): number[] {
  const needed = possibleLayers(network);
  const passes = (candidate: number) => possibleLayers(change(candidate)) >= needed;
  const whole = Number.isSafeInteger(value) && value >= ladder[0]! ? [value] : [];
  const rungs = [...new Set([...ladder, ...whole])].sort((a, b) => a - b);
  if (rungs.length <= COUNTS.length + 1) return rungs.filter((rung) => rung === value || passes(rung));
  // A longer ladder has one stretch of possible values around the present one.
  const at = rungs.indexOf(value);
  if (at < 0) return rungs.filter(passes);
  const up = greatestThat(rungs.length - 1 - at, (steps) => passes(rungs[at + steps]!));
  const down = greatestThat(at, (steps) => passes(rungs[at - steps]!));
  return rungs.slice(at - down, at + up + 1);
}
