import type { EncodingSet } from '#math/encoding-set';
import { sigmoid } from '#math/logistic-regression';
import { drawPairs } from '#math/pair-features';
import { encodingsIn, formOf, HEADS, type HeadName, TEST_PAIRS, TEST_SEED } from '#math/verification-heads';
import { loadEncodings } from '#site/face-encodings';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { type Client, isAbort, latest } from '#worker/client';
import type { TrainedHead } from '#worker/protocol';
import { randomStream } from '#world/random';
import { type HeadsOptions, PAIR_COUNTS, SPECS } from './options.ts';
import { strongest, swapRows, termsOf } from './terms.ts';
import { numberWords } from './words.ts';

/** Training begins when the reader has paused for so long. */
const PAUSE = 160;

/** What of a trained head is told before anything is loaded. */
export type HeadSummary = Pick<TrainedHead, 'head' | 'accuracy' | 'interval' | 'area'>;
/** One point of the curve over the number of training pairs. */
export type CurvePoint = Pick<TrainedHead, 'head' | 'pairs' | 'accuracy' | 'trainAccuracy' | 'interval'>;

export class HeadsState {
  options = $state.raw<HeadsOptions>(defaultOptions(SPECS));
  test = $state.raw<EncodingSet | null>(null);
  problem = $state.raw<FrameError | null>(null);
  running = $state.raw<{ done: number; total: number; what: string } | null>(null);
  /** By head; of the training before while the next is under way. */
  trained = $state.raw<Readonly<Partial<Record<HeadName, TrainedHead>>>>({});
  curve = $state.raw<readonly CurvePoint[]>([]);
  /** The reader has cancelled, and what is shown is not of the options in force. */
  stopped = $state(false);

  readonly client: Client;
  readonly #training: ReturnType<typeof latest>;
  readonly #curving: ReturnType<typeof latest>;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #trainedKey = '';
  #curveKey = '';

  constructor(client: Client) {
    this.client = client;
    this.#training = latest(client);
    this.#curving = latest(client);
  }

  readonly pairs = $derived(
    this.test ? drawPairs(this.test.people, this.test.pictures, TEST_PAIRS, randomStream(TEST_SEED)) : null,
  );
  readonly #forms = $derived.by(() => {
    const { test } = this;
    if (!test) return null;
    return {
      signed: encodingsIn('signed', test.values, test.size),
      split: encodingsIn('split', test.values, test.size),
    };
  });
  readonly form = $derived(formOf(this.options.head, this.options.encoding));
  /** The test encodings as the chosen head reads them. */
  readonly encodings = $derived(this.#forms?.[this.form] ?? null);
  readonly head = $derived(this.trained[this.options.head] ?? null);
  /** The chosen head's sum for the chosen pair. */
  readonly terms = $derived.by(() => {
    const { head, encodings, pairs } = this;
    if (!head || !encodings || !pairs) return null;
    const { pair } = this.options;
    return termsOf(head.head, head, encodings, pairs.first[pair]!, pairs.second[pair]!);
  });
  readonly probability = $derived(this.terms ? sigmoid(this.terms.score) : null);
  /** The feature that is pointed at: the reader's, or the one that says most. */
  readonly k = $derived.by(() => {
    const { terms } = this;
    if (!terms) return 0;
    return this.options.k < 0
      ? strongest(terms.products)
      : Math.min(this.options.k, terms.products.length - 1);
  });
  readonly swap = $derived(
    this.pairs && this.test ? swapRows(this.pairs, this.test.pictures, this.options.pair) : null,
  );

  /** What the formulas beside the figure tell of the pair: the head on absolute differences, and one term of χ². */
  readonly told = $derived.by((): Record<string, number | string> => {
    const { pairs, test } = this;
    const absolute = this.trained.absolute;
    if (!pairs || !test || !this.#forms || !absolute) return {};
    const rows = [pairs.first[this.options.pair]!, pairs.second[this.options.pair]!] as const;
    const encodings = this.#forms[formOf('absolute', this.options.encoding)];
    const terms = termsOf('absolute', absolute, encodings, ...rows);
    const k = strongest(terms.products);
    const other = encodings.values[rows[1] * encodings.size + k]!;
    const split = this.#forms.split;
    const chi = termsOf(
      'chi-squared',
      { weights: new Float64Array(split.size).fill(1), bias: 0 },
      split,
      ...rows,
    );
    const [left, right] = rows.map((row) =>
      Array.from({ length: split.size }, (_, i) => split.values[row * split.size + i]!),
    ) as [number[], number[]];
    // A term that shows the division: most pairs have one in which both numbers are well above 0.
    const both = chi.features.map((feature, i) => (Math.min(left[i]!, right[i]!) > 0.03 ? feature : 0));
    const at = both.some((feature) => feature > 0) ? strongest(both) : strongest(chi.features);
    return {
      k: k + 1,
      w: terms.weights[k]!,
      a: encodings.values[rows[0] * encodings.size + k]!,
      b: other < 0 ? `(${numberWords(other)})` : numberWords(other),
      rest: terms.score - terms.bias - terms.products[k]!,
      bias: terms.bias,
      score: terms.score,
      probability: sigmoid(terms.score),
      'chi-k': at + 1,
      'chi-a': left[at]!,
      'chi-b': right[at]!,
      'chi-term': chi.features[at]!,
    };
  });

  request(request: Options): void {
    this.options = applyRequest(SPECS, this.options, request);
  }

  /** The identity seed and the number of a picture, by its row among the test encodings. */
  pictureOf(row: number): { identity: number; picture: number } {
    const { first, pictures } = this.test!;
    return { identity: first + Math.floor(row / pictures), picture: row % pictures };
  }

  /** The next test pair, of all or of those that the chosen head judges wrongly. */
  next(kind: 'any' | 'wrong'): void {
    const { pairs, head } = this;
    if (!pairs || !head) return;
    for (let step = 1; step <= TEST_PAIRS; step++) {
      const pair = (this.options.pair + step) % TEST_PAIRS;
      if (kind === 'wrong' && head.scores[pair]! >= 0 === (pairs.same[pair] === 1)) continue;
      this.request({ pair, k: -1 });
      return;
    }
  }

  async load(): Promise<void> {
    this.problem = null;
    try {
      this.test = await loadEncodings('test');
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Brings the heads up to the options; called whenever options have changed. */
  refresh(): void {
    if (!this.test) return;
    const { pairs, l2, seed, encoding, view } = this.options;
    const key = [pairs, l2, seed, encoding].join();
    if (key !== this.#trainedKey) {
      this.#trainedKey = key;
      this.problem = null;
      this.stopped = false;
      clearTimeout(this.#pause);
      this.#training.cancel();
      this.#pause = setTimeout(() => void this.#train(), Object.keys(this.trained).length ? PAUSE : 0);
    }
    const curveKey = [l2, seed, encoding].join();
    if (
      view === 'curves' &&
      curveKey !== this.#curveKey &&
      Object.keys(this.trained).length === HEADS.length
    ) {
      this.#curveKey = curveKey;
      this.curve = [];
      void this.#trainCurve();
    }
  }

  async #train(): Promise<void> {
    const { pairs, l2, seed, encoding } = this.options;
    const trained: Partial<Record<HeadName, TrainedHead>> = {};
    this.running = { done: 0, total: HEADS.length, what: 'heads trained' };
    try {
      await this.#training.run(
        'train-heads',
        { pairs: [pairs], l2, seed, encoding },
        {
          onProgress: ({ done, total, what, partial }) => {
            this.running = { done, total, what };
            if (partial) trained[partial.head] = partial;
          },
        },
      );
      this.trained = trained;
      this.running = null;
      this.refresh();
    } catch (error) {
      this.#settle(error);
    }
  }

  async #trainCurve(): Promise<void> {
    const { l2, seed, encoding } = this.options;
    const points: CurvePoint[] = [];
    try {
      await this.#curving.run(
        'train-heads',
        { pairs: [...PAIR_COUNTS], l2, seed, encoding },
        {
          onProgress: ({ done, total, what, partial }) => {
            this.running = { done, total, what };
            if (!partial) return;
            const { head, pairs, accuracy, trainAccuracy, interval } = partial;
            points.push({ head, pairs, accuracy, trainAccuracy, interval });
            this.curve = [...points];
          },
        },
      );
      this.running = null;
    } catch (error) {
      this.#curveKey = '';
      this.#settle(error);
    }
  }

  /** After an error, or when the reader has cancelled. */
  retry(): void {
    this.#trainedKey = '';
    this.#curveKey = '';
    this.stopped = false;
    if (this.test) this.refresh();
    else void this.load();
  }

  cancel(): void {
    this.stop();
    this.running = null;
    this.stopped = true;
  }

  stop(): void {
    clearTimeout(this.#pause);
    this.#training.cancel();
    this.#curving.cancel();
  }

  #settle(error: unknown): void {
    if (isAbort(error)) return;
    this.#fail(error);
  }

  #fail(error: unknown): void {
    this.#trainedKey = '';
    this.running = null;
    this.problem = frameError(error);
  }
}
