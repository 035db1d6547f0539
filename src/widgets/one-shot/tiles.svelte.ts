import { type Client, isAbort, latest } from '#worker/client';
import type { FaceView, RenderedFace } from '#worker/protocol';
import { keyOf } from './summary.ts';

/** Side of a tile in pixels. */
const SIDE = 96;

/** Pictures of faces for people to look at: drawn when wanted, once. A newer wish goes first. */
export class Tiles {
  drawn = $state.raw<ReadonlyMap<string, RenderedFace>>(new Map());
  readonly #drawing: ReturnType<typeof latest>;

  constructor(client: Client) {
    this.#drawing = latest(client);
  }

  of(view: FaceView): RenderedFace | null {
    return this.drawn.get(keyOf(view)) ?? null;
  }

  /** Draws what is not drawn yet, in this order. */
  async want(views: readonly FaceView[]): Promise<void> {
    const missing = views.filter((view) => !this.drawn.has(keyOf(view)));
    if (missing.length === 0) return;
    const items = missing.map((view) => ({ ...view, size: SIDE }));
    try {
      await this.#drawing.run(
        'render-faces',
        { items },
        {
          onProgress: ({ partial }) => {
            if (partial) this.drawn = new Map(this.drawn).set(keyOf(missing[partial.index]!), partial);
          },
        },
      );
    } catch (error) {
      // The figure says itself when the worker is in trouble: here a tile stays grey.
      if (!isAbort(error)) console.warn(error);
    }
  }

  stop(): void {
    this.#drawing.cancel();
  }
}
