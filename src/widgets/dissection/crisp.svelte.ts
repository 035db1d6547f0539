import { SvelteMap } from 'svelte/reactivity';
import type { PixelSource } from '#widgets/shared/draw-region';
import { type Client, isAbort, latest } from '#worker/client';

/** Side of a picture that is shown large, in pixels. */
const SIDE = 256;
const MOST = 40;

/** Pictures of the world rendered for people; where one fails, the network's pixels stand in. */
export class CrispPictures {
  readonly #run: ReturnType<typeof latest>;
  readonly #pictures = new SvelteMap<number, PixelSource>();

  constructor(client: Client) {
    this.#run = latest(client);
  }

  get(seed: number): PixelSource | null {
    return this.#pictures.get(seed) ?? null;
  }

  /** Asks for a picture; a later call takes over. */
  async want(seed: number): Promise<void> {
    if (this.#pictures.has(seed)) return;
    try {
      const onProgress = ({
        partial,
      }: {
        partial?: { width: number; height: number; pixels: Uint8ClampedArray };
      }) => {
        if (partial) this.#pictures.set(seed, partial);
      };
      await this.#run.run('render-scenes', { items: [{ seed, size: SIDE }] }, { onProgress });
    } catch (error) {
      if (!isAbort(error)) console.warn(error);
    }
    const [oldest] = this.#pictures.keys();
    if (this.#pictures.size > MOST && oldest !== undefined) this.#pictures.delete(oldest);
  }
}
