import type { Interval } from '#math/interval';
import { columnScales, logisticScore, logisticSteps } from '#math/logistic-regression';
import { drawPairs } from '#math/pair-features';
import {
  bestThreshold,
  ENCODING_FORMS,
  type EncodingForm,
  encodingsIn,
  type FormedEncodings,
  formOf,
  HEADS,
  type HeadName,
  headMatrix,
  judge,
  TEST_PAIRS,
  TEST_SEED,
} from '#math/verification-heads';
import { randomStream } from '#world/random';
import { type Experiment, ExperimentError } from './experiment.ts';
import { shippedEncodings } from './face-sets.ts';

export type { EncodingForm, HeadName } from '#math/verification-heads';

export interface TrainHeadsOptions {
  /** Numbers of training pairs, one training each; the first n pairs of a seed are the same whatever the number. */
  pairs: number[];
  /** Of the penalty on the weights, which count in units of their feature's standard deviation. */
  l2: number;
  seed: number;
  encoding: EncodingForm;
}

export interface TrainedHead {
  head: HeadName;
  pairs: number;
  /** Of the features as they are, not scaled; the threshold has the one weight −1, for d. */
  weights: Float64Array;
  /** The threshold τ, for the threshold. */
  bias: number;
  /** On the pairs that it was trained on. */
  trainAccuracy: number;
  /** On test people. */
  accuracy: number;
  interval: Interval;
  area: number;
  /** Of the test pairs: `TEST_PAIRS` drawn with `TEST_SEED`. */
  scores: Float32Array;
}

export interface TrainHeadsResult {
  /** Of the network that made the encodings. */
  version: string;
  milliseconds: number;
}

const BREATH = 60;

/**
 * Trains every head of verification on pairs of the people kept for it, and judges it on pairs of test people, whom
 * neither head nor encoder has seen.
 *
 * @throws ExperimentError 'bad-input' for an impossible number of pairs, penalty or form
 */
export const run: Experiment<TrainHeadsOptions, TrainedHead, TrainHeadsResult> = async function* (
  { pairs: counts, l2, seed, encoding },
  context,
) {
  if (!counts.length || counts.some((count) => !Number.isInteger(count) || count < 2 || count > 20_000)) {
    throw new ExperimentError('bad-input', `No such numbers of pairs: ${counts.join(', ')}.`);
  }
  if (!(l2 >= 0 && l2 <= 1e6)) throw new ExperimentError('bad-input', `No such penalty: ${l2}.`);
  if (!ENCODING_FORMS.includes(encoding)) {
    throw new ExperimentError('bad-input', `Encodings have no form ${encoding}.`);
  }
  const [training, test] = await Promise.all([
    shippedEncodings('heads', context),
    shippedEncodings('test', context),
  ]);
  const started = performance.now();
  const forms = Object.fromEntries(
    ENCODING_FORMS.map((form) => [
      form,
      {
        training: encodingsIn(form, training.values, training.size),
        test: encodingsIn(form, test.values, test.size),
      },
    ]),
  ) as Record<EncodingForm, { training: FormedEncodings; test: FormedEncodings }>;
  const judged = drawPairs(test.people, test.pictures, TEST_PAIRS, randomStream(TEST_SEED));
  const total = counts.length * HEADS.length;
  let done = 0;
  let breath = performance.now();
  for (const count of counts) {
    const pairs = drawPairs(training.people, training.pictures, count, randomStream(seed));
    for (const head of HEADS) {
      const form = forms[formOf(head, encoding)];
      const { matrix, width } = headMatrix(head, form.training, pairs);
      const steps = trainHead(head, matrix, pairs.same, width, l2);
      let step = steps.next();
      for (; !step.done; step = steps.next()) {
        context.signal.throwIfAborted();
        if (performance.now() - breath < BREATH) continue;
        yield { done, total, what: 'heads trained' };
        breath = performance.now();
      }
      const unit = step.value;
      const seen = scoresOf(unit, matrix, width);
      const scores = scoresOf(unit, headMatrix(head, form.test, judged).matrix, width);
      const judgement = judge(scores, judged, test.people, test.pictures, randomStream(TEST_SEED + 1));
      const trainAccuracy = seen.filter((score, i) => score >= 0 === (pairs.same[i] === 1)).length / count;
      done += 1;
      const partial = { head, pairs: count, ...unit, trainAccuracy, ...judgement, scores };
      yield { done, total, what: 'heads trained', partial };
      breath = performance.now();
    }
  }
  return { version: test.version, milliseconds: performance.now() - started };
};

interface Unit {
  weights: Float64Array;
  bias: number;
}

/** The penalty falls on all features alike: they are brought to one spread first, and the weights taken back. */
function* trainHead(
  head: HeadName,
  matrix: Float64Array,
  same: Uint8Array,
  width: number,
  l2: number,
): Generator<unknown, Unit, void> {
  if (head === 'threshold') return { weights: Float64Array.of(-1), bias: bestThreshold(matrix, same) };
  const scales = columnScales(matrix, width);
  const scaled = matrix.map((value, at) => value / scales[at % width]!);
  const { weights, bias } = yield* logisticSteps(scaled, same, width, { l2 });
  return { weights: weights.map((weight, k) => weight / scales[k]!), bias };
}

function scoresOf(unit: Unit, matrix: Float64Array, width: number): Float32Array {
  return Float32Array.from({ length: matrix.length / width }, (_, row) =>
    logisticScore(unit, matrix, row * width),
  );
}
