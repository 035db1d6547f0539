import type { RankedLayer, UnitIndex } from '#site/unit-index';
import { type Client, isAbort } from '#worker/client';
import type { Progress } from '#worker/protocol';
import { KEEP_LOOKING_SEED } from '#world/scene/sets';
import { type FrameError, frameError } from '../shared/frame-error.ts';
import { compareLists, countReplaced, type ListComparison } from './compare-lists.ts';
import type { Mined } from './own-index.ts';

/** New pictures that one press of 'Keep looking' renders, if nobody stops it. */
export const ROUND = 4096;
/** Partial lists are shown at most this often, in milliseconds. */
const SHOW_EVERY = 300;

type Lists = ReadonlyMap<string, RankedLayer>;
type Source = { kind: 'atlas'; from: number } | { kind: 'world'; from: number; count: number };

/** How a run over the atlas went. */
export interface RunFigures {
  pictures: number;
  perSecond: number;
  backend: string;
}

/** The ranked lists that the reader's own machine finds: over the atlas, and then over new pictures. */
export class Mining {
  readonly #client: Client;
  readonly #index: UnitIndex;
  readonly #shipped: Lists;
  readonly #mined: Mined;
  #controller: AbortController | undefined;
  #last: 'atlas' | 'world' = 'atlas';

  /** What this machine has found, partial while it looks; null before it began. */
  lists = $state.raw<Lists | null>(null);
  running = $state<'atlas' | 'world' | null>(null);
  progress = $state.raw<Progress<unknown> | null>(null);
  /** The last run over the whole atlas; null before one has come to its end. */
  figures = $state.raw<RunFigures | null>(null);
  /** How the lists of that run stand to the shipped ones, every filter of every layer. */
  comparison = $state.raw<readonly ListComparison[] | null>(null);
  /** Atlas pictures looked at when a run was cut short, 0 otherwise. */
  stoppedAt = $state(0);
  newPictures = $state(0);
  problem = $state.raw<FrameError | null>(null);

  /** @param mined a reader's network has no shipped lists: `index` has empty ones then */
  constructor(client: Client, index: UnitIndex, mined: Mined = { network: 'pictures' }) {
    this.#client = client;
    this.#mined = mined;
    this.#index = index;
    this.#shipped = new Map(index.layers.map(({ layer, top }) => [layer, top]));
  }

  /** Runs the network over the whole atlas and compares what it finds with the shipped lists. */
  async computeAtlas(): Promise<void> {
    this.newPictures = 0;
    this.comparison = null;
    this.figures = null;
    await this.#lookAtAtlas(0);
  }

  /** @param from the pictures before this one are in the lists already */
  async #lookAtAtlas(from: number): Promise<void> {
    const start = from > 0 ? [...this.lists!.values()] : undefined;
    const result = await this.#run('atlas', { kind: 'atlas', from }, start, (pictures) => {
      this.stoppedAt = pictures;
    });
    if (!result) return;
    this.stoppedAt = 0;
    this.figures = {
      pictures: result.pictures,
      perSecond: (result.pictures - from) / (result.milliseconds / 1000),
      backend: result.backend,
    };
    if (typeof this.#mined.network !== 'string') return;
    this.comparison = result.lists.flatMap((found) => compareLists(this.#shipped.get(found.layer)!, found));
  }

  /** Renders pictures that nobody has seen and lets them compete with the lists found so far. */
  async keepLooking(): Promise<void> {
    const looked = this.newPictures;
    const complete = this.lists && this.stoppedAt === 0;
    const start = complete ? this.lists! : this.#shipped;
    const source = { kind: 'world' as const, from: KEEP_LOOKING_SEED + looked, count: ROUND };
    await this.#run('world', source, [...start.values()], (pictures) => {
      this.stoppedAt = 0;
      this.newPictures = looked + pictures;
    });
  }

  /** How many places of all filters were taken by new pictures, and how many places there are. */
  replacedAll = $derived.by(() =>
    this.#index.layers.reduce((sum, { layer, units }) => {
      for (let unit = 0; unit < units; unit++) sum += this.replaced(layer, unit);
      return sum;
    }, 0),
  );

  get placesAll(): number {
    return this.#index.layers.reduce((sum, { units, top }) => sum + units * top.keep, 0);
  }

  /** Goes on with what came to grief, where it stopped. */
  async retry(): Promise<void> {
    if (this.#last === 'world') await this.keepLooking();
    else if (this.lists && this.stoppedAt > 0) await this.#lookAtAtlas(this.stoppedAt);
    else await this.computeAtlas();
  }

  /** Stops what runs; the lists found so far stay. */
  stop(): void {
    this.#controller?.abort();
  }

  /** How many of a filter's places were taken by new pictures. */
  replaced(layer: string, unit: number): number {
    const first = this.#shipped.get(layer);
    const now = this.lists?.get(layer);
    return first && now && this.newPictures > 0 ? countReplaced(first, now, unit) : 0;
  }

  async #run(
    running: 'atlas' | 'world',
    source: Source,
    start: RankedLayer[] | undefined,
    looked: (pictures: number) => void,
  ) {
    this.stop();
    const controller = new AbortController();
    this.#controller = controller;
    this.problem = null;
    this.#last = running;
    this.running = running;
    this.progress = {
      done: source.kind === 'atlas' ? source.from : 0,
      total: source.kind === 'world' ? source.count : this.#index.pictures,
      what: 'pictures',
    };
    let latest: { lists: RankedLayer[]; pictures: number } | undefined;
    let shownAt = Number.NEGATIVE_INFINITY;
    const show = (found: { lists: RankedLayer[]; pictures: number }) => {
      this.lists = new Map(found.lists.map((list) => [list.layer, list]));
      looked(found.pictures);
    };
    try {
      const result = await this.#client.run(
        'mine-patches',
        { ...this.#mined, source, keep: this.#index.layers[0]!.top.keep, ...(start ? { start } : {}) },
        {
          signal: controller.signal,
          onProgress: ({ partial, ...progress }) => {
            if (partial) latest = partial;
            const now = performance.now();
            if (now - shownAt < SHOW_EVERY) return;
            shownAt = now;
            this.progress = progress;
            if (latest) show(latest);
          },
        },
      );
      show(result);
      return result;
    } catch (error) {
      if (latest && this.#controller === controller) show(latest);
      if (!isAbort(error)) this.problem = frameError(error);
      return null;
    } finally {
      if (this.#controller === controller) {
        this.running = null;
        this.progress = null;
      }
    }
  }
}
