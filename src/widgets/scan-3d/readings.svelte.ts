import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { type Client, isAbort, latest } from '#worker/client';
import type { RenderedVolume, RenderScanOptions, RenderScanResult } from '#worker/protocol';
import { DIMENSIONS, type Dimension, NETWORKS } from './networks.ts';

/** What both networks answered to the volumes of one drawing; null what they were not asked. */
export type Answers = Record<Dimension, readonly Float32Array[] | null>;

export interface Drawn {
  key: string;
  drawing: RenderScanResult;
}

interface Reading extends Drawn {
  answers: Answers;
  milliseconds: Record<Dimension, number>;
}

const NO_ANSWERS: Answers = { '2d': null, '3d': null };
/** Drawings that are kept with their answers, so that going back costs nothing. */
const KEPT = 6;

/**
 * Volumes of the world and what both networks say of them: drawn first, read then; a newer wish takes the place of an
 * older one. `want` is called whenever the wish may have changed.
 */
export class Readings {
  drawn = $state.raw<Drawn | null>(null);
  answers = $state.raw<Answers>(NO_ANSWERS);
  milliseconds = $state.raw<Record<Dimension, number>>({ '2d': 0, '3d': 0 });
  running = $state.raw<{ done: number; total: number; what: string } | null>(null);
  problem = $state.raw<FrameError | null>(null);
  /** Whether the reader stopped the networks at this drawing. */
  stopped = $state(false);

  readonly #run: ReturnType<typeof latest>;
  readonly #pause: number;
  #kept: Reading[] = [];
  #wanted: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param pause milliseconds for which a wish must stay before the networks are asked */
  constructor(client: Client, pause = 200) {
    this.#run = latest(client);
    this.#pause = pause;
  }

  /** Whether what is shown is all that is wished for. */
  get complete(): boolean {
    return this.drawn?.key === this.#wanted && DIMENSIONS.every((dimension) => this.answers[dimension]);
  }

  want(options: RenderScanOptions): void {
    const key = JSON.stringify(options);
    if (key === this.#wanted && !this.problem) return;
    this.#wanted = key;
    this.problem = null;
    this.stopped = false;
    clearTimeout(this.#timer);
    const kept = this.#kept.find((reading) => reading.key === key);
    if (kept) {
      this.#run.cancel();
      this.running = null;
      this.#show(kept);
    } else void this.#draw(key, options);
  }

  /** Asks again after an error, or after the reader stopped. */
  retry(options: RenderScanOptions): void {
    const { drawn } = this;
    this.problem = null;
    this.stopped = false;
    this.#wanted = null;
    if (drawn && drawn.key === JSON.stringify(options)) {
      this.#wanted = drawn.key;
      void this.#read(drawn);
    } else this.want(options);
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#run.cancel();
    this.running = null;
    this.stopped = true;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#run.cancel();
  }

  async #draw(key: string, options: RenderScanOptions): Promise<void> {
    this.running = null;
    try {
      const drawing = await this.#run.run('render-scan', options);
      if (key !== this.#wanted) return;
      this.drawn = { key, drawing };
      this.answers = NO_ANSWERS;
      this.#timer = setTimeout(() => void this.#read({ key, drawing }), this.#pause);
    } catch (error) {
      this.#fail(error, key);
    }
  }

  async #read({ key, drawing }: Drawn): Promise<void> {
    const answers = { ...NO_ANSWERS };
    const milliseconds = { '2d': 0, '3d': 0 };
    try {
      for (const dimension of DIMENSIONS) {
        const { network, title } = NETWORKS[dimension];
        const what = `layers of the ${title} network computed`;
        this.running = { done: 0, total: 1, what };
        const result = await this.#run.run(
          'read-scan',
          { network, volumes: drawing.volumes as RenderedVolume[] },
          {
            onProgress: ({ done, total }) => {
              if (key === this.#wanted) this.running = { done, total, what };
            },
          },
        );
        if (key !== this.#wanted) return;
        answers[dimension] = result.answers;
        milliseconds[dimension] = result.milliseconds;
        this.answers = { ...answers };
        this.milliseconds = { ...milliseconds };
      }
      this.running = null;
      const reading = { key, drawing, answers, milliseconds };
      this.#kept = [reading, ...this.#kept.filter((other) => other.key !== key)].slice(0, KEPT);
    } catch (error) {
      this.#fail(error, key);
    }
  }

  #show({ key, drawing, answers, milliseconds }: Reading): void {
    this.drawn = { key, drawing };
    this.answers = answers;
    this.milliseconds = milliseconds;
  }

  #fail(error: unknown, key: string): void {
    if (isAbort(error) || key !== this.#wanted) return;
    this.running = null;
    this.problem = frameError(error);
  }
}
