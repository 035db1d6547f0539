import { keepPairs } from '#math/lbfgs';
import { type Client, ExperimentError, isAbort } from '#worker/client';
import type {
  LiveTransferOptions,
  TransferCheckpoint,
  TransferStart,
  TransferStyleOptions,
  TransferStylePartial,
} from '#worker/protocol';
import { type FrameError, frameError } from './frame-error.ts';
import type { LossPoint } from './loss-point.ts';
import { StepClock } from './step-clock.ts';
import { type TransferFrame, TransferHistory } from './transfer-history.ts';

export type { TransferFrame };

/**
 * 'idle': nothing begun. 'running' from `start` or `resume` until the end, `pause` or a problem. 'finished': all steps
 * taken. 'converged': nothing lowers the cost any more. 'diverged': the cost ran away; `picture` is the last good one.
 * 'failed': `problem` says why, the pictures stay, `resume` tries to go on.
 */
export type TransferStatus = 'idle' | 'running' | 'paused' | 'finished' | 'converged' | 'diverged' | 'failed';

export type TransferRunOptions = Omit<TransferStyleOptions, 'from'>;

/** Bytes of pixels that the history of a run may take. */
export const HISTORY_BYTES = 64 * 2 ** 20;

/** Settings that change while a slider moves are taken up when it has rested this long. */
const REST_MILLISECONDS = 120;

/**
 * A picture being painted in the worker, for style-studio, content-layers and texture-from-gram.
 *
 *     const run = new TransferRun(getClient());
 *     run.start(options);              // begins anew; an earlier run's pictures go
 *     run.pause(); run.resume();       // nothing is lost: it goes on from the last step
 *     run.putAside();                  // pause, and drop a problem
 *     run.resume(200);                 // 200 steps more, also after 'finished' or 'converged'
 *     run.goOnFrom(40);                // from the kept picture of a step: those after it are forgotten
 *     run.change({ alpha: 1e-3 });     // live: from the present pixels, at once or when it is resumed
 *     run.reset();                     // back to 'idle'
 *     run.dispose();                   // when the widget goes
 *
 * To read, all reactive: `status`, `running`, `step`, `options` (of the run), `latest` (the newest frame: pixels RGBA,
 * costs, step), `picture` (what to show: `latest`, after divergence `best`), `best` (of lowest total), `frames`
 * (history within HISTORY_BYTES, first and last kept), `frameAt(step)` to scrub, `losses` (each step, for LossChart),
 * `stepsPerSecond`, `backend`, `problem`, `notice` (a sentence: it went on after a loss).
 * It does not throw: problems are in `problem`. Nothing here waits for a drawn page, so it goes on in a hidden tab.
 */
export class TransferRun {
  readonly #client: Pick<Client, 'run' | 'backend'>;
  readonly #history: TransferHistory;
  readonly #clock = new StepClock();
  #controller: AbortController | undefined;
  #checkpoint: TransferCheckpoint | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** Where it begins instead, once an earlier step was gone back to. */
  #start: TransferStart | null = null;
  /** The step at which a worker died last. */
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

  readonly running = $derived(this.status === 'running');
  readonly picture = $derived(this.status === 'diverged' ? this.best : this.latest);

  constructor(
    client: Pick<Client, 'run' | 'backend'>,
    { historyBytes = HISTORY_BYTES }: { historyBytes?: number } = {},
  ) {
    this.#client = client;
    this.#history = new TransferHistory(historyBytes);
  }

  /** The kept picture of a step, else the latest before it. */
  frameAt(step: number): TransferFrame | null {
    return this.frames.findLast((frame) => frame.step <= step) ?? this.frames[0] ?? null;
  }

  /** Begins anew with these options. */
  start(options: TransferRunOptions): void {
    this.reset();
    this.options = $state.snapshot(options) as TransferRunOptions;
    void this.#go();
  }

  /** Puts the run aside. */
  pause(): void {
    if (!this.running) return;
    this.#halt();
    this.status = 'paused';
  }

  /** Puts the run aside and drops its problem; one that never showed a picture is forgotten. */
  putAside(): void {
    this.pause();
    if (this.status !== 'failed') return;
    if (!this.latest) {
      this.reset();
      return;
    }
    this.problem = null;
    this.status = 'paused';
  }

  /** Goes on from the last step; after divergence, from the last good one. `more`: so many steps more than planned. */
  resume(more = 0): void {
    if (this.running || !this.options) return;
    if (more > 0) this.options = { ...this.options, steps: Math.max(this.step, this.options.steps) + more };
    void this.#go();
  }

  /** Goes on from the kept picture of a step (see `frameAt`), with a fresh memory. What came after it is forgotten. */
  goOnFrom(step: number): void {
    const frame = this.frameAt(step);
    if (!frame || !this.options) return;
    this.#halt();
    this.#checkpoint = null;
    this.#history.dropAfter(frame.step);
    this.losses = this.losses.filter((point) => point.step < frame.step);
    this.frames = this.#history.frames;
    this.best = this.#history.best;
    this.latest = frame;
    this.step = frame.step;
    this.#start = { kind: 'painted', data: frame.pixels, step: frame.step };
    void this.#go();
  }

  /** Other settings, from the present pixels. A run that is put aside takes them up when it is resumed. */
  change(settings: Partial<LiveTransferOptions>): void {
    if (!this.options) return;
    const given = $state.snapshot(settings) as Partial<LiveTransferOptions>;
    this.options = { ...this.options, ...given };
    if (Object.keys(given).some((name) => name !== 'steps' && name !== 'rate')) this.#forgetCosts();
    if (!this.running) return;
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => {
      this.#halt();
      void this.#go();
    }, REST_MILLISECONDS);
  }

  /** Stops and forgets all. */
  reset(): void {
    this.#halt();
    this.#history.clear();
    this.#checkpoint = null;
    this.#start = null;
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
    this.#clock.stop();
    this.stepsPerSecond = 0;
  }

  /** What was lowest, and how the slopes changed, was so of other costs. */
  #forgetCosts(): void {
    if (this.status !== 'diverged') {
      this.#history.forgetBest();
      this.best = this.#history.best;
    }
    const { memory } = this.#checkpoint ?? {};
    if (!this.#checkpoint || memory?.kind !== 'l-bfgs') return;
    this.#checkpoint = { ...this.#checkpoint, memory: { ...memory, pairs: [], kept: 0 } };
  }

  async #go(): Promise<void> {
    if (!this.options) return;
    const controller = new AbortController();
    const { signal } = controller;
    this.#controller = controller;
    this.problem = null;
    this.status = 'running';
    const from = this.#checkpoint;
    const start = this.#start ?? this.options.start;
    const first = from?.step ?? (start.kind === 'painted' ? start.step : 0);
    const steps = Math.max(this.options.steps, first);
    let newest = -1;
    try {
      const { status, good, backend } = await this.#client.run(
        'transfer-style',
        { ...this.options, start, steps, ...(from ? { from } : {}) },
        {
          signal,
          onProgress: ({ partial }) => {
            if (signal.aborted || !partial) return;
            // When the processor is lost, the client begins this attempt again. Here it goes on instead.
            if (partial.painted.step <= newest) this.#goOn('The processor that painted was lost.');
            else this.#take(partial);
            newest = partial.painted.step;
          },
        },
      );
      if (signal.aborted) return;
      this.#halt();
      this.backend = backend;
      this.status = status;
      if (!good) return;
      this.#checkpoint = good;
      this.best = this.frameAt(good.step);
    } catch (error) {
      if (!isAbort(error) && !signal.aborted) this.#fail(error);
    }
  }

  #goOn(what: string): void {
    this.notice = this.latest ? `${what} It goes on from step ${this.step}.` : null;
    this.#halt();
    void this.#go();
  }

  #fail(error: unknown): void {
    // Once at a step: what dies there again would die for ever.
    if (error instanceof ExperimentError && error.code === 'worker-died' && this.#diedAt < this.step) {
      this.#diedAt = this.step;
      this.#goOn('The part of this page that computes had stopped.');
      return;
    }
    this.#halt();
    this.problem = frameError(error);
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
    this.stepsPerSecond = this.#clock.tick(step, performance.now());
  }

  /** Of the pairs of L-BFGS a step tells only the newest. */
  #keep(checkpoint: TransferCheckpoint): void {
    const { memory } = checkpoint;
    const before = this.#checkpoint?.memory;
    const known = before?.kind === 'l-bfgs' ? before.pairs : [];
    this.#checkpoint =
      memory.kind === 'l-bfgs'
        ? { ...checkpoint, memory: { ...memory, pairs: keepPairs(known, memory.pairs, memory.kept) } }
        : checkpoint;
  }
}
