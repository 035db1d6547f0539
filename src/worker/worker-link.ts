import { proxy, type Remote, wrap } from 'comlink';
import type { WorkerApi, WorkerEvent, WorkerSettings } from './protocol.ts';

/** How a worker ended: its backend was lost, it died (with a sentence for the reader), or the client stopped it. */
export type End = { kind: 'lost' } | { kind: 'died'; message: string } | { kind: 'stopped' };

const BEAT_MILLISECONDS = 5_000;
/** A worker busy with one long step answers late, so many beats are missed before it counts as dead. */
const BEATS_MISSED = 24;

let links = 0;

/** One life of the worker, from its start to its end. */
export class WorkerLink {
  readonly api: Remote<WorkerApi>;
  /** Resolves when the worker may be asked to run something. */
  readonly started: Promise<void>;
  readonly ended: Promise<End>;
  readonly #worker: Worker;
  readonly #end: (end: End) => void;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(worker: Worker, settings: WorkerSettings, onEvent: (event: WorkerEvent) => void) {
    const { promise, resolve } = Promise.withResolvers<End>();
    this.ended = promise;
    this.#end = resolve;
    this.#worker = worker;
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.#die(event.message ? `it broke: ${event.message}` : 'it could not be loaded');
    };
    this.#worker.onmessageerror = () => this.#die('a message to it was damaged');
    this.api = wrap<WorkerApi>(this.#worker);
    this.started = this.#start(settings, onEvent);
    this.#watchHeart();
  }

  /** Stops the worker. What it was doing is never answered. */
  stop(end: End = { kind: 'stopped' }): void {
    clearInterval(this.#timer);
    this.#worker.terminate();
    this.#end(end);
  }

  async #start(settings: WorkerSettings, onEvent: (event: WorkerEvent) => void): Promise<void> {
    const lock = `convnets-worker-${performance.timeOrigin}-${++links}`;
    const listener = (event: WorkerEvent) => {
      if (event.kind === 'lost') this.stop({ kind: 'lost' });
      else onEvent(event);
    };
    await Promise.race([this.api.start(settings, lock, proxy(listener)), this.ended]);
    // A browser that ends a worker tells nobody, but it releases the lock that the worker held.
    navigator.locks?.request(lock, () => this.#die('the browser ended it, perhaps because memory ran short'));
  }

  #watchHeart(): void {
    let missed = 0;
    this.#timer = setInterval(() => {
      missed += 1;
      if (missed > BEATS_MISSED) this.#die('it no longer answers');
      else
        void this.api.ping().then(() => {
          missed = 0;
        });
    }, BEAT_MILLISECONDS);
  }

  #die(reason: string): void {
    const message = `The part of this page that computes has stopped: ${reason}. The rest of the page is not affected.`;
    this.stop({ kind: 'died', message });
  }
}
