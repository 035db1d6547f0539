import type { Evaluation, Point } from '#math/optimise';
import { RunawayWatch } from '#math/runaway';
import { type ExperimentContext, ExperimentError, type Progress } from './experiment.ts';
import type {
  OptimiserMemory,
  TransferLosses,
  TransferStyleOptions,
  TransferStylePartial,
  TransferStyleResult,
} from './transfer-options.ts';
import { startMemory, takeStep, toldMemory } from './transfer-steps.ts';

/** The costs of a picture, and the slopes along what the optimiser moves. `value` is the total. */
export interface Costs extends Evaluation, TransferLosses {}

/** What is to be painted: where it starts, what it costs, what it looks like. */
export interface Painting {
  /** How many variables the optimiser moves. */
  size: number;
  start(): Float32Array;
  costs(variables: Float32Array): Promise<Costs>;
  /** [height, width, RGBA]. */
  shown(variables: Float32Array): Uint8ClampedArray;
}

type PaintOptions = Pick<
  TransferStyleOptions,
  'from' | 'steps' | 'optimiser' | 'rate' | 'width' | 'height' | 'alpha' | 'beta'
> &
  Partial<Pick<TransferStyleOptions, 'start'>>;

/**
 * Descends on the pixels of a painting and tells every step, the start or the checkpoint it goes on from first.
 *
 * @throws ExperimentError 'bad-input' when the checkpoint is of another size; the signal's reason when cancelled
 */
export async function* paint(
  painting: Painting,
  { from, start, steps, optimiser, rate, width, height, alpha, beta }: PaintOptions,
  { signal, backend }: Pick<ExperimentContext, 'signal' | 'backend'>,
): AsyncGenerator<Progress<TransferStylePartial>, TransferStyleResult, void> {
  let began = performance.now();
  const x = from ? fitting(from.variables, painting) : painting.start();
  let point: Point<Costs> = { x, at: await painting.costs(x) };
  let memory = startMemory(optimiser, x.length, from?.memory);
  let step = from?.step ?? (start?.kind === 'painted' ? start.step : 0);
  let evaluations = from?.evaluations ?? 1;
  const progress = (): Progress<TransferStylePartial> => ({
    done: step,
    total: steps,
    what: 'steps of painting',
  });
  const tell = (told: OptimiserMemory): Progress<TransferStylePartial> => {
    const { total, content, style, styleOfLayer, variation } = point.at;
    const pixels = painting.shown(point.x);
    const milliseconds = performance.now() - began;
    const losses = { total, content, style, styleOfLayer, variation };
    const painted = { ...losses, step, pixels, evaluations, alpha, beta, milliseconds };
    const checkpoint = { step, evaluations, variables: point.x.slice(), memory: told };
    return { ...progress(), partial: { painted, checkpoint, width, height } };
  };
  const watch = new RunawayWatch();
  let lowest = { step, evaluations, variables: point.x };
  yield tell(toldMemory(memory));
  for (;;) {
    if (watch.saw(point.at.value)) {
      const good = { ...lowest, memory: startMemory(optimiser, x.length) };
      return { status: 'diverged', step, good, backend };
    }
    if (watch.isLowest) lowest = { step, evaluations, variables: point.x };
    if (step >= steps) return { status: 'finished', step, backend };
    began = performance.now();
    const asking = takeStep(point, memory, rate);
    let asked = asking.next();
    while (!asked.done) {
      signal.throwIfAborted();
      asked = asking.next(await painting.costs(asked.value));
      // A line search looks at several places: in between, the worker can hear of a cancellation.
      if (!asked.done) yield progress();
    }
    const { value: taken } = asked;
    if (!taken.point) return { status: 'converged', step, backend };
    point = taken.point;
    memory = taken.memory;
    evaluations += taken.evaluations;
    step++;
    yield tell(taken.told);
  }
}

function fitting(variables: Float32Array, painting: Painting): Float32Array {
  if (variables.length === painting.size) return variables;
  throw new ExperimentError('bad-input', 'The painting from which this was to go on has another size.');
}
