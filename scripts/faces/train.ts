import type { LayersModel } from '@tensorflow/tfjs-layers';
import { shuffle } from '#math/class-share';
import { selectTriplets, type TripletChoice, tripletBatch } from '#math/triplet-selection';
import { unitLength, unitLengthGradient } from '#math/unit-length';
import { ENCODING_SIZE } from '#models/face-encoder';
import type { StepFigures } from '#site/model-card';
import { randomStream } from '#world/random';
import { schedule, trainTensors } from '../training/shared-weights.ts';
import { EncoderPool } from './encoder-pool.ts';
import { verify } from './evaluate.ts';
import type { FaceSet } from './face-set.ts';

export interface EncoderTraining {
  seed: number;
  steps: number;
  /** People in a batch, and pictures of each; one of the two is even. */
  people: number;
  pictures: number;
  /** α, in squared distance. */
  margin: number;
  /** Learning rate after the first steps; it falls to nothing along half a cosine. */
  rate: number;
  weightDecay: number;
  choice: TripletChoice;
  /** Steps from one look at the validation people to the next. */
  every: number;
  /** Called after each look. */
  onLook?: (figures: StepFigures) => void | Promise<void>;
}

/**
 * Trains the face encoder in place with Adam on the triplet loss. Everything that is drawn comes from the seed, so
 * the same seed, faces and options give the same weights.
 *
 * @throws Error when an encoding becomes NaN: then the weights are those of the last look
 */
export async function trainEncoder(
  model: LayersModel,
  data: { train: FaceSet; validation: FaceSet },
  options: EncoderTraining,
): Promise<StepFigures[]> {
  const { steps, choice, margin, every } = options;
  const random = randomStream(options.seed);
  const size = options.people * options.pictures;
  const pool = new EncoderPool(data.train, size, model.countParams());
  const tensors = trainTensors(model, pool, options.weightDecay);
  const batches = batchesOf(data.train, options, random);
  const curve: StepFigures[] = [];
  const sums = { loss: 0, active: 0, count: 0 };
  try {
    for (let step = 0; step < steps; step++) {
      const { faces, labels } = batches.next().value;
      const seeds = Uint32Array.from({ length: size }, () => random() * 2 ** 32);
      await pool.compute(faces, seeds, (answers) => {
        const encodings = unitLength(answers, ENCODING_SIZE);
        if (encodings.some(Number.isNaN)) throw new Error(`An encoding became NaN in step ${step + 1}.`);
        const any = selectTriplets(encodings, ENCODING_SIZE, labels, { choice: 'random', margin, random });
        const chosen = selectTriplets(encodings, ENCODING_SIZE, labels, { choice, margin, random });
        const { loss, gradient } = tripletBatch(encodings, ENCODING_SIZE, chosen, margin);
        sums.loss += loss;
        sums.active += tripletBatch(encodings, ENCODING_SIZE, any, margin).active / any.anchors.length;
        sums.count++;
        return unitLengthGradient(answers, ENCODING_SIZE, gradient);
      });
      tensors.step(options.rate * schedule(step, steps));
      if ((step + 1) % every !== 0 && step + 1 < steps) continue;
      tensors.write();
      const { area, equalError } = verify(model, data.validation);
      curve.push({
        step: step + 1,
        loss: sums.loss / sums.count,
        activeShare: sums.active / sums.count,
        validationArea: area,
        validationEqualError: equalError.rate,
      });
      Object.assign(sums, { loss: 0, active: 0, count: 0 });
      await options.onLook?.(curve.at(-1)!);
    }
  } finally {
    await pool.stop();
  }
  return curve;
}

/** Batches without end: everybody comes once before anybody comes again, each time with pictures drawn anew. */
function* batchesOf(
  set: FaceSet,
  { people, pictures }: { people: number; pictures: number },
  random: () => number,
): Generator<{ faces: Uint32Array; labels: Int32Array }, never> {
  if (people > set.people || pictures > set.pictures) {
    throw new RangeError(`No batch of ${people} × ${pictures} from ${set.people} × ${set.pictures} faces.`);
  }
  const order = Uint32Array.from({ length: set.people }, (_, i) => i);
  const own = Uint32Array.from({ length: set.pictures }, (_, i) => i);
  for (let at = set.people; ; at += people) {
    if (at + people > set.people) {
      shuffle(order, random);
      at = 0;
    }
    const faces = new Uint32Array(people * pictures);
    const labels = new Int32Array(people * pictures);
    for (let i = 0; i < people; i++) {
      const person = order[at + i]!;
      shuffle(own, random);
      labels.fill(person, i * pictures, (i + 1) * pictures);
      for (let k = 0; k < pictures; k++) faces[i * pictures + k] = person * set.pictures + own[k]!;
    }
    yield { faces, labels };
  }
}
