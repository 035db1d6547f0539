import { adamState, adamStep } from '#math/adam';
import { keepPairs, lbfgsStep } from '#math/lbfgs';
import {
  type Asking,
  type Bounds,
  clip,
  descentStep,
  dot,
  type Evaluation,
  type Point,
} from '#math/optimise';
import type { OptimiserMemory, OptimiserName } from './transfer-options.ts';

/** Pixels, and their light, lie between these. */
const PIXELS: Bounds = { low: 0, high: 1 };

export interface TakenStep<E extends Evaluation> {
  /** Where it led; null when nothing lowers the cost any more. */
  point: Point<E> | null;
  /** What the optimiser remembers now. */
  memory: OptimiserMemory;
  /** The same to be told: of the pairs of L-BFGS only the newest. */
  told: OptimiserMemory;
  evaluations: number;
}

/** What an optimiser remembers before its first step, or what it is given, if that is its own and fits. */
export function startMemory(name: OptimiserName, size: number, given?: OptimiserMemory): OptimiserMemory {
  if (given?.kind === name && fits(given, size)) return given;
  if (name === 'adam') return { kind: 'adam', ...adamState(size) };
  return name === 'l-bfgs' ? { kind: 'l-bfgs', pairs: [], kept: 0 } : { kind: 'descent' };
}

/** The memory as it is told where nothing is new. */
export function toldMemory(memory: OptimiserMemory): OptimiserMemory {
  if (memory.kind === 'l-bfgs') return { ...memory, pairs: [] };
  return copied(memory);
}

/** A step of an optimiser from a point; it asks for the cost wherever it looks. */
export function* takeStep<E extends Evaluation>(
  from: Point<E>,
  memory: OptimiserMemory,
  rate: number,
): Asking<TakenStep<E>, E> {
  if (memory.kind === 'l-bfgs') {
    const { point, newest, kept, evaluations } = yield* lbfgsStep(from, memory.pairs, { bounds: PIXELS });
    const pairs = keepPairs(memory.pairs, newest, kept);
    const told = newest.map(({ move, change }) => ({ move: move.slice(), change: change.slice() }));
    return { point, memory: { ...memory, pairs, kept }, told: { ...memory, pairs: told, kept }, evaluations };
  }
  const { gradient } = from.at;
  if (dot(gradient, gradient) === 0) return { point: null, memory, told: copied(memory), evaluations: 0 };
  let x: Float32Array;
  if (memory.kind === 'adam') {
    x = from.x.slice();
    adamStep(x, gradient, memory, rate);
    clip(x, PIXELS);
  } else x = descentStep(from.x, gradient, rate, PIXELS);
  const at = yield x;
  return { point: { x, at }, memory, told: copied(memory), evaluations: 1 };
}

function copied(memory: OptimiserMemory): OptimiserMemory {
  if (memory.kind !== 'adam') return memory;
  return { ...memory, mean: memory.mean.slice(), square: memory.square.slice() };
}

function fits(memory: OptimiserMemory, size: number): boolean {
  if (memory.kind === 'adam') return memory.mean.length === size && memory.square.length === size;
  if (memory.kind === 'descent') return true;
  return memory.pairs.every(({ move, change }) => move.length === size && change.length === size);
}
