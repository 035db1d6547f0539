import { ExperimentError } from '#experiments/experiment';
import type { BackendName, ExperimentName, OptionsOf, PartialOf, Progress, ResultOf } from './protocol.ts';

export { ExperimentError };

export interface RunOptions<N extends ExperimentName> {
  /** Cancels the run: it rejects at once with the signal's reason. */
  signal?: AbortSignal;
  /** Called in order; never after the run has settled. */
  onProgress?: (progress: Progress<PartialOf<N>>) => void;
}

export interface Client {
  /** The tfjs backend in force, null before an experiment needed one. */
  readonly backend: BackendName | null;
  /** Calls back with the backend now if known, and whenever it changes. Returns how to stop. */
  onBackend(callback: (backend: BackendName) => void): () => void;
  /**
   * Runs an experiment in the worker, which starts when it is first needed.
   *
   * @throws ExperimentError when it fails; the signal's reason (an AbortError) when it was cancelled
   */
  run<N extends ExperimentName>(
    name: N,
    options: OptionsOf<N>,
    settings?: RunOptions<N>,
  ): Promise<ResultOf<N>>;
}

/** The page's one client. */
export function getClient(): Client {
  throw new ExperimentError('failed', 'The worker is being written.');
}
