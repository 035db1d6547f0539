import { PictureMaxima } from '#math/picture-maxima';
import type { RankedLayer, UnitIndex } from '#site/unit-index';
import { type Client, isAbort } from '#worker/client';
import type { OwnBatch, Progress } from '#worker/protocol';
import { OWN_PICTURES } from '#world/scene/sets';
import { type FrameError, frameError } from '../shared/frame-error.ts';
import type { Entry } from './entries.ts';
import type { UnreadPicture } from './folder-words.ts';
import type { Chosen, OwnFile } from './own-files.ts';
import type { Mined } from './own-index.ts';
import { rangeOf } from './own-range.ts';

type Lists = ReadonlyMap<string, RankedLayer>;

/** All maxima are kept while they take no more than this; the picture network's take 5 MB for 2,000 pictures. */
const MOST_MAXIMA_BYTES = 64 * 2 ** 20;
/** Partial lists are shown at most this often, in milliseconds. */
const SHOW_EVERY = 600;

const NOTHING: Chosen = { pictures: [], beyond: 0, others: [], cut: false };

/** The lists over the reader's own pictures: chosen, looked at one after the other, stopped, gone on with. */
export class OwnMining {
  readonly #client: Client;
  readonly #index: UnitIndex;
  readonly #onPixels: (batch: OwnBatch) => void;
  readonly #mined: Mined;
  #controller: AbortController | undefined;
  #maxima: PictureMaxima;

  chosen = $state.raw<Chosen>(NOTHING);
  lists = $state.raw<Lists | null>(null);
  running = $state(false);
  progress = $state.raw<Progress<unknown> | null>(null);
  /** Files tried so far. */
  looked = $state(0);
  unread = $state.raw<readonly UnreadPicture[]>([]);
  animated = $state(0);
  problem = $state.raw<FrameError | null>(null);

  /** @param onPixels told what the network saw of a few pictures, as soon as it has */
  constructor(
    client: Client,
    index: UnitIndex,
    onPixels: (batch: OwnBatch) => void,
    mined: Mined = { network: 'pictures' },
  ) {
    this.#client = client;
    this.#mined = mined;
    this.#index = index;
    this.#onPixels = onPixels;
    this.#maxima = this.#noMaxima();
  }

  /** Pictures that were read, of those that were tried. */
  get read(): number {
    return this.looked - this.unread.length;
  }

  get total(): number {
    return this.chosen.pictures.length;
  }

  get complete(): boolean {
    return this.total > 0 && this.looked === this.total;
  }

  /** Whether a picture's number is one of the reader's. */
  has(seed: number): boolean {
    return seed >= OWN_PICTURES && seed < OWN_PICTURES + this.total;
  }

  /** One of the reader's files by its number in the lists. */
  file(seed: number): OwnFile | null {
    return this.chosen.pictures[seed - OWN_PICTURES] ?? null;
  }

  /** Takes pictures in place of those before, and looks at them. */
  async take(chosen: Chosen): Promise<void> {
    this.forget();
    this.chosen = chosen;
    if (chosen.pictures.length > 0) await this.look();
  }

  /** Forgets everything. */
  forget(): void {
    this.stop();
    this.#controller = undefined;
    this.#maxima = this.#noMaxima();
    this.chosen = NOTHING;
    this.lists = null;
    this.looked = 0;
    this.unread = [];
    this.animated = 0;
    this.problem = null;
    this.running = false;
    this.progress = null;
  }

  stop(): void {
    this.#controller?.abort();
  }

  /** Looks at the pictures that it has not looked at yet. */
  async look(): Promise<void> {
    if (this.running || this.complete || this.total === 0) return;
    const controller = new AbortController();
    this.#controller = controller;
    this.problem = null;
    this.running = true;
    this.progress = { done: this.looked, total: this.total, what: 'of your pictures looked at' };
    const files = this.chosen.pictures.map(({ file }) => file);
    const source = { kind: 'files' as const, files, from: this.looked };
    const start = this.lists ? { start: [...this.lists.values()] } : {};
    const keep = this.#index.layers[0]!.top.keep;
    let latest: { lists: RankedLayer[]; pictures: number } | undefined;
    let shownAt = Number.NEGATIVE_INFINITY;
    const unread: UnreadPicture[] = [...this.unread];
    const show = () => {
      shownAt = performance.now();
      this.unread = [...unread];
      if (!latest) return;
      this.lists = new Map(latest.lists.map((list) => [list.layer, list]));
      this.looked = latest.pictures;
    };
    try {
      await this.#client.run(
        'mine-patches',
        { ...this.#mined, source, keep, ...start },
        {
          signal: controller.signal,
          onProgress: ({ partial, ...progress }) => {
            this.progress = progress;
            if (!partial?.own) return;
            // On another backend, when one was lost, the run begins again: with the same batches.
            if (latest && partial.pictures <= latest.pictures) return;
            latest = partial;
            unread.push(
              ...partial.own.unread.map(({ file, reason }) => ({ path: this.#path(file), reason })),
            );
            this.animated += partial.own.animated.length;
            this.#maxima.add(partial.own.pictures, partial.own.values, partial.own.positions);
            this.#onPixels(partial.own);
            if (performance.now() - shownAt >= SHOW_EVERY) show();
          },
        },
      );
    } catch (error) {
      if (!isAbort(error) && this.#controller === controller) this.problem = frameError(error);
    } finally {
      if (this.#controller === controller) {
        show();
        this.running = false;
        this.progress = null;
      }
    }
  }

  /**
   * A filter's range over all pictures looked at, strongest first; empty when there are none, or too many filters to
   * keep it.
   */
  range(layer: string, unit: number, most: number): Entry[] {
    // Read so that a range is made anew when more was looked at.
    if (this.looked === 0 || !this.#maxima.complete) return [];
    const { layers } = this.#index;
    const at = layers.findIndex((other) => other.layer === layer);
    const before = layers.slice(0, at).reduce((sum, { units }) => sum + units, 0);
    return rangeOf(this.#maxima.rank(before + unit), layers[at]!.columns, most);
  }

  #path(file: number): string {
    return this.chosen.pictures[file]?.path ?? '';
  }

  #noMaxima(): PictureMaxima {
    return new PictureMaxima(
      this.#index.layers.reduce((sum, { units }) => sum + units, 0),
      MOST_MAXIMA_BYTES,
    );
  }
}
