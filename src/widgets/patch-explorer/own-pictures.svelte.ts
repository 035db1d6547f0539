import { untrack } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { TILE } from '#site/unit-index';
import { type Client, isAbort } from '#worker/client';
import type { OwnBatch, WantedPixels } from '#worker/protocol';
import { type Box, clipBox, WHOLE } from './crop.ts';
import type { CrispRequest, PictureSource } from './picture-store.svelte.ts';

/** Decoded pixels that are kept, in bytes: pictures as the network sees them, and crisp parts. */
const MOST_SMALL_BYTES = 48 * 2 ** 20;
const MOST_CRISP_BYTES = 32 * 2 ** 20;
/** Files decoded in one run of the worker. */
const FILES_A_RUN = 6;

interface Want extends CrispRequest {
  key: string;
  file: Blob;
  signal: AbortSignal;
}

/**
 * The reader's own pictures, as they are drawn: small as the network sees them, which mining brings, and crisp parts cut
 * out of the files when they are shown. Both are bounded; the oldest go first, and are asked for again.
 */
export class OwnPictures {
  readonly #client: Client;
  readonly #fileOf: (seed: number) => Blob | null;
  readonly #onError: (error: unknown) => void;
  readonly #small = new SvelteMap<number, ImageBitmap>();
  readonly #crisp = new SvelteMap<string, ImageBitmap>();
  /** Pictures whose files can't be read any more: they were moved, changed or removed. */
  readonly gone = new SvelteSet<number>();
  #smallBytes = 0;
  #crispBytes = 0;
  #wants: Want[] = [];
  #cutting = false;
  #life = 0;

  /** @param fileOf a picture's file by its number in the lists */
  constructor(client: Client, fileOf: (seed: number) => Blob | null, onError: (error: unknown) => void) {
    this.#client = client;
    this.#fileOf = fileOf;
    this.#onError = onError;
  }

  /** Bytes of pixels that are kept. */
  get bytes(): number {
    return this.#smallBytes + this.#crispBytes;
  }

  /** The picture as the network sees it, if it is here. */
  picture(seed: number): PictureSource | null {
    const image = this.#small.get(seed) ?? this.#crisp.get(keyOf(wholeOf(seed)));
    return image ? { image, x: 0, y: 0, side: image.width } : null;
  }

  /** The part of a picture inside a box, if it is here yet. */
  crisp(request: CrispRequest): ImageBitmap | null {
    return this.#crisp.get(keyOf(request)) ?? null;
  }

  /** Takes what the network saw of a few pictures. */
  async take({ pictures, pixels, rows, columns }: OwnBatch): Promise<void> {
    const life = this.#life;
    const bytes = rows * columns * 4;
    const images = await Promise.all(
      Array.from(pictures, (_, i) =>
        createImageBitmap(bitsOf(pixels.subarray(i * bytes, (i + 1) * bytes), columns, rows)),
      ),
    );
    if (life !== this.#life) return;
    for (const [i, seed] of pictures.entries()) this.#keepSmall(seed, images[i]!);
  }

  /** Asks for pictures as the network sees them, where they are not kept any more. */
  async wantPictures(seeds: readonly number[], signal: AbortSignal): Promise<void> {
    const gone = untrack(() => seeds.filter((seed) => !this.#small.has(seed)));
    await this.wantCrisp(gone.map(wholeOf), signal);
  }

  /** Asks for crisp parts of pictures, until the signal is aborted. What was asked for last comes first. */
  async wantCrisp(requests: readonly CrispRequest[], signal: AbortSignal): Promise<void> {
    const wants = untrack(() =>
      requests.flatMap((request) => {
        const key = keyOf(request);
        const file = this.#fileOf(request.seed);
        return file && !this.#crisp.has(key) && !this.gone.has(request.seed)
          ? [{ ...request, key, file, signal }]
          : [];
      }),
    );
    if (wants.length === 0) return;
    this.#wants = [...wants, ...this.#wants];
    if (!this.#cutting) await this.#cutAll();
  }

  /** Forgets every picture. */
  forget(): void {
    this.#life += 1;
    this.#wants = [];
    this.gone.clear();
    this.#small.clear();
    this.#crisp.clear();
    this.#smallBytes = 0;
    this.#crispBytes = 0;
  }

  async #cutAll(): Promise<void> {
    this.#cutting = true;
    const life = this.#life;
    try {
      const next = () => untrack(() => this.#nextBatch());
      for (let batch = next(); batch.length > 0; batch = next()) {
        await this.#cut(batch, life);
      }
    } catch (error) {
      this.#wants = [];
      if (!isAbort(error)) this.#onError(error);
    } finally {
      this.#cutting = false;
    }
  }

  /** What is still wanted of a few files; each is decoded once for all its parts. */
  #nextBatch(): Want[][] {
    const files = new Map<number, Want[]>();
    const rest: Want[] = [];
    for (const want of this.#wants) {
      if (want.signal.aborted || this.#crisp.has(want.key)) continue;
      const known = files.get(want.seed);
      if (known) {
        if (!known.some(({ key }) => key === want.key)) known.push(want);
      } else if (files.size < FILES_A_RUN) files.set(want.seed, [want]);
      else rest.push(want);
    }
    this.#wants = rest;
    return [...files.values()];
  }

  async #cut(batch: Want[][], life: number): Promise<void> {
    const made: Promise<[key: string, image: ImageBitmap]>[] = [];
    const items = batch.map((wants) => ({ file: wants[0]!.file, wanted: wants.map(wantedOf) }));
    const { unread } = await this.#client.run(
      'crop-pictures',
      { items },
      {
        onProgress: ({ partial }) => {
          if (!partial) return;
          for (const [i, { width, height, data }] of partial.parts.entries()) {
            const { key } = batch[partial.index]![i]!;
            made.push(createImageBitmap(bitsOf(data, width, height)).then((image) => [key, image]));
          }
        },
      },
    );
    // Kept all at once: what is on the page is drawn anew with each change.
    const images = await Promise.all(made);
    if (life !== this.#life) return;
    for (const [key, image] of images) this.#keepCrisp(key, image);
    for (const { index } of unread) this.gone.add(batch[index]![0]!.seed);
  }

  #keepSmall(seed: number, image: ImageBitmap): void {
    this.#smallBytes += sizeOf(image) - sizeOf(this.#small.get(seed));
    this.#small.set(seed, image);
    for (const [oldest, old] of this.#small) {
      if (this.#smallBytes <= MOST_SMALL_BYTES) return;
      this.#smallBytes -= sizeOf(old);
      this.#small.delete(oldest);
    }
  }

  #keepCrisp(key: string, image: ImageBitmap): void {
    this.#crispBytes += sizeOf(image) - sizeOf(this.#crisp.get(key));
    this.#crisp.set(key, image);
    for (const [oldest, old] of this.#crisp) {
      if (this.#crispBytes <= MOST_CRISP_BYTES) return;
      this.#crispBytes -= sizeOf(old);
      this.#crisp.delete(oldest);
    }
  }
}

function wholeOf(seed: number): CrispRequest {
  return { seed, box: WHOLE, side: TILE };
}

/** What of the box lies inside the picture, `side` pixels a box. */
function wantedOf({ box, side }: { box: Box; side: number }): WantedPixels {
  const inside = clipBox(box);
  const pixels = (length: number) => Math.max(1, Math.round((side * length) / box.width));
  const part = {
    x: inside.x / TILE,
    y: inside.y / TILE,
    width: inside.width / TILE,
    height: inside.height / TILE,
    shape: 1,
  };
  return { width: pixels(inside.width), height: pixels(inside.height), part };
}

function bitsOf(data: Uint8ClampedArray, width: number, height: number): ImageData {
  return new ImageData(new Uint8ClampedArray(data), width, height);
}

function sizeOf(image: ImageBitmap | undefined): number {
  return image ? image.width * image.height * 4 : 0;
}

function keyOf({ seed, box, side }: CrispRequest): string {
  return [seed, box.x, box.y, box.width, side].join(' ');
}
