import { fieldBox } from '#math/receptive-field';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { loadAtlasClasses, loadUnitIndex, type UnitIndex } from '#site/unit-index';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { Painter, type PainterHooks } from '#widgets/shared/scene-painter';
import { type Client, isAbort, latest } from '#worker/client';
import type { RenderedScene } from '#worker/protocol';
import type { SceneFactors } from '#world/scene/factors';
import { type CurvePoint, coarseToFine, FILM_STEP, onStep, peakOf, SAMPLES, sampleValues } from './curve.ts';
import { SPECS, type TuningOptions, type Varied } from './options.ts';
import { bestDetector, presetsFor } from './presets.ts';
import { sameBut, sceneOf, turned } from './scene.ts';

const PICTURE_SIDE = 64;
/** A curve is begun when the reader has paused for so long. */
const PAUSE = 180;

/** What the unit and the network say to the picture as it stands. */
export interface Answer {
  response: number;
  row: number;
  column: number;
  className: string;
  probability: number;
}

interface CurveWanted {
  factors: SceneFactors;
  vary: Varied;
  layer: string;
  unit: number;
}

export class TuningState {
  options = $state.raw<TuningOptions>(defaultOptions(SPECS));
  loaded = $state.raw<{ index: UnitIndex; labels: Uint8Array } | null>(null);
  problem = $state.raw<FrameError | null>(null);
  answer = $state.raw<Answer | null>(null);
  points = $state.raw<readonly CurvePoint[]>([]);
  /** The whole curve of this unit over this factor before the scene changed, to compare with. */
  before = $state.raw<readonly CurvePoint[]>([]);
  /** Every fourth picture of the curve. */
  film = $state.raw<readonly (RenderedScene | null)[]>([]);
  running = $state<{ done: number; total: number } | null>(null);
  painting = $state(false);

  readonly scene = $derived(sceneOf(this.options));
  readonly layer = $derived(
    this.loaded?.index.layers.find(({ layer }) => layer === this.options.layer) ?? null,
  );
  readonly unit = $derived.by(() => {
    if (!this.loaded || !this.layer) return Math.max(0, this.options.unit);
    if (this.options.unit >= 0) return Math.min(this.options.unit, this.layer.units - 1);
    return bestDetector(this.layer, this.loaded.index, this.loaded.labels, this.options.object);
  });
  readonly presets = $derived(
    this.loaded ? presetsFor(this.loaded.index, this.loaded.labels, this.options.object) : [],
  );
  /** The unit's strongest activation in the atlas: what a response is measured by. */
  readonly strongest = $derived(this.layer ? this.layer.top.values[this.unit * this.layer.top.keep]! : 0);
  readonly peak = $derived(peakOf(this.points));
  /** Where the unit answers most, in pixels of the 64-pixel picture. */
  readonly box = $derived(
    this.layer && this.answer && this.answer.response > 0
      ? fieldBox(this.layer.field, this.answer.row, this.answer.column)
      : null,
  );

  readonly #client: Client;
  readonly #painter: Painter;
  readonly #curve: ReturnType<typeof latest>;
  readonly #film: ReturnType<typeof latest>;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #drawn: CurveWanted | null = null;

  constructor(client: Client, draw: PainterHooks['draw']) {
    this.#client = client;
    this.#curve = latest(client);
    this.#film = latest(client);
    this.#painter = new Painter(
      async (items, onPicture, signal) => {
        const onProgress = ({ partial }: { partial?: RenderedScene }) => partial && onPicture(partial);
        await client.run('render-scenes', { items }, { signal, onProgress });
      },
      {
        draw,
        onView: (factors, signal) => this.#ask(factors, signal),
        onBusy: (busy) => {
          this.painting = busy;
        },
        onError: (error) => this.#fail(error),
      },
    );
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      const [index, labels] = await Promise.all([loadUnitIndex(), loadAtlasClasses()]);
      this.loaded = { index, labels };
    } catch (error) {
      this.#fail(error);
    }
  }

  request(request: Options): void {
    this.options = applyRequest(SPECS, this.options, request);
  }

  /** Turns the object; past its back it goes on from the other side. */
  turnTo(yaw: number, pitch: number): void {
    this.request({ yaw: turned(yaw), pitch });
  }

  /** Moves along the curve. */
  vary(value: number): void {
    this.request({ [this.options.vary]: onStep(this.options.vary, value) });
  }

  /** Brings picture, answer and curve up to the options. Called whenever scene or unit have changed. */
  refresh(): void {
    if (!this.loaded) return;
    this.problem = null;
    this.#painter.paint(this.scene);
    const wanted = {
      factors: this.scene,
      vary: this.options.vary,
      layer: this.options.layer,
      unit: this.unit,
    };
    const drawn = this.#drawn;
    const same =
      drawn?.vary === wanted.vary &&
      drawn.layer === wanted.layer &&
      drawn.unit === wanted.unit &&
      sameBut(drawn.factors, wanted.factors, wanted.vary);
    if (same) return;
    const comparable =
      drawn?.vary === wanted.vary && drawn.layer === wanted.layer && drawn.unit === wanted.unit;
    if (!comparable) this.before = [];
    else if (this.points.every(({ response }) => response !== null)) this.before = this.points;
    if (drawn?.vary !== wanted.vary) this.film = [];
    if (!comparable) this.points = [];
    this.#drawn = wanted;
    clearTimeout(this.#pause);
    this.#curve.cancel();
    this.#film.cancel();
    this.#pause = setTimeout(() => void this.#drawCurve(wanted), PAUSE);
  }

  /** After an error, or when the reader has cancelled. */
  retry(): void {
    this.#drawn = null;
    if (this.loaded) this.refresh();
    else void this.load();
  }

  cancel(): void {
    this.#curve.cancel();
    this.#film.cancel();
  }

  stop(): void {
    clearTimeout(this.#pause);
    this.cancel();
    this.#painter.stop();
  }

  async #ask(factors: SceneFactors, signal: AbortSignal): Promise<void> {
    const { layer, unit, loaded } = this;
    const options = {
      network: 'pictures' as const,
      layer: layer!.layer,
      unit,
      pictures: [{ kind: 'factors' as const, factors }],
    };
    await this.#client.run('activation-map', options, {
      signal,
      onProgress: ({ partial }) => {
        if (!partial) return;
        const place = placeOfGreatest(partial.values);
        const best = placeOfGreatest(partial.probabilities);
        this.answer = {
          response: partial.values[place]!,
          row: Math.floor(place / partial.columns),
          column: place % partial.columns,
          className: loaded!.index.classes[best]!,
          probability: partial.probabilities[best]!,
        };
      },
    });
  }

  async #drawCurve({ factors, vary, layer, unit }: CurveWanted): Promise<void> {
    const all = sampleValues(vary);
    const order = coarseToFine(SAMPLES);
    const points: CurvePoint[] = all.map((value) => ({ value, response: null }));
    this.points = points;
    this.running = { done: 0, total: SAMPLES };
    const values = order.map((place) => all[place]!);
    try {
      await this.#curve.run(
        'tune-unit',
        { network: 'pictures', layer, unit, factors, vary, values },
        {
          onProgress: ({ done, total, partial }) => {
            this.running = { done, total };
            if (!partial) return;
            points[order[partial.index]!]!.response = partial.response;
            this.points = [...points];
          },
        },
      );
      this.running = null;
      await this.#drawFilm(factors, vary, all);
    } catch (error) {
      if (!isAbort(error)) this.#fail(error);
      if (this.#drawn?.factors === factors) this.running = null;
    }
  }

  async #drawFilm(factors: SceneFactors, vary: Varied, all: number[]): Promise<void> {
    const shown = all.filter((_, i) => i % FILM_STEP === 0);
    const film: (RenderedScene | null)[] = shown.map((_, i) => this.film[i] ?? null);
    const items = shown.map((value) => ({ factors: { ...factors, [vary]: value }, size: PICTURE_SIDE }));
    await this.#film.run(
      'render-scenes',
      { items },
      {
        onProgress: ({ partial }) => {
          if (!partial) return;
          film[partial.index] = partial;
          this.film = [...film];
        },
      },
    );
  }

  #fail(error: unknown): void {
    if (isAbort(error)) return;
    this.#drawn = null;
    this.running = null;
    this.problem = frameError(error);
  }
}

function placeOfGreatest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
