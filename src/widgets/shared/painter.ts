import type { Region } from './draw-region.ts';

/** A rendered picture or part of one: RGB, row-major. `index`: which of the parts asked for. */
export interface PaintedPart {
  index: number;
  width: number;
  height: number;
  pixels: Uint8ClampedArray;
}

/** A part of the picture to render: its width in pixels, and the region of the picture, the whole when left out. */
export interface PaintPart {
  size: number;
  region?: Region;
}

export type RenderParts<View> = (
  view: View,
  parts: PaintPart[],
  onPicture: (picture: PaintedPart) => void,
  signal: AbortSignal,
) => Promise<void>;

export interface PainterHooks<View> {
  /** A picture to draw over the width of the canvas, from `top` (a part of its height) on. */
  draw(picture: PaintedPart, top: number): void;
  /** Called with every view that was drawn coarsely, before it is drawn finely, which its failure does not stop. */
  onView?(view: View, signal: AbortSignal): Promise<void>;
  onBusy(busy: boolean): void;
  onError(error: unknown): void;
}

/** `side`: of the whole picture in the units of regions. `fine` 0: the coarse picture is all there is. */
export interface PaintSizes {
  side: number;
  coarse: number;
  fine: number;
  bands: number;
}

/**
 * Draws the latest view asked for: coarse at once, then fine in bands. A new view lets the coarse picture
 * finish, so that a drag always shows something, and cancels the fine one.
 */
export class ViewPainter<View> {
  #wanted: { view: View } | null = null;
  #running = false;
  #fine: AbortController | null = null;
  readonly #render: RenderParts<View>;
  readonly #hooks: PainterHooks<View>;
  readonly #sizes: () => PaintSizes;

  constructor(render: RenderParts<View>, hooks: PainterHooks<View>, sizes: () => PaintSizes) {
    this.#render = render;
    this.#hooks = hooks;
    this.#sizes = sizes;
  }

  paint(view: View): void {
    this.#wanted = { view };
    this.#fine?.abort();
    if (!this.#running) void this.#run();
  }

  stop(): void {
    this.#wanted = null;
    this.#fine?.abort();
  }

  async #run() {
    this.#running = true;
    this.#hooks.onBusy(true);
    try {
      while (this.#wanted) {
        const { view } = this.#wanted;
        this.#wanted = null;
        this.#fine = new AbortController();
        const sizes = this.#sizes();
        await this.#coarse(view, sizes);
        await this.#rest(view, sizes, this.#fine.signal);
      }
    } catch (error) {
      this.#hooks.onError(error);
    } finally {
      this.#running = false;
      this.#fine = null;
      this.#hooks.onBusy(false);
    }
  }

  async #coarse(view: View, { coarse }: PaintSizes) {
    const never = new AbortController().signal;
    await this.#render(view, [{ size: coarse }], (picture) => this.#hooks.draw(picture, 0), never);
  }

  /** What a newer view cancels. */
  async #rest(view: View, { side, fine, bands }: PaintSizes, signal: AbortSignal) {
    if (signal.aborted) return;
    const height = side / bands;
    const parts = Array.from({ length: bands }, (_, i) => ({
      size: fine,
      region: { x: 0, y: i * height, width: side, height },
    }));
    try {
      await this.#hooks.onView?.(view, signal).catch((error) => {
        if (!signal.aborted) this.#hooks.onError(error);
      });
      signal.throwIfAborted();
      if (fine === 0) return;
      await this.#render(view, parts, (picture) => this.#hooks.draw(picture, picture.index / bands), signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
