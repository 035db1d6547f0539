import { SvelteMap } from 'svelte/reactivity';
import type { Client } from '#worker/client';
import { TransferRun, type TransferRunOptions } from './transfer-run.svelte.ts';

/** A picture to be made. The key tells it from others: the same key, the same picture. */
export interface Job {
  key: string;
  options: TransferRunOptions;
}

const HISTORY_BYTES = 3 * 2 ** 20;
const MOST_RUNS = 36;

/**
 * Pictures made one after another, each a `TransferRun`, all kept until there are too many.
 *
 *     const queue = new RunQueue(getClient());
 *     queue.start(jobs);                  // those that are done already are passed over
 *     queue.pause(); queue.resume();
 *     queue.run(key);                     // the run of a job: its pictures, losses, status. Reactive
 *     $effect(() => queue.follow());      // in the component: takes up the next when one has ended
 */
export class RunQueue {
  readonly #client: Client;
  readonly #runs = new SvelteMap<string, TransferRun>();
  readonly #onEnd: (job: Job, run: TransferRun) => void;

  /** The job that is at work or put aside, and those that wait for it. */
  current = $state.raw<Job | null>(null);
  waiting = $state.raw<readonly Job[]>([]);
  /** How many jobs of the present list are over, and how many there are. */
  done = $state(0);
  total = $state(0);

  /** @param onEnd called when a picture has been made, or its run has ended otherwise but not failed */
  constructor(client: Client, onEnd: (job: Job, run: TransferRun) => void = () => {}) {
    this.#client = client;
    this.#onEnd = onEnd;
  }

  /** The run at work or put aside. */
  get at(): TransferRun | null {
    return this.current ? (this.#runs.get(this.current.key) ?? null) : null;
  }

  get running(): boolean {
    return this.at?.status === 'running';
  }

  /** Whether there is something to go on with. */
  get paused(): boolean {
    return this.at?.status === 'paused' || this.at?.status === 'failed';
  }

  run(key: string): TransferRun | null {
    return this.#runs.get(key) ?? null;
  }

  /** Makes these pictures, in order; what was under way is put aside. */
  start(jobs: readonly Job[]): void {
    this.at?.pause();
    this.current = null;
    this.waiting = jobs.filter(({ key }) => !this.#isOver(key));
    this.done = 0;
    this.total = this.waiting.length;
    this.#next();
  }

  pause(): void {
    this.at?.pause();
  }

  resume(): void {
    this.at?.resume();
  }

  /** Stops; what was made stays. */
  cancel(): void {
    this.at?.pause();
    this.current = null;
    this.waiting = [];
  }

  /** Forgets the pictures of which this is true, all when left out. */
  forget(which: (key: string) => boolean = () => true): void {
    if (this.current && which(this.current.key)) this.cancel();
    this.waiting = this.waiting.filter(({ key }) => !which(key));
    for (const [key, run] of this.#runs) {
      if (!which(key)) continue;
      run.reset();
      this.#runs.delete(key);
    }
  }

  dispose(): void {
    this.cancel();
    for (const run of this.#runs.values()) run.dispose();
  }

  /** Takes up the next job when the one at work is over. */
  follow(): void {
    const { current, at } = this;
    if (!current || !at || !this.#isOver(current.key)) return;
    this.done += 1;
    this.current = null;
    this.#onEnd(current, at);
    this.#next();
  }

  #isOver(key: string): boolean {
    const status = this.#runs.get(key)?.status;
    return status === 'finished' || status === 'converged' || status === 'diverged';
  }

  #next(): void {
    const [job, ...rest] = this.waiting;
    if (!job) return;
    this.waiting = rest;
    this.current = job;
    const known = this.#runs.get(job.key);
    if (known && known.status !== 'idle') {
      known.resume();
      return;
    }
    const run = new TransferRun(this.#client, { historyBytes: HISTORY_BYTES });
    this.#runs.set(job.key, run);
    run.start(job.options);
    this.#thin();
  }

  /** The oldest pictures go when there are too many. */
  #thin(): void {
    for (const [key, run] of this.#runs) {
      if (this.#runs.size <= MOST_RUNS) return;
      if (key === this.current?.key) continue;
      run.dispose();
      this.#runs.delete(key);
    }
  }
}
