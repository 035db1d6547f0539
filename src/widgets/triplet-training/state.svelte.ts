import { sameSettings, type TrainingRecord } from '#math/training-record';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { loadRecord, RECORDED } from '#site/triplet-runs';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { type Client, isAbort } from '#worker/client';
import { encodingsAt, lastStep, placesAt, planeOf, referenceState, stateBy } from './history.ts';
import { AT_END, SPECS, settingsOf, type TripletTrainingOptions } from './options.ts';
import { SlowMotion } from './slow-motion.svelte.ts';
import { Training } from './training.svelte.ts';

/** How long the picture takes to arrive at a newly measured state, in milliseconds. */
const TRAVEL = 900;

/** What the reader has set, the runs, and the moment that is shown. The figure is a function of run and moment. */
export class TripletTrainingState {
  readonly #client: Client;
  readonly #made: Training[] = [];
  readonly #records = new Map<string, TrainingRecord>();
  #loading: AbortController | undefined;

  options = $state<TripletTrainingOptions>(defaultOptions(SPECS));
  /** The run of this machine with the present settings, if it was begun. */
  training = $state.raw<Training | null>(null);
  /** The record that the site has of the present settings, if it has one. */
  recorded = $state.raw<TrainingRecord | null>(null);
  /** The run that was shown before. */
  ghost = $state.raw<TrainingRecord | null>(null);
  loading = $state(false);
  problem = $state.raw<FrameError | null>(null);
  readonly slow: SlowMotion;
  /** Where the picture is on its way to the end of a run that goes on. */
  #eased = $state(0);
  playing = $state(false);

  constructor(client: Client) {
    this.#client = client;
    this.slow = new SlowMotion(client);
  }

  readonly settings = $derived(settingsOf(this.options));
  /** What is shown: this machine's run with these settings, else the record of one. */
  readonly record = $derived(this.training?.record ?? this.recorded);
  readonly last = $derived(this.record ? lastStep(this.record) : 0);
  readonly running = $derived(this.training?.running ?? false);
  /** Whether the picture follows the end of the run. */
  readonly follows = $derived(this.options.at === AT_END);
  readonly #lastMeasured = $derived(this.record?.states.at(-1)?.step ?? 0);
  /** The moment that is shown, in steps. */
  readonly time = $derived.by(() => {
    if (!this.follows) return Math.min(this.options.at, this.last);
    return this.running || this.playing ? Math.min(this.#eased, this.last) : this.last;
  });
  readonly measured = $derived(this.record ? stateBy(this.record.states, this.time) : null);
  readonly step = $derived(this.record?.steps[Math.max(0, Math.floor(this.time) - 1)] ?? null);
  readonly #reference = $derived(this.record ? referenceState(this.record.states) : null);
  readonly plane = $derived(
    this.#reference && this.#reference.shown.length > 0 ? planeOf(this.#reference) : null,
  );
  readonly referenceStep = $derived(this.#reference?.step ?? null);
  readonly places = $derived(
    this.record && this.plane ? placesAt(this.record.states, this.time, this.plane) : null,
  );
  readonly encodings = $derived(this.record ? encodingsAt(this.record.states, this.time) : null);

  /** Takes options from a link or from words on the page; other settings put a run that goes on aside. */
  request(request: Options): void {
    const next = applyRequest(SPECS, this.options, request);
    const changed = !sameSettings(settingsOf(next), this.settings);
    const shown = this.record;
    this.options = next.at !== this.options.at || !changed ? next : { ...next, at: AT_END };
    if (changed) this.#settingsChanged(shown);
  }

  /** Loads the record of the present settings if there is one and it is not here. */
  async load(): Promise<void> {
    this.#loading?.abort();
    this.problem = null;
    const { settings } = this;
    const known = RECORDED.find((one) => sameSettings(one, settings));
    const key = JSON.stringify(settings);
    this.recorded = this.#records.get(key) ?? null;
    this.loading = false;
    if (!known || this.recorded) return;
    const controller = new AbortController();
    this.#loading = controller;
    this.loading = true;
    try {
      const record = await loadRecord(known, { signal: controller.signal });
      this.#records.set(key, record);
      this.recorded = record;
    } catch (error) {
      if (!isAbort(error)) this.problem = frameError(error);
    } finally {
      if (this.#loading === controller) this.loading = false;
    }
  }

  /** Begins a run here with the present settings, or goes on with it. */
  train(): void {
    this.playing = false;
    this.slow.clear();
    if (!this.training || this.training.finished) {
      const shown = this.record;
      for (const earlier of this.#made) earlier.forgetEarlier();
      this.training = new Training(this.#client, this.settings);
      this.#made.push(this.training);
      if (shown && shown.steps.length > 0) this.ghost = shown;
      this.#eased = 0;
    }
    this.options = { ...this.options, at: AT_END };
    void this.training.go();
  }

  pause(): void {
    this.training?.pause();
  }

  /** Forgets the run that was made here with these settings. */
  reset(): void {
    this.pause();
    const at = this.training ? this.#made.indexOf(this.training) : -1;
    if (at >= 0) this.#made.splice(at, 1);
    const shown = this.record;
    this.training = null;
    this.options = { ...this.options, at: AT_END };
    this.#settingsChanged(shown);
  }

  retry(): void {
    if (this.training?.problem) void this.training.go();
    else void this.load();
  }

  /** Shows a moment; the end when it is the last step. */
  goTo(step: number): void {
    this.playing = false;
    const whole = Math.round(Math.min(Math.max(step, 0), this.last));
    this.options = { ...this.options, at: whole >= this.last ? AT_END : whole };
  }

  /** Goes through the run from its beginning. */
  play(): void {
    this.slow.clear();
    this.#eased = this.time >= this.last ? 0 : this.time;
    this.options = { ...this.options, at: AT_END };
    this.playing = true;
  }

  stopPlaying(): void {
    const { time } = this;
    this.playing = false;
    this.goTo(time);
  }

  /**
   * Moves the picture on: towards the newest state of a run that goes on, or through a run that is played.
   *
   * @param milliseconds since the last call
   * @param still whether nothing may glide: then it jumps from state to state
   */
  tick(milliseconds: number, still: boolean): void {
    const target = this.playing ? this.last : this.#lastMeasured;
    const behind = target - this.#eased;
    const speed = this.playing ? this.last / 9_000 : Math.max(behind, 10) / TRAVEL;
    const next = Math.min(target, this.#eased + speed * milliseconds);
    if (!still || this.playing) this.#eased = next;
    else this.#eased = target;
    if (this.playing && this.#eased >= this.last) this.playing = false;
  }

  /** Looks closely at the step after the moment shown. */
  lookClosely(): void {
    const at = this.measured?.step ?? 0;
    const from = this.training?.checkpoint(at);
    this.pause();
    this.playing = false;
    if (!from && at > 0) this.goTo(0);
    else this.goTo(at);
    void this.slow.look(this.settings, from);
  }

  /** Whether the step after the moment shown can be taken from there; else only the first one can. */
  readonly canLookHere = $derived(
    (this.measured?.step ?? 0) === 0 || this.training?.checkpoint(this.measured?.step ?? 0) !== undefined,
  );

  stop(): void {
    this.#loading?.abort();
    this.slow.clear();
    this.pause();
  }

  #settingsChanged(shown: TrainingRecord | null): void {
    this.pause();
    this.playing = false;
    this.slow.clear();
    this.training = this.#made.findLast(({ settings }) => sameSettings(settings, this.settings)) ?? null;
    if (shown && shown.steps.length > 0) this.ghost = shown;
    void this.load();
  }
}
