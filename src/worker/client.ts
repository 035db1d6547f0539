import { ExperimentError } from '#experiments/experiment';
import { forcedBackend } from './backend-order.ts';
import type {
  BackendName,
  ExperimentName,
  OptionsOf,
  Outcome,
  PartialOf,
  Progress,
  ResultOf,
  WorkerEvent,
} from './protocol.ts';
import { WorkerLink } from './worker-link.ts';

export { ExperimentError };

export interface RunSettings<N extends ExperimentName> {
  /** Cancels the run: it rejects at once with the signal's reason. */
  signal?: AbortSignal;
  /** Called in order, never after the run has settled. After a lost backend it begins again from 0. */
  onProgress?: (progress: Progress<PartialOf<N>>) => void;
}

export type Run = <N extends ExperimentName>(
  name: N,
  options: OptionsOf<N>,
  settings?: RunSettings<N>,
) => Promise<ResultOf<N>>;

export interface ClientSettings {
  /** How long the worker is kept without a run. */
  idleMilliseconds?: number;
  /** The page's query, for the backend that it forces; location.search when left out. */
  search?: string;
}

/** A run starts again on the next backend when the one under it is lost, but not for ever. */
const RESTARTS = 3;

/** The one owner of the worker: it starts it when needed, restarts it, and stops it when idle. */
export class Client {
  readonly #settings: Required<ClientSettings>;
  readonly #lost: BackendName[] = [];
  readonly #listeners = new Set<(backend: BackendName) => void>();
  readonly #progress = new Map<number, (progress: Progress<never>) => void>();
  #link: WorkerLink | undefined;
  #backend: BackendName | null = null;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #active = 0;
  #runs = 0;

  constructor({ idleMilliseconds = 60_000, search = location.search }: ClientSettings = {}) {
    this.#settings = { idleMilliseconds, search };
  }

  /** The tfjs backend in force, null before an experiment needed one. */
  get backend(): BackendName | null {
    return this.#backend;
  }

  /** Whether a worker is alive now. */
  get alive(): boolean {
    return this.#link !== undefined;
  }

  /** Calls back with the backend if it is known, and whenever it changes. Returns how to stop. */
  onBackend(callback: (backend: BackendName) => void): () => void {
    this.#listeners.add(callback);
    if (this.#backend) callback(this.#backend);
    return () => this.#listeners.delete(callback);
  }

  /** How many tensors are alive in the worker, 0 without a worker. */
  async tensors(): Promise<number> {
    return (await this.#link?.api.ping())?.tensors ?? 0;
  }

  /** Stops the worker at once: runs that are going on reject with 'worker-died'. */
  stop(): void {
    this.#link?.stop();
  }

  /**
   * Runs an experiment in the worker.
   *
   * @throws ExperimentError when it fails; the signal's reason (an AbortError) when it was cancelled
   */
  readonly run: Run = async (name, options, { signal, onProgress } = {}) => {
    this.#active += 1;
    clearTimeout(this.#idle);
    try {
      for (let restarts = 0; ; restarts++) {
        signal?.throwIfAborted();
        const outcome = await this.#attempt(name, options, signal, onProgress);
        if (outcome.kind === 'done') return outcome.result as never;
        if (outcome.kind === 'error') {
          throw new ExperimentError(outcome.code, outcome.message, outcome.retry);
        }
        if (outcome.kind === 'aborted') throw new DOMException('The run was cancelled.', 'AbortError');
        if (restarts === RESTARTS) {
          const message = 'The graphics processor dropped this computation several times.';
          throw new ExperimentError('context-lost', message);
        }
      }
    } finally {
      this.#active -= 1;
      if (this.#active === 0) this.#idle = setTimeout(() => this.stop(), this.#settings.idleMilliseconds);
    }
  };

  async #attempt<N extends ExperimentName>(
    name: N,
    options: OptionsOf<N>,
    signal: AbortSignal | undefined,
    onProgress: ((progress: Progress<PartialOf<N>>) => void) | undefined,
  ): Promise<Outcome> {
    const link = this.#getLink();
    const id = ++this.#runs;
    const { promise: aborted, reject } = Promise.withResolvers<never>();
    const abort = () => {
      void link.api.cancel(id);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort);
    if (onProgress) this.#progress.set(id, onProgress as (progress: Progress<never>) => void);
    const answered = async (): Promise<Outcome> => {
      await link.started;
      return link.api.run(id, name, options);
    };
    const ended = async (): Promise<Outcome> => {
      const end = await link.ended;
      if (end.kind === 'lost') return { kind: 'lost' };
      const message = end.kind === 'died' ? end.message : 'The part of this page that computes was stopped.';
      return { kind: 'error', code: 'worker-died', message, retry: true };
    };
    try {
      const outcome = await Promise.race([answered(), ended(), aborted]);
      if (outcome.kind === 'lost') link.stop({ kind: 'lost' });
      // What ran out of memory is of no more use: WebAssembly does not recover.
      if (outcome.kind === 'error' && outcome.code === 'out-of-memory') link.stop();
      return outcome;
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#progress.delete(id);
    }
  }

  #getLink(): WorkerLink {
    if (this.#link) return this.#link;
    if (typeof Worker === 'undefined') {
      const message = 'This browser computes nothing in the background (it has no Web Workers).';
      throw new ExperimentError('no-backend', message, false);
    }
    const settings = { forced: forcedBackend(this.#settings.search), lost: [...this.#lost] };
    const worker = new Worker(new URL('./compute.worker.ts', import.meta.url), { type: 'module' });
    const link = new WorkerLink(worker, settings, (event) => this.#hear(event));
    this.#link = link;
    void link.ended.then((end) => {
      if (end.kind === 'lost' && this.#backend) this.#lost.push(this.#backend);
      if (this.#link === link) this.#link = undefined;
    });
    return link;
  }

  #hear(event: WorkerEvent): void {
    if (event.kind === 'progress') this.#progress.get(event.id)?.(event.progress as Progress<never>);
    if (event.kind === 'backend') {
      this.#backend = event.backend;
      for (const listener of this.#listeners) listener(event.backend);
    }
  }
}

let client: Client | undefined;

/** The page's one client. Only in the browser; the worker starts with the first run. */
export function getClient(): Client {
  client ??= new Client();
  return client;
}

/** A `run` of which only the latest call counts: each call cancels the one before, as `cancel` does. */
export function latest(owner: Pick<Client, 'run'>): { run: Run; cancel: () => void } {
  let controller: AbortController | undefined;
  const cancel = () => controller?.abort(new DOMException('A newer run took its place.', 'AbortError'));
  const run: Run = (name, options, settings) => {
    cancel();
    controller = new AbortController();
    const signals = settings?.signal ? [controller.signal, settings.signal] : [controller.signal];
    return owner.run(name, options, { ...settings, signal: AbortSignal.any(signals) });
  };
  return { run, cancel };
}

/** Whether an error is a cancellation, which no reader needs to hear of. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
