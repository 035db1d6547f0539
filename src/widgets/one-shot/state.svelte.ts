import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { type Client, isAbort, latest } from '#worker/client';
import type { FaceView, TrainSoftmaxResult } from '#worker/protocol';
import { ASKED, type Method, type OneShotOptions, SPECS } from './options.ts';
import { type Answer, likeliest, nearest, type Outcome, outcomeOf } from './outcomes.ts';
import { lessonsOf, type Row, rosterOf, rowsOf, viewOf } from './roster.ts';
import { keyOf, oneShotColumn, probabilitiesFor, type Said, softmaxColumn } from './summary.ts';

/** A classifier that was trained, and what it said. Its last output is the newcomer's, if it has learnt the newcomer. */
export interface Trained extends Said {
  losses: Float32Array;
  stopped: TrainSoftmaxResult['stopped'];
  parameters: number;
}

/** What both say to one picture. */
export interface Asked {
  encoding: Float32Array | null;
  oneShot: { answer: Answer; outcome: Outcome } | null;
  softmax: { answer: Answer; outcome: Outcome; probabilities: Float32Array } | null;
}

export interface Running {
  done: number;
  total: number;
  what: string;
  training: boolean;
}

export class OneShotState {
  options = $state.raw<OneShotOptions>(defaultOptions(SPECS));
  /** Encodings by view. They stay when the people change: who comes back need not be encoded again. */
  encodings = $state.raw<ReadonlyMap<string, Float32Array>>(new Map());
  /** Milliseconds in the network to enrol one person, alone. */
  enrolment = $state<number | null>(null);
  classifiers = $state.raw<ReadonlyMap<string, Trained>>(new Map());
  losses = $state.raw<readonly number[]>([]);
  running = $state.raw<Running | null>(null);
  problem = $state.raw<FrameError | null>(null);
  /** What became of the last run, where that is to be said. */
  notice = $state<'encoding-cancelled' | 'training-cancelled' | 'diverged' | null>(null);

  /** τ of the encoder's card. */
  cardThreshold = $state(0);
  readonly threshold = $derived(this.options.tau > 0 ? this.options.tau : this.cardThreshold);
  readonly roster = $derived(rosterOf(this.options));
  readonly rows = $derived(rowsOf(this.roster, this.options.newcomer));
  readonly row = $derived(Math.min(this.options.row, this.rows.length - 1));
  /** Those whom one-shot knows, the newcomer last. */
  readonly enrolled = $derived([
    ...this.roster.known,
    ...(this.options.newcomer ? [this.roster.newcomer] : []),
  ]);
  readonly trained = $derived(this.trainedBy(this.options.method));
  /** For each row its ten pictures, asked of both. */
  readonly answers = $derived(this.rows.map((row, i) => row.asked.map((view) => this.#ask(row, i, view))));
  readonly columns = $derived({
    oneShot: oneShotColumn(this.roster, this.encodings, this.threshold, this.enrolment),
    pixels: this.#softmax('pixels'),
    encoder: this.#softmax('encoder'),
  });
  readonly ready = $derived(this.answers.every((row) => row.every(({ encoding }) => encoding !== null)));

  readonly #encoding: ReturnType<typeof latest>;
  readonly #training: ReturnType<typeof latest>;
  #retry: (() => void) | null = null;
  /** Whether it is the reader who ended the run, and not a newer one. */
  #cancelled = false;

  constructor(client: Client, threshold: number) {
    this.#encoding = latest(client);
    this.#training = latest(client);
    this.cardThreshold = threshold;
  }

  /** Takes new options. A training for people or settings that are no longer wanted ends. */
  request(request: Options): void {
    const before = this.#keyOf(this.options.method, this.options.newcomer);
    this.options = applyRequest(SPECS, this.options, request);
    if (this.#keyOf(this.options.method, this.options.newcomer) === before) return;
    this.#training.cancel();
    if (this.running?.training) this.running = null;
    this.losses = [];
    this.notice = null;
  }

  /** The classifier of these settings that knows the most of the people who are here; null before it is trained. */
  trainedBy(method: Method): Trained | null {
    const { newcomer } = this.options;
    return (
      (newcomer ? this.classifiers.get(this.#keyOf(method, true)) : undefined) ??
      this.classifiers.get(this.#keyOf(method, false)) ??
      null
    );
  }

  #softmax(method: Method) {
    const [without, including] = [false, true].map((newcomer) =>
      this.classifiers.get(this.#keyOf(method, newcomer)),
    );
    return softmaxColumn(this.roster, without ?? null, including ?? null);
  }

  /** What both say to one picture of a row. */
  #ask(row: Row, at: number, view: FaceView): Asked {
    const key = keyOf(view);
    const encoding = this.encodings.get(key) ?? null;
    const known = this.enrolled.map((person) => this.encodings.get(keyOf(viewOf(person, 0))));
    const truth = row.kind === 'strangers' ? null : at;
    let oneShot: Asked['oneShot'] = null;
    if (encoding && known.every((one) => one !== undefined)) {
      const answer = nearest(encoding, known as Float32Array[], this.threshold);
      oneShot = { answer, outcome: outcomeOf(answer, truth) };
    }
    let softmax: Asked['softmax'] = null;
    const probabilities = this.trained && probabilitiesFor(this.trained, view);
    if (this.trained && probabilities) {
      const answer = likeliest(probabilities);
      const said = truth !== null && truth < this.trained.outputs ? truth : null;
      softmax = { answer, outcome: outcomeOf(answer, said), probabilities };
    }
    return { encoding, oneShot, softmax };
  }

  /** Encodes what is not encoded yet: one picture of everybody to enrol, and all pictures to ask about. */
  async refresh(): Promise<void> {
    const views = this.#views();
    const missing = views.filter((view) => !this.encodings.has(keyOf(view)));
    if (missing.length === 0) return;
    this.problem = null;
    this.notice = null;
    this.#cancelled = false;
    this.#retry = () => void this.refresh();
    const found = new Map(this.encodings);
    try {
      const faces = missing.map((view) => ({ kind: 'face' as const, ...view }));
      await this.#encoding.run(
        'encode-faces',
        { faces },
        {
          onProgress: ({ done, total, what, partial }) => {
            if (partial) found.set(keyOf(missing[partial.index]!), partial.encoding);
            this.running = { done, total, what, training: false };
          },
        },
      );
      this.encodings = found;
      if (this.enrolment === null) await this.#timeEnrolment();
      this.running = null;
    } catch (error) {
      this.#fail(error, false);
    }
  }

  /** Encodes single pictures once more, to tell how long one takes where nothing else is done. */
  async #timeEnrolment(): Promise<void> {
    const faces = this.enrolled.map((person) => ({ kind: 'face' as const, ...viewOf(person, 0) }));
    const { milliseconds } = await this.#encoding.run('encode-faces', { faces, batch: 1 });
    this.enrolment = milliseconds / faces.length;
  }

  /** Trains the classifier of the present settings, with an output for the newcomer if there is one. */
  async train(): Promise<void> {
    const { method, augment, start, newcomer } = this.options;
    const pictures = Number(this.options.pictures);
    const people = this.enrolled;
    const key = this.#keyOf(method, newcomer);
    const asked = this.#asked();
    this.problem = null;
    this.notice = null;
    this.#cancelled = false;
    this.losses = [];
    this.running = { done: 0, total: 0, what: 'getting ready', training: true };
    this.#retry = () => void this.train();
    try {
      const result = await this.#training.run(
        'train-softmax',
        {
          people: people.map((person) => lessonsOf(person, pictures)),
          ...{ features: method, augment, seed: start, asked },
        },
        {
          onProgress: ({ done, total, what, partial }) => {
            if (partial) this.losses = [...this.losses, partial.loss];
            this.running = { done, total, what, training: true };
          },
        },
      );
      this.running = null;
      this.losses = [...result.losses];
      if (result.stopped === 'diverged') {
        this.notice = 'diverged';
        return;
      }
      const places = new Map(asked.map((view, i) => [keyOf(view), i]));
      const trained = { ...result, outputs: people.length, places };
      this.classifiers = new Map(this.classifiers).set(key, trained);
    } catch (error) {
      this.#fail(error, true);
    }
  }

  /** By the reader. */
  cancel(): void {
    this.#cancelled = true;
    this.#training.cancel();
    this.#encoding.cancel();
  }

  retry(): void {
    this.#retry?.();
  }

  stop(): void {
    this.#training.cancel();
    this.#encoding.cancel();
  }

  /** All pictures to ask about, whether the newcomer is there already or not. */
  #asked(): FaceView[] {
    return rowsOf(this.roster, true).flatMap(({ asked }) => asked.slice(0, ASKED));
  }

  #views(): FaceView[] {
    const { known, newcomer } = this.roster;
    return [...[...known, newcomer].map((person) => viewOf(person, 0)), ...this.#asked()];
  }

  #keyOf(method: Method, withNewcomer: boolean): string {
    const { people, seed, pictures, augment, start } = this.options;
    return [method, withNewcomer, people, seed, pictures, augment, start].join();
  }

  #fail(error: unknown, training: boolean): void {
    if (isAbort(error)) {
      if (!this.#cancelled) return;
      this.running = null;
      this.losses = [];
      this.notice = training ? 'training-cancelled' : 'encoding-cancelled';
      return;
    }
    this.running = null;
    this.problem = frameError(error);
  }
}
