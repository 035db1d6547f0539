import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { type Client, isAbort, latest } from '#worker/client';
import type { DissectUnitResult, Measured, ShownPicture } from '#worker/protocol';

/** What is measured of one unit, on the reader's machine. */
export class Measurement {
  readonly #run: ReturnType<typeof latest>;

  /** The unit's strongest pictures with its map and their masks, as they arrive. */
  shown = $state.raw<ReadonlyMap<number, ShownPicture>>(new Map());
  /** The ranking, partial while it is measured. */
  measured = $state.raw<Measured | null>(null);
  /** What came out at the end; null while it is measured, and when it was stopped. */
  result = $state.raw<DissectUnitResult | null>(null);
  progress = $state.raw<{ done: number; total: number; what: string } | null>(null);
  problem = $state.raw<FrameError | null>(null);

  constructor(client: Client) {
    this.#run = latest(client);
  }

  /** Forgets what is here. */
  clear(): void {
    this.stop();
    this.shown = new Map();
    this.measured = null;
    this.result = null;
    this.problem = null;
  }

  /**
   * Measures a unit; a later call takes over. What is shown stays until something new arrives.
   *
   * @param seeds the pictures to show
   */
  async measure(layer: string, unit: number, pictures: number, seeds: readonly number[]): Promise<void> {
    const show = seeds.filter((seed) => !this.shown.has(seed));
    this.problem = null;
    this.result = null;
    const progress = { done: 0, total: show.length + pictures, what: 'pictures looked at' };
    this.progress = progress;
    let mine = progress;
    try {
      const result = await this.#run.run(
        'dissect-unit',
        { network: 'pictures', layer, unit, pictures, show },
        {
          onProgress: ({ partial, ...rest }) => {
            mine = rest;
            this.progress = rest;
            if (partial?.shown) this.shown = new Map(this.shown).set(partial.shown.seed, partial.shown);
            if (partial?.measured) this.measured = partial.measured;
          },
        },
      );
      this.measured = result;
      this.result = result;
    } catch (error) {
      if (!isAbort(error)) this.problem = frameError(error);
    } finally {
      if (this.progress === mine) this.progress = null;
    }
  }

  /** Stops the measurement that runs; what it has found stays. */
  stop(): void {
    this.#run.cancel();
    this.progress = null;
  }
}
