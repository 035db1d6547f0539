import type { Experiment, ExperimentContext, Progress } from '#experiments/experiment';
import { ExperimentError } from '#experiments/experiment';
import { AssetError } from '#site/asset';
import type { Outcome } from './protocol.ts';

export interface DriveHooks {
  /** Delivers progress; the run goes on when the one before has been delivered. */
  emit(progress: Progress<unknown>): Promise<void>;
  /** Whether the backend under the run is gone, so that what it computes is worthless. */
  isLost(): boolean;
}

/**
 * Runs an experiment to its end, its error, its cancellation or the loss of its backend.
 *
 * It never throws. The event loop turns between two steps, so that a cancellation can arrive.
 */
export async function drive(
  experiment: Experiment<never, unknown, unknown>,
  options: unknown,
  context: ExperimentContext,
  { emit, isLost }: DriveHooks,
): Promise<Outcome> {
  const { signal } = context;
  try {
    const steps = experiment(options as never, context);
    let delivery: Promise<void> = Promise.resolve();
    for (;;) {
      const step = await steps.next();
      await Promise.all([delivery, turn()]);
      if (isLost()) return { kind: 'lost' };
      if (step.done) return { kind: 'done', result: step.value };
      if (signal.aborted) {
        await steps.return(undefined as never);
        return { kind: 'aborted' };
      }
      delivery = emit(step.value);
    }
  } catch (error) {
    if (isLost() || isKernelMissing(error)) return { kind: 'lost' };
    return signal.aborted ? { kind: 'aborted' } : errorOutcome(error);
  }
}

/** An error as data, with a sentence for the reader. */
export function errorOutcome(error: unknown): Outcome {
  if (error instanceof ExperimentError) {
    return { kind: 'error', code: error.code, message: error.message, retry: error.retry };
  }
  if (error instanceof AssetError) {
    return { kind: 'error', code: error.code, message: error.message, retry: true };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return { kind: 'error', code: 'failed', message: `The computation failed: ${reason}`, retry: true };
}

/** A backend without a kernel that the experiment needs is as good as lost: another one has it. */
function isKernelMissing(error: unknown): boolean {
  return error instanceof Error && /^Kernel '.*' not registered for backend/.test(error.message);
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
