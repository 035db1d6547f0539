import { type Tensor4D, tensor, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { varyInto } from '#math/vary-picture';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import { Descent } from '#models/descent';
import { ENCODER_SIDE, ENCODING_SIZE, encodeBatch } from '#models/face-encoder';
import {
  encodingClassifier,
  pixelClassifier,
  probabilitiesOf,
  type SoftmaxClassifier,
  softmaxLoss,
} from '#models/softmax-classifier';
import { randomStream } from '#world/random';
import { drawFaces } from './drawn-faces.ts';
import { type Experiment, type ExperimentContext, ExperimentError, type Progress } from './experiment.ts';
import type { FaceView } from './face-view.ts';
import { siteNetwork } from './networks.ts';

/** 'pixels': a small convnet learns from the pixels alone. 'encoder': one softmax layer on the frozen encoder's numbers. */
export type SoftmaxFeatures = 'pixels' | 'encoder';

export interface TrainSoftmaxOptions {
  /** Who is to be told apart, one output each, in this order: what each picture of each of them is. */
  people: FaceView[][];
  features: SoftmaxFeatures;
  /** Whether the training pictures are moved, mirrored and relit at random. */
  augment: boolean;
  /** Of the initial weights, the order of the pictures and their changes. */
  seed: number;
  /** Pictures to be named by the trained classifier. */
  asked: FaceView[];
  /** The most steps; when left out, what is enough for these features. */
  steps?: number;
  /** Of Adam; when left out, what is good for these features. */
  rate?: number;
}

export interface TrainSoftmaxPartial {
  step: number;
  loss: number;
}

export interface TrainSoftmaxResult {
  /** [asked, people]: each row adds up to 1. */
  probabilities: Float32Array;
  /** Of each step, before it was made. */
  losses: Float32Array;
  /** 'diverged': the loss was no number any more; the classifier is the one before that step. */
  stopped: 'fitted' | 'steps' | 'diverged';
  parameters: number;
  /** Time of the training: drawing the faces doesn't count, encoding the training pictures does. */
  milliseconds: number;
}

const NUMBERS = ENCODER_SIDE * ENCODER_SIDE * 3;
const BATCH = 24;
/** Augmented copies of each picture that are encoded beside it. */
const COPIES = 8;
const PLANS: Record<SoftmaxFeatures, { steps: number; rate: number }> = {
  pixels: { steps: 160, rate: 0.003 },
  encoder: { steps: 200, rate: 0.1 },
};
/** The training ends when the mean loss of so many steps is below this. */
const FITTED = { loss: 0.02, steps: 10 };
const BREATH = 80;

/**
 * Trains a classifier with one output a person on a few pictures of each, from nothing, and asks it about others.
 *
 * @throws ExperimentError 'bad-input' for fewer than two people, somebody without a picture, or a face that can't be
 */
export const run: Experiment<TrainSoftmaxOptions, TrainSoftmaxPartial, TrainSoftmaxResult> = async function* (
  { people, features, augment, seed, asked, steps = PLANS[features]?.steps, rate = PLANS[features]?.rate },
  context,
) {
  if (!PLANS[features]) throw new ExperimentError('bad-input', `There are no features named ${features}.`);
  if (people.length < 2 || people.some((pictures) => pictures.length === 0)) {
    throw new ExperimentError('bad-input', 'A classifier needs at least two people with a picture each.');
  }
  registerFastConv2dGradient();
  const faces = yield* drawFaces([...people.flat(), ...asked], context);
  const labels = people.flatMap((pictures, person) => pictures.map(() => person));
  const training = faces.slice(0, labels.length);
  const random = randomStream(seed);

  let milliseconds = 0;
  let breath = performance.now();
  const classifier =
    features === 'pixels' ? pixelClassifier(people.length, seed) : encodingClassifier(people.length);
  const descent = new Descent(classifier.variables, rate);
  try {
    const source =
      features === 'pixels'
        ? pixelSource(training, labels, augment, random)
        : await encodedSource(training, labels, augment, random, context);
    milliseconds += performance.now() - breath;
    const losses: number[] = [];
    let stopped: TrainSoftmaxResult['stopped'] = 'steps';
    while (losses.length < steps) {
      context.signal.throwIfAborted();
      const before = performance.now();
      const batch = source();
      const loss = await descent.step(() =>
        softmaxLoss(classifier.logits(tensor(batch.numbers, batch.shape)), batch.labels),
      );
      milliseconds += performance.now() - before;
      if (loss === null) {
        stopped = 'diverged';
        break;
      }
      losses.push(loss);
      if (isFitted(losses)) {
        stopped = 'fitted';
        break;
      }
      if (performance.now() - breath < BREATH) continue;
      yield progressOf(losses, steps);
      breath = performance.now();
    }
    if (losses.length > 0) yield progressOf(losses, steps);
    const probabilities = yield* ask(classifier, features, faces.slice(labels.length), context);
    const { parameters } = classifier;
    return { probabilities, losses: Float32Array.from(losses), stopped, parameters, milliseconds };
  } finally {
    descent.dispose();
    classifier.dispose();
  }
};

/** Whether the training pictures are fitted so well that there is nothing left to learn from them. */
function isFitted(losses: readonly number[]): boolean {
  if (losses.length < FITTED.steps) return false;
  const recent = losses.slice(-FITTED.steps);
  return recent.reduce((sum, loss) => sum + loss, 0) / FITTED.steps < FITTED.loss;
}

function progressOf(losses: readonly number[], steps: number): Progress<TrainSoftmaxPartial> {
  const partial = { step: losses.length, loss: losses.at(-1)! };
  return { done: losses.length, total: steps, what: 'steps of training', partial };
}

/** What one step is made from. */
interface Batch {
  numbers: Float32Array;
  shape: number[];
  labels: Int32Array;
}

/** Batches of pixels. Altered pictures fill a batch; pictures as they are come at most once in each. */
function pixelSource(
  training: Float32Array[],
  labels: number[],
  augment: boolean,
  random: () => number,
): () => Batch {
  const size = augment ? BATCH : Math.min(BATCH, training.length);
  const next = shuffledForever(training.length, random);
  return () => {
    const numbers = new Float32Array(size * NUMBERS);
    const chosen = new Int32Array(size);
    for (let place = 0; place < size; place++) {
      const picture = next();
      chosen[place] = labels[picture]!;
      const target = numbers.subarray(place * NUMBERS, (place + 1) * NUMBERS);
      if (augment) varyInto(target, training[picture]!, ENCODER_SIDE, random);
      else target.set(training[picture]!);
    }
    return { numbers, shape: [size, ENCODER_SIDE, ENCODER_SIDE, 3], labels: chosen };
  };
}

/** All encodings in each step: there are few, and the layer is small. */
async function encodedSource(
  training: Float32Array[],
  labels: number[],
  augment: boolean,
  random: () => number,
  context: ExperimentContext,
): Promise<() => Batch> {
  const pictures = [...training];
  const all = [...labels];
  for (let copy = 0; augment && copy < COPIES; copy++) {
    for (const [i, picture] of training.entries()) {
      const altered = new Float32Array(NUMBERS);
      varyInto(altered, picture, ENCODER_SIDE, random);
      pictures.push(altered);
      all.push(labels[i]!);
    }
  }
  const numbers = await encodeAll(pictures, context);
  return () => ({ numbers, shape: [pictures.length, ENCODING_SIZE], labels: Int32Array.from(all) });
}

/** Encodings of pictures, one after the other: [pictures × 32]. */
async function encodeAll(pictures: Float32Array[], context: ExperimentContext): Promise<Float32Array> {
  const network = await siteNetwork('faces', context);
  const encodings = new Float32Array(pictures.length * ENCODING_SIZE);
  for (let first = 0; first < pictures.length; first += BATCH) {
    context.signal.throwIfAborted();
    const encoded = tidy(() => encodeBatch(network, pixelTensor(pictures.slice(first, first + BATCH))));
    encodings.set(await encoded.data(), first * ENCODING_SIZE);
    encoded.dispose();
  }
  return encodings;
}

/** The classifier's probabilities for pictures: [pictures × people]. */
async function* ask(
  classifier: SoftmaxClassifier,
  features: SoftmaxFeatures,
  pictures: Float32Array[],
  context: ExperimentContext,
): AsyncGenerator<Progress<TrainSoftmaxPartial>, Float32Array, void> {
  const answers = new Float32Array(pictures.length * classifier.classes);
  for (let first = 0; first < pictures.length; first += BATCH) {
    context.signal.throwIfAborted();
    const some = pictures.slice(first, first + BATCH);
    const encoded = features === 'encoder' ? await encodeAll(some, context) : null;
    const answer = tidy(() =>
      probabilitiesOf(
        classifier,
        encoded ? tensor(encoded, [some.length, ENCODING_SIZE]) : pixelTensor(some),
      ),
    );
    answers.set(await answer.data(), first * classifier.classes);
    answer.dispose();
    yield { done: first + some.length, total: pictures.length, what: 'faces named' };
  }
  return answers;
}

function pixelTensor(pictures: Float32Array[]): Tensor4D {
  const numbers = new Float32Array(pictures.length * NUMBERS);
  for (const [place, picture] of pictures.entries()) numbers.set(picture, place * NUMBERS);
  return tensor4d(numbers, [pictures.length, ENCODER_SIDE, ENCODER_SIDE, 3]);
}

/** The numbers below `count` in random order, then in another, and so on. */
function shuffledForever(count: number, random: () => number): () => number {
  let order: number[] = [];
  return () => {
    if (order.length === 0) {
      order = Array.from({ length: count }, (_, i) => i);
      for (let i = count - 1; i > 0; i--) {
        const j = Math.floor(random() * (i + 1));
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
    }
    return order.pop()!;
  };
}
