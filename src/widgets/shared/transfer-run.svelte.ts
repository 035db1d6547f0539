import { keepPairs } from '#math/lbfgs';
import { type Client, isAbort } from '#worker/client';
import type {
  LiveTransferOptions,
  TransferCheckpoint,
  TransferStyleOptions,
  TransferStylePartial,
} from '#worker/protocol';
import { type FrameError, frameError } from './frame-error.ts';
import type { LossPoint } from './loss-point.ts';
import { type TransferFrame, TransferHistory } from './transfer-history.ts';

/**
 * 'idle': nothing begun. 'running' from `start` or `resume` until the end, `pause` or a problem. 'finished': all steps
 * taken. 'converged': nothing lowers the cost any more. 'diverged': the cost ran away; `best` is the last good picture.
 * 'failed': `problem` says why, the pictures stay, `resume` tries to go on.
 */
export type TransferStatus = 'idle' | 'running' | 'paused' | 'finished' | 'converged' | 'diverged' | 'failed';

/** What the options of a run must leave alone while it goes on. */
export type TransferRunOptions = Omit<TransferStyleOptions, 'from'>;

/** Bytes of pixels that the history of a run may take. */
export const HISTORY_BYTES = 64 * 2 ** 20;

/** Settings that change while a slider moves are taken up when it has rested this long. */
const REST_MILLISECONDS = 120;
/** Steps a second are those of the last so many milliseconds. */
const SPEED_WINDOW = 3000;

/**
 * A picture being painted in the worker, for style-studio, content-layers and texture-from-gram.
 *
 *     const run = new TransferRun(getClient());
 *     run.start(options);              // begins anew; an earlier run's pictures go
 *     run.pause(); run.resume();       // nothing is lost: it goes on from the last step
 *     run.resume(200);                 // 200 steps more, also after 'finished' or 'converged'
 *     run.change({ alpha: 1e-3 });     // live: from the present pixels, if it runs or later when resumed
 *     run.reset();                     // back to 'idle'
 *     run.dispose();                   // when the widget goes
 *
 * To read, all reactive: `status`, `step`, `options` (of the run), `latest` (the newest frame: pixels RGBA, losses),
 * `best` (lowest total), `frames` (history within HISTORY_BYTES, first and last kept), `frameAt(step)` to scrub,
 * `losses` (each step, for LossChart), `stepsPerSecond`, `backend`, `problem`, `notice` (it went on after a loss).
 * It does not throw: problems are in `problem`. Nothing here waits for a drawn page, so it goes on in a hidden tab.
 */
export class TransferRun {
  readonly #client: Client;
  readonly #history: TransferHistory;
  #controller: AbortController | undefined;
  #checkpoint: TransferCheckpoint | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #times: { step: number; at: number }[] = [];
  #diedAt = -1;

  status = $state<TransferStatus>('idle');
  options = $state.raw<TransferRunOptions | null>(null);
  step = $state(0);
  latest = $state.raw<TransferFrame | null>(null);
  best = $state.raw<TransferFrame | null>(null);
  frames = $state.raw<readonly TransferFrame[]>([]);
  losses = $state.raw<readonly LossPoint[]>([]);
  stepsPerSecond = $state(0);
  backend = $state<string | null>(null);
  problem = $state.raw<FrameError | null>(null);
  notice = $state<string | null>(null);

  constructor(client: Client, { historyBytes = HISTORY_BYTES }: { historyBytes?: number } = {}) {
    this.#client = client;
    this.#history = new TransferHistory(historyBytes);
  }

  get running(): boolean {
    return this.status === 'running';
  }

  /** The kept picture of a step, else the latest before it. */
  frameAt(step: number): TransferFrame | null {
    void this.frames;
    return this.#history.at(step);
  }

  /** Begins anew with these options. */
  start(options: TransferRunOptions): void {
    this.reset();
    this.options = options;
    this.#go();
  }

  /** Puts the run aside. */
  pause(): void {
    if (!this.running) return;
    this.#halt();
    this.status = 'paused';
  }

  /** Goes on from the last step; after divergence, from the last good one. `more`: so many steps more than planned. */
  resume(more = 0): void {
    if (this.running || !this.options) return;
    if (more > 0) this.options = { ...this.options, steps: Math.max(this.step, this.options.steps) + more };
    this.#go();
  }

  /** Other settings, from the present pixels. A run that is put aside takes them up when it is resumed. */
  change(settings: Partial<LiveTransferOptions>): void {
    if (!this.options) return;
    this.options = { ...this.options, ...settings };
    if (!this.running) return;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#halt();
      this.#go();
    }, REST_MILLISECONDS);
  }

  /** Stops and forgets all. */
  reset(): void {
    this.#halt();
    this.#history.clear();
    this.#checkpoint = null;
    this.#diedAt = -1;
    this.status = 'idle';
    this.options = null;
    this.step = 0;
    this.latest = null;
    this.best = null;
    this.frames = [];
    this.losses = [];
    this.problem = null;
    this.notice = null;
  }

  /** Stops the computation; what was painted can still be looked at. */
  dispose(): void {
    this.pause();
    this.#halt();
  }

  #halt(): void {
    clearTimeout(this.#rest);
    this.#controller?.abort();
    this.#controller = undefined;
    this.#times = [];
    this.stepsPerSecond = 0;
  }

  #go(): void {
    void this.#attempt();
  }

  async #attempt(): Promise<void> {
    const { options } = this;
    if (!options) return;
    const controller = new AbortController();
    const { signal } = controller;
    this.#controller = controller;
    this.problem = null;
    this.status = 'running';
    const from = this.#checkpoint;
    const first = from?.step ?? 0;
    try {
      const result = await this.#client.run(
        'transfer-style',
        // The arrays are copied, not handed over: the checkpoint stays for another attempt.
        { ...options, steps: Math.max(options.steps, first), ...(from ? { from } : {}) },
        {
          signal,
          onProgress: ({ partial }) => {
            if (signal.aborted || !partial) return;
            // The client begins a run again when the processor under it is lost. Here it goes on instead.
            if (partial.painted.step === first && this.step > first) this.#goOnAfterLoss();
            else this.#take(partial);
          },
        },
      );
      this.backend = result.backend;
      this.status = result.status;
      if (result.good) this.#checkpoint = result.good;
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      this.#fail(error);
    }
  }

  #goOnAfterLoss(): void {
    this.#halt();
    this.notice = `The processor that painted was lost. Another one goes on from step ${this.step}.`;
    this.#go();
  }

  #fail(error: unknown): void {
    const problem = frameError(error);
    const died = (error as { code?: string }).code === 'worker-died';
    // Once at a place: a worker that dies again there would die for ever.
    if (died && this.#diedAt < this.step) {
      this.#diedAt = this.step;
      this.notice = `The part of this page that computes had stopped. It goes on from step ${this.step}.`;
      this.#halt();
      this.#go();
      return;
    }
    this.#halt();
    this.problem = problem;
    this.status = 'failed';
  }

  #take({ painted, checkpoint, width, height }: TransferStylePartial): void {
    this.#keep(checkpoint);
    const frame: TransferFrame = { ...painted, width, height };
    this.#history.add(frame);
    const { step, total, content, style, alpha, beta, evaluations } = painted;
    const earlier = this.losses;
    const kept = earlier.at(-1)?.step === step - 1 ? earlier : earlier.filter((point) => point.step < step);
    this.losses = [...kept, { step, total, content: alpha * content, style: beta * style, evaluations }];
    this.frames = this.#history.frames;
    this.latest = frame;
    this.best = this.#history.best;
    this.step = step;
    this.backend = this.#client.backend;
    this.#time(step);
  }

  #keep(checkpoint: TransferCheckpoint): void {
    const { memory } = checkpoint;
    if (memory.kind !== 'l-bfgs') {
      this.#checkpoint = checkpoint;
      return;
    }
    const known = this.#checkpoint?.memory;
    const pairs = keepPairs(known?.kind === 'l-bfgs' ? known.pairs : [], memory.pairs, memory.kept);
    this.#checkpoint = { ...checkpoint, memory: { ...memory, pairs, kept: pairs.length } };
  }

  #time(step: number): void {
    const at = performance.now();
    this.#times.push({ step, at });
    while (this.#times.length > 2 && at - this.#times[0]!.at > SPEED_WINDOW) this.#times.shift();
    const [oldest] = this.#times;
    if (oldest && step > oldest.step) this.stepsPerSecond = ((step - oldest.step) * 1000) / (at - oldest.at);
  }
}
