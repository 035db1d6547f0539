import { type WindowSum, windowSum } from '#math/window-sum';
import { type HeartbeatUnit, type HeartbeatUnits, loadHeartbeatUnits } from '#site/heartbeat-units';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { isAbort } from '#worker/client';
import type { HeartbeatLayer } from '#worker/protocol';
import { SAMPLE_RATE, SAMPLES } from '#world/signal/ecg';
import { clearest } from './clearest.ts';
import {
  changesOf,
  DRAWN,
  type EcgOptions,
  FACTOR_NAMES,
  RECORDING_SECONDS,
  SPECS,
  WINDOW_SECONDS,
} from './options.ts';
import { Player } from './player.svelte.ts';
import { Reader, type Reading, type Runner } from './reader.svelte.ts';
import { heartOf, type Recording, record, splice, windowOf } from './recording.ts';
import { Segments } from './segments.svelte.ts';

/** The filter put down at the cursor. */
export interface AtCursor extends WindowSum {
  /** Place in the layer's output. */
  place: number;
  activation: number;
}

const HEART_OPTIONS: readonly (keyof EcgOptions)[] = ['rhythm', 'seed', ...FACTOR_NAMES];
/** Seconds of the window that the filter slides in one. */
const SLIDE = 0.5;
const END = WINDOW_SECONDS - 1 / SAMPLE_RATE;

export class EcgState {
  options = $state.raw<EcgOptions>(defaultOptions(SPECS));
  recording = $state.raw<Recording>({ samples: new Float32Array(0), waves: [], beats: null, kind: 'grown' });
  units = $state.raw<HeartbeatUnits | null>(null);
  problem = $state.raw<FrameError | null>(null);
  /** Seconds of signal a second, while it runs. */
  speed = $state(1);
  readonly player = new Player((motion, passed) => this.#step(motion, passed));
  readonly segments: Segments;
  readonly #reader: Reader;

  readonly heart = $derived(heartOf(this.options.rhythm, this.options.seed, changesOf(this.options)));
  /** First sample of the window. */
  readonly from = $derived(Math.round(this.options.from * SAMPLE_RATE));
  readonly window = $derived(windowOf(this.recording, this.from));
  /** The latest first sample that a window of this recording can have. */
  readonly last = $derived(
    this.recording.kind === 'own'
      ? this.recording.samples.length - SAMPLES
      : (RECORDING_SECONDS - WINDOW_SECONDS) * SAMPLE_RATE,
  );
  readonly layer = $derived<HeartbeatLayer | null>(
    this.reading?.layers.find(({ name }) => name === this.options.layer) ?? null,
  );
  /** Of every filter of the layer; null until known. */
  readonly filters = $derived<readonly HeartbeatUnit[] | null>(
    this.units?.layers.find(({ layer }) => layer === this.options.layer)?.filters ?? null,
  );
  /** How many samples a filter of the layer sees; 0 until known. */
  readonly field = $derived(
    this.units?.layers.find(({ layer }) => layer === this.options.layer)?.field.size ??
      this.layer?.field.size ??
      0,
  );
  readonly filter = $derived.by(() => {
    const count = this.layer?.filters ?? this.filters?.length ?? 1;
    if (this.options.filter >= 0) return Math.min(this.options.filter, count - 1);
    return clearest(this.filters ?? [], this.field, this.options.rhythm);
  });
  /** The answer, as long as it is one of the layer that is shown. */
  readonly shown = $derived(this.reading?.layer === this.options.layer ? this.reading : null);
  /** Place of the layer's output on which the filter stands. */
  readonly place = $derived.by(() => {
    const { shown, layer } = this;
    const { at } = this.options;
    if (!shown || !layer) return 0;
    return at < 0 ? this.#peak(shown, layer.filters) : this.placeAt(at * SAMPLE_RATE);
  });
  readonly atCursor = $derived.by((): AtCursor | null => {
    const { shown, place, filter } = this;
    if (!shown) return null;
    const activation = shown.activations[place * shown.task.filters + filter]!;
    return { ...windowSum(shown.task, place, filter), place, activation };
  });

  #stopped = false;

  constructor(client: Runner, options: EcgOptions) {
    this.segments = new Segments(client);
    this.#reader = new Reader(
      client,
      () => ({
        from: this.from,
        window: this.window,
        layer: this.options.layer,
        moving: this.player.motion !== null,
      }),
      (error) => this.#fail(error),
    );
    this.options = options;
    this.#recordAgain();
  }

  /** The latest answer of the network; null before the first. */
  get reading(): Reading | null {
    return this.#reader.reading;
  }

  get asking(): boolean {
    return this.#reader.asking;
  }

  /** Fetches what the index knows, and asks the network. */
  async load(): Promise<void> {
    this.problem = null;
    void this.ask();
    try {
      this.units = await loadHeartbeatUnits();
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Draws the strongest segments of the layer, where they are not drawn yet. */
  async drawSegments(): Promise<void> {
    const layer = this.units?.layers.find((one) => one.layer === this.options.layer);
    if (!layer) return;
    try {
      await this.segments.show(layer, this.filter);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** The place of the layer nearest to a sample of the window. */
  placeAt(sample: number): number {
    const { layer, reading } = this;
    if (!layer || !reading) return 0;
    const { start, jump } = layer.field;
    const place = Math.round((sample + 0.5 + this.from - reading.from - start) / jump);
    return Math.min(layer.length - 1, Math.max(0, place));
  }

  /** Asks the network about the window as it stands. */
  ask(): Promise<void> {
    return this.#reader.ask();
  }

  request(wanted: Options): void {
    const next = applyRequest(SPECS, this.options, wanted);
    for (const name of FACTOR_NAMES) if (wanted[name] === DRAWN) next[name] = null;
    this.set(next);
  }

  /** Changes options; another heart is recorded, from now on while the signal runs. */
  set(changes: Partial<EcgOptions>): void {
    const before = this.options;
    this.options = { ...before, ...changes };
    const isOther = HEART_OPTIONS.some((name) => before[name] !== this.options[name]);
    if (isOther || this.from + SAMPLES > this.recording.samples.length) this.#recordAgain();
  }

  /** A signal of the reader's own takes the place of the grown one. */
  take(recording: Recording): void {
    this.player.stop();
    this.recording = recording;
    this.options = { ...this.options, from: 0 };
  }

  /** Back from the reader's own signal to the heart. */
  giveBack(): void {
    this.options = { ...this.options, from: 0 };
    this.recording = record(this.heart, this.options.seed);
  }

  /** The filter no longer follows its strongest answer, but stays where that is now. */
  #stand(): void {
    const { layer, shown, atCursor } = this;
    if (this.options.at >= 0) return;
    const sample =
      layer && shown && atCursor ? sampleOf(layer, atCursor.place) + shown.from - this.from : SAMPLES / 2;
    this.options = { ...this.options, at: Math.min(END, Math.max(0, sample / SAMPLE_RATE)) };
  }

  #peak({ activations }: Reading, filters: number): number {
    let best = this.filter;
    for (let i = this.filter; i < activations.length; i += filters) {
      if (activations[i]! > activations[best]!) best = i;
    }
    return (best - this.filter) / filters;
  }

  run(): void {
    this.#stand();
    if (this.from >= this.last) this.options = { ...this.options, from: 0 };
    if (this.recording.kind === 'grown' && this.recording.samples.length < this.last + SAMPLES) {
      this.recording = record(this.heart, this.options.seed, RECORDING_SECONDS);
    }
    this.player.play('signal');
  }

  slide(): void {
    this.#stand();
    if (this.options.at >= END) this.options = { ...this.options, at: 0 };
    this.player.play('filter');
  }

  stop(): void {
    this.#stopped = true;
    this.#reader.stop();
    this.player.stop();
    this.segments.stop();
  }

  #recordAgain(): void {
    const { heart, player, recording, from } = this;
    const { seed } = this.options;
    if (player.motion === 'signal' && recording.kind === 'grown') {
      this.recording = splice(recording, record(heart, seed, RECORDING_SECONDS), from + SAMPLES);
    } else {
      this.recording = record(heart, seed, from === 0 ? WINDOW_SECONDS : RECORDING_SECONDS);
    }
  }

  #step(motion: 'signal' | 'filter', passed: number): boolean {
    if (motion === 'filter') {
      const at = Math.min(END, this.options.at + passed * SLIDE * this.speed);
      this.options = { ...this.options, at };
      return at < END;
    }
    const from = Math.min(this.last / SAMPLE_RATE, this.options.from + passed * this.speed);
    this.options = { ...this.options, from };
    return from < this.last / SAMPLE_RATE;
  }

  #fail(error: unknown): void {
    if (isAbort(error) || this.#stopped) return;
    this.player.stop();
    this.problem = frameError(error);
  }
}

/** The sample of the signal on which a place of a layer is centred. */
export function sampleOf({ field }: HeartbeatLayer, place: number): number {
  return field.start - 0.5 + place * field.jump;
}
