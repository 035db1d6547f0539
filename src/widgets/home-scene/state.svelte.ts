import { nearestOptions, readOptions } from '#site/view-options';
import { getClient } from '#worker/client';
import type { RenderedScene } from '#worker/protocol';
import type { SceneFactors } from '#world/scene/factors';
import { CLASS_NAMES, type ClassName } from '#world/scene/vocabulary';
import { type FrameError, frameError } from '../shared/frame-error.ts';
import { Painter } from '../shared/scene-painter.ts';
import { type HomeSceneOptions, LAST_PAINT, PITCH, SPECS, WIDGET } from './options.ts';
import { homeFactors, turned } from './scene.ts';

export interface Answer {
  name: ClassName;
  probability: number;
}

/** The view of the toy, and its drawing. It draws nothing until the reader moves something or a link asks. */
export class HomeSceneState {
  options: HomeSceneOptions = $state(nearestOptions(SPECS, {}));
  phase: 'static' | 'busy' | 'ready' | 'error' = $state('static');
  error: FrameError | null = $state(null);
  /** Whether the canvas holds a picture, so that it covers the shipped one. */
  drawn = $state(false);
  /** The network's three likeliest classes for the view; null until the reader asks. */
  answers: Answer[] | null = $state.raw(null);
  asking = $state(false);
  readonly #painter: Painter;

  constructor(draw: (picture: RenderedScene, top: number) => void) {
    this.#painter = new Painter(
      async (items, onPicture, signal) => {
        await getClient().run(
          'render-scenes',
          { items },
          {
            signal,
            onProgress: ({ partial }) => partial && onPicture(partial),
          },
        );
      },
      {
        draw: (picture, top) => {
          draw(picture, top);
          this.drawn = true;
        },
        onView: (factors, signal) => this.#look(factors, signal),
        onBusy: (busy) => {
          if (busy) this.phase = 'busy';
          else if (this.phase === 'busy') this.phase = 'ready';
        },
        onError: (error) => {
          this.error = frameError(error);
          this.phase = 'error';
          // Where no network can run, every further turn would only say so again.
          if (!this.error.retry) this.asking = false;
        },
      },
    );
  }

  /** Takes the view that the page's link asks for. */
  readLink(search: string): void {
    const asked = readOptions(WIDGET, SPECS, search);
    const differs = Object.entries(asked).some(
      ([name, value]) => SPECS[name as keyof HomeSceneOptions].fallback !== value,
    );
    if (differs) this.set(asked);
  }

  set(change: Partial<HomeSceneOptions>): void {
    this.options = nearestOptions(SPECS, { ...this.options, ...change });
    this.repaint();
  }

  turn(by: number, rise = 0): void {
    const pitch = Math.min(PITCH.max, Math.max(PITCH.min, Math.round(this.options.pitch + rise)));
    this.set({ yaw: turned(this.options.yaw, by), pitch });
  }

  nextToy(): void {
    const next = (CLASS_NAMES.indexOf(this.options.toy) + 1) % CLASS_NAMES.length;
    this.set({ toy: CLASS_NAMES[next] });
  }

  nextPaint(): void {
    this.set({ paint: (this.options.paint % LAST_PAINT) + 1 });
  }

  /** Has the network look at this view, and at every view from now on. */
  ask(): void {
    this.asking = true;
    this.repaint();
  }

  async #look(factors: SceneFactors, signal: AbortSignal): Promise<void> {
    if (!this.asking) return;
    await getClient().run(
      'activation-map',
      { network: 'pictures', layer: 'conv6', unit: 0, pictures: [{ kind: 'factors', factors }] },
      { signal, onProgress: ({ partial }) => partial && this.#answer(partial.probabilities) },
    );
  }

  #answer(probabilities: Float32Array) {
    const answers = CLASS_NAMES.map((name, i) => ({ name, probability: probabilities[i] ?? 0 }));
    this.answers = answers.sort((a, b) => b.probability - a.probability).slice(0, 3);
  }

  repaint(): void {
    this.error = null;
    if (this.phase === 'error') this.phase = 'busy';
    this.#painter.paint(homeFactors(this.options));
  }

  stop(): void {
    this.#painter.stop();
  }
}
