import type { RenderedScene, SceneItem } from '#worker/protocol';
import type { SceneFactors } from '#world/scene/factors';

export type Render = (
  items: SceneItem[],
  onPicture: (picture: RenderedScene) => void,
  signal: AbortSignal,
) => Promise<void>;

export interface PainterHooks {
  /** A picture to draw over the width of the canvas, from `top` (a part of its height) on. */
  draw(picture: RenderedScene, top: number): void;
  /** Called with every view that was drawn coarsely, before it is drawn finely, which its failure does not stop. */
  onView(factors: SceneFactors, signal: AbortSignal): Promise<void>;
  onBusy(busy: boolean): void;
  onError(error: unknown): void;
}

const COARSE = 112;
const FINE = 448;
const BANDS = 16;
const SIDE = 64;

/**
 * Draws the latest scene asked for: coarse at once, then fine in bands. A new scene lets the coarse picture
 * finish, so that a drag always shows something, and cancels the fine one.
 */
export class Painter {
  #wanted: SceneFactors | null = null;
  #running = false;
  #fine: AbortController | null = null;
  readonly #render: Render;
  readonly #hooks: PainterHooks;

  constructor(render: Render, hooks: PainterHooks) {
    this.#render = render;
    this.#hooks = hooks;
  }

  paint(factors: SceneFactors): void {
    this.#wanted = factors;
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
        const factors = this.#wanted;
        this.#wanted = null;
        this.#fine = new AbortController();
        await this.#coarse(factors);
        await this.#rest(factors, this.#fine.signal);
      }
    } catch (error) {
      this.#hooks.onError(error);
    } finally {
      this.#running = false;
      this.#fine = null;
      this.#hooks.onBusy(false);
    }
  }

  async #coarse(factors: SceneFactors) {
    const never = new AbortController().signal;
    await this.#render([{ factors, size: COARSE }], (picture) => this.#hooks.draw(picture, 0), never);
  }

  /** What a newer view cancels. */
  async #rest(factors: SceneFactors, signal: AbortSignal) {
    if (signal.aborted) return;
    const height = SIDE / BANDS;
    const items = Array.from({ length: BANDS }, (_, i) => ({
      factors,
      size: FINE,
      region: { x: 0, y: i * height, width: SIDE, height },
    }));
    try {
      await this.#hooks.onView(factors, signal).catch((error) => {
        if (!signal.aborted) this.#hooks.onError(error);
      });
      signal.throwIfAborted();
      await this.#render(items, (picture) => this.#hooks.draw(picture, picture.index / BANDS), signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
