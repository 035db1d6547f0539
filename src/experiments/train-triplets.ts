import type { TripletChoice } from '#math/triplet-selection';
import { SMALL_SIZE, SMALL_WEIGHTS } from '#models/small-encoder';
import { type Experiment, type ExperimentContext, ExperimentError, type Progress } from './experiment.ts';
import { loadTrainingFaces, PICTURES_EACH, TRAINING_PEOPLE, UNSEEN_PEOPLE } from './training-faces.ts';
import {
  type DescentOptions,
  type StepDetail,
  type StepFigures,
  type TrainingCheckpoint,
  TripletDescent,
} from './triplet-descent.ts';
import { type VerificationFigures, verificationFigures } from './verification-figures.ts';

export type { StepDetail, StepFigures, TrainingCheckpoint };

export interface TrainTripletsOptions extends DescentOptions {
  /** Steps in all, those before `from` included. */
  steps: number;
  /** Steps from one measured state to the next. */
  every?: number;
  /** Where to go on; the untrained encoder when left out. */
  from?: TrainingCheckpoint;
  /** Whether each step tells its batch, for a look at single triplets. */
  detail?: boolean;
}

/** The encoder after `step` steps, measured on people whom it never saw. */
export interface TrainingState extends VerificationFigures {
  step: number;
  /** Encodings of the shown faces, [SHOWN_PEOPLE · 6, 16], person after person. */
  shown: Float32Array;
  checkpoint: TrainingCheckpoint;
}

/** A step comes as `figures`, a measured state as `state`. */
export interface TrainTripletsPartial {
  figures?: StepFigures;
  detail?: StepDetail;
  state?: TrainingState;
}

export interface TrainTripletsResult {
  /** 'diverged': a number was no longer finite; the last state is one in which all numbers were. */
  status: 'finished' | 'diverged';
  /** Steps that count. */
  step: number;
  /** Time in the steps that this run took; measuring is left out. */
  milliseconds: number;
  backend: string;
}

/** The first of the unseen people are those that are shown. */
export const SHOWN_PEOPLE = 12;

const EVERY = 10;
const MEASURED_AT_ONCE = 60;
const CHOICES: readonly TripletChoice[] = ['random', 'semi-hard', 'hardest', 'unsatisfied'];

/**
 * Trains the small encoder with the triplet loss. The same options and backend give the same numbers, also when training
 * was put aside in between and taken up `from` a state.
 *
 * @throws ExperimentError 'bad-input' for options out of range; whatever the sheet of faces throws
 */
export const run: Experiment<TrainTripletsOptions, TrainTripletsPartial, TrainTripletsResult> =
  async function* (options, context) {
    check(options);
    const { steps, every = EVERY, from, detail = false } = options;
    const descent = new TripletDescent(options, await loadTrainingFaces(context), from);
    const progress = (): Progress<TrainTripletsPartial> => ({
      done: descent.step,
      total: steps,
      what: 'steps of training',
    });
    let milliseconds = 0;
    let status: TrainTripletsResult['status'] = 'finished';
    if (!from) yield* measured(descent, context, progress);
    while (descent.step < steps && status === 'finished') {
      context.signal.throwIfAborted();
      const before = performance.now();
      const step = await descent.descend();
      milliseconds += performance.now() - before;
      if (step) {
        const partial: TrainTripletsPartial = { figures: step.figures };
        if (detail) partial.detail = await descent.closeUp(step);
        yield { ...progress(), partial };
      } else status = 'diverged';
      const due = descent.step % every === 0 || descent.step === steps;
      if (due || !step) yield* measured(descent, context, progress);
    }
    return { status, step: descent.step, milliseconds, backend: context.backend };
  };

/** Measures the encoder on the unseen people. */
async function* measured(
  descent: TripletDescent,
  { signal }: ExperimentContext,
  progress: () => Progress<TrainTripletsPartial>,
): AsyncGenerator<Progress<TrainTripletsPartial>, void, void> {
  const places = Array.from({ length: UNSEEN_PEOPLE * PICTURES_EACH }, (_, i) => ({
    person: TRAINING_PEOPLE + Math.floor(i / PICTURES_EACH),
    picture: i % PICTURES_EACH,
  }));
  const encodings = new Float32Array(places.length * SMALL_SIZE);
  for (let first = 0; first < places.length; first += MEASURED_AT_ONCE) {
    signal.throwIfAborted();
    const some = places.slice(first, first + MEASURED_AT_ONCE);
    encodings.set(await descent.encode(some), first * SMALL_SIZE);
    yield progress();
  }
  const state: TrainingState = {
    step: descent.step,
    ...verificationFigures(encodings, SMALL_SIZE, PICTURES_EACH),
    shown: encodings.slice(0, SHOWN_PEOPLE * PICTURES_EACH * SMALL_SIZE),
    checkpoint: descent.checkpoint(),
  };
  yield { ...progress(), partial: { state } };
}

function check(options: TrainTripletsOptions): void {
  const { seed, choice, margin, people, pictures, rate, steps, every = EVERY, from } = options;
  const whole = (name: string, value: number, min: number, max: number) => {
    if (Number.isInteger(value) && value >= min && value <= max) return;
    throw new ExperimentError('bad-input', `${name}: ${value} is no whole number from ${min} to ${max}.`);
  };
  whole('The seed', seed, 0, 0xffffffff);
  whole('People in a batch', people, 2, TRAINING_PEOPLE);
  whole('Pictures of each person', pictures, 2, PICTURES_EACH);
  whole('Steps', steps, 1, 100_000);
  whole('Steps between two measurements', every, 1, 100_000);
  if (!CHOICES.includes(choice)) {
    throw new ExperimentError('bad-input', `Triplets can't be chosen by “${choice}”.`);
  }
  if (!(margin >= 0 && Number.isFinite(margin) && rate > 0 && Number.isFinite(rate))) {
    throw new ExperimentError('bad-input', `No training with the margin ${margin} and the rate ${rate}.`);
  }
  if (!from) return;
  const fits = [from.weights, from.mean, from.square].every(({ length }) => length === SMALL_WEIGHTS);
  if (fits && Number.isInteger(from.step) && from.step >= 0 && from.step <= steps) return;
  throw new ExperimentError('bad-input', 'The state from which training was to go on does not fit.');
}
