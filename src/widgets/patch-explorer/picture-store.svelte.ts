import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { loadSheet, TILE, tilePlace } from '#site/unit-index';
import { type Client, isAbort } from '#worker/client';
import { OWN_PICTURES } from '#world/scene/sets';
import { toImageData } from '../shared/draw-region.ts';
import { type Box, clipBox } from './crop.ts';
import type { OwnPictures } from './own-pictures.svelte.ts';

/** A square of an image that holds a whole picture, or a shipped patch. */
export interface PictureSource {
  image: CanvasImageSource;
  x: number;
  y: number;
  /** Its side in the image's pixels. */
  side: number;
}

/** A crisp rendering of a box of a picture; what lies inside the picture is rendered at `side` pixels a box. */
export interface CrispRequest {
  seed: number;
  box: Box;
  side: number;
}

/** Crisp renderings that are kept: a few filters' worth. */
const MOST_CRISP = 400;
/** World pictures rendered in one run. */
const BATCH = 16;

/**
 * The pictures that the explorer draws: atlas pictures from their sheets, new ones and crisp ones from the worker, the
 * reader's own from `OwnPictures`.
 * Reading is reactive; what is missing is asked for with `want…`.
 */
export class PictureStore {
  readonly #client: Client;
  readonly #atlasSeed: number;
  readonly #count: number;
  readonly #sheets = new SvelteMap<number, ImageBitmap>();
  readonly #rendered = new SvelteMap<number, ImageBitmap>();
  readonly #crisp = new SvelteMap<string, ImageBitmap>();
  readonly #wantedSheets = new Set<number>();
  readonly #queue = new Set<number>();
  readonly #own: OwnPictures;
  #rendering = false;
  #onError: (error: unknown) => void;

  constructor(
    client: Client,
    atlas: { atlasSeed: number; pictures: number },
    own: OwnPictures,
    onError: (error: unknown) => void,
  ) {
    this.#client = client;
    this.#atlasSeed = atlas.atlasSeed;
    this.#count = atlas.pictures;
    this.#own = own;
    this.#onError = onError;
  }

  isInAtlas(seed: number): boolean {
    return seed >= this.#atlasSeed && seed < this.#atlasSeed + this.#count;
  }

  /** The picture as the network sees it, if it is here yet. */
  picture(seed: number): PictureSource | null {
    if (isOwn(seed)) return this.#own.picture(seed);
    if (!this.isInAtlas(seed)) {
      const image = this.#rendered.get(seed);
      return image ? { image, x: 0, y: 0, side: TILE } : null;
    }
    const { sheet, x, y } = tilePlace(seed - this.#atlasSeed);
    const image = this.#sheets.get(sheet);
    return image ? { image, x, y, side: TILE } : null;
  }

  /** The part of a picture inside a box, rendered crisp, if it is here yet. */
  crisp(request: CrispRequest): ImageBitmap | null {
    if (isOwn(request.seed)) return this.#own.crisp(request);
    return this.#crisp.get(keyOf(request)) ?? null;
  }

  /** Asks for pictures as the network sees them; of the reader's own until the signal is aborted. */
  wantPictures(seeds: readonly number[], signal: AbortSignal): void {
    void this.#own.wantPictures(seeds.filter(isOwn), signal);
    for (const seed of seeds) {
      if (isOwn(seed)) continue;
      if (this.isInAtlas(seed)) void this.#wantSheet(tilePlace(seed - this.#atlasSeed).sheet);
      else if (!untrack(() => this.#rendered.has(seed))) this.#queue.add(seed);
    }
    this.resume();
  }

  /** Asks for crisp parts of pictures, in this order, until the signal is aborted. */
  async wantCrisp(requests: readonly CrispRequest[], signal: AbortSignal): Promise<void> {
    const own = requests.filter(({ seed }) => isOwn(seed));
    if (own.length > 0) void this.#own.wantCrisp(own, signal);
    const missing = untrack(() =>
      requests.filter((request) => !isOwn(request.seed) && !this.#crisp.has(keyOf(request))),
    );
    if (missing.length === 0) return;
    const items = missing.map(({ seed, box, side }) => {
      const region = clipBox(box);
      return { seed, region, size: Math.max(1, Math.round((side * region.width) / box.width)) };
    });
    await this.#render(items, signal, (index, image) => {
      this.#crisp.set(keyOf(missing[index]!), image);
      this.#forgetOldest();
    });
  }

  async #wantSheet(sheet: number): Promise<void> {
    if (this.#wantedSheets.has(sheet)) return;
    this.#wantedSheets.add(sheet);
    try {
      this.#sheets.set(sheet, await loadSheet(sheet));
    } catch (error) {
      this.#wantedSheets.delete(sheet);
      this.#onError(error);
    }
  }

  /** Goes on with pictures that were asked for before an error. */
  resume(): void {
    if (this.#queue.size > 0 && !this.#rendering) void this.#renderQueue();
  }

  async #renderQueue(): Promise<void> {
    this.#rendering = true;
    let rendered = true;
    while (rendered && this.#queue.size > 0) {
      const seeds = [...this.#queue].slice(0, BATCH);
      const items = seeds.map((seed) => ({ seed, size: TILE }));
      rendered = await this.#render(items, undefined, (index, image) => {
        this.#queue.delete(seeds[index]!);
        this.#rendered.set(seeds[index]!, image);
      });
    }
    this.#rendering = false;
  }

  /** @returns whether all of it was rendered */
  async #render(
    items: { seed: number; region?: Box; size: number }[],
    signal: AbortSignal | undefined,
    take: (index: number, image: ImageBitmap) => void,
  ): Promise<boolean> {
    const taken: Promise<void>[] = [];
    try {
      await this.#client.run(
        'render-scenes',
        { items },
        {
          ...(signal ? { signal } : {}),
          onProgress: ({ partial }) => {
            if (!partial) return;
            taken.push(createImageBitmap(toImageData(partial)).then((image) => take(partial.index, image)));
          },
        },
      );
      await Promise.all(taken);
      return true;
    } catch (error) {
      if (!isAbort(error)) this.#onError(error);
      return false;
    }
  }

  #forgetOldest(): void {
    for (const key of this.#crisp.keys()) {
      if (this.#crisp.size <= MOST_CRISP) return;
      this.#crisp.delete(key);
    }
  }
}

/** Whether a number in the lists is that of a reader's own picture. */
export function isOwn(seed: number): boolean {
  return seed >= OWN_PICTURES;
}

function keyOf({ seed, box, side }: CrispRequest): string {
  return [seed, box.x, box.y, box.width, side].join(' ');
}
