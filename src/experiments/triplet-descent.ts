import { type AdamState, adamState, adamStep } from '#math/adam';
import { selectTriplets, type TripletChoice, type Triplets, tripletBatch } from '#math/triplet-selection';
import { unitLength, unitLengthGradient } from '#math/unit-length';
import { initialWeights, SMALL_SIZE, SMALL_WEIGHTS } from '#models/small-encoder';
import { smallEncodings, weightSlopes } from '#models/triplet-step';
import type { FacePlace, TrainingFaces } from './training-faces.ts';
import { drawBatch, openShare, stepChances } from './triplet-batches.ts';

/** How training goes down. */
export interface DescentOptions {
  /** Of the initial weights, the batches and the triplets. */
  seed: number;
  choice: TripletChoice;
  /** α, in squared distance, from 0. */
  margin: number;
  /** Whether encodings are divided by their length. */
  unit: boolean;
  /** People in a batch, and pictures of each. */
  people: number;
  pictures: number;
  /** Adam's learning rate. */
  rate: number;
}

/** All that training needs to go on as if it had never stopped. */
export interface TrainingCheckpoint {
  /** Steps taken. */
  step: number;
  weights: Float32Array;
  /** Adam's memory. */
  mean: Float32Array;
  square: Float32Array;
}

/** What one step saw, before it moved the weights. The first step is number 1. */
export interface StepFigures {
  step: number;
  /** Mean over the triplets that were fed; 0 when there were none. */
  loss: number;
  /** Triplets fed, and how many of them had a loss above 0. */
  fed: number;
  active: number;
  /** Share of all triplets of the batch, chosen or not, whose loss is above 0. */
  open: number;
}

/** One step looked at closely. */
export interface StepDetail {
  /** Who is in the batch: rows and columns of the sheet. */
  persons: Int32Array;
  pictures: Int32Array;
  triplets: Triplets;
  /** Encodings before and after the step, and the slope of the batch's loss for those before: [batch, 16] each. */
  before: Float32Array;
  gradient: Float32Array;
  after: Float32Array;
}

interface Step {
  places: FacePlace[];
  figures: StepFigures;
  triplets: Triplets;
  before: Float32Array;
  gradient: Float32Array;
}

/** The small encoder on its way down the triplet loss. */
export class TripletDescent {
  readonly #options: DescentOptions;
  readonly #faces: TrainingFaces;
  #weights: Float32Array;
  #adam: AdamState;
  /** As it was before the last step. */
  #last: TrainingCheckpoint | null = null;

  /** @param from where to go on; the untrained encoder when left out */
  constructor(options: DescentOptions, faces: TrainingFaces, from?: TrainingCheckpoint) {
    this.#options = options;
    this.#faces = faces;
    this.#weights = initialWeights(options.seed);
    this.#adam = adamState(SMALL_WEIGHTS);
    if (from) this.#restore(from);
  }

  /** Steps taken. */
  get step(): number {
    return this.#adam.steps;
  }

  checkpoint(): TrainingCheckpoint {
    const { mean, square, steps } = this.#adam;
    return { step: steps, weights: this.#weights.slice(), mean: mean.slice(), square: square.slice() };
  }

  /**
   * Takes one step. When a number is not finite it takes none, and goes back to weights with which all was.
   *
   * @returns what it saw, null when it took none
   */
  async descend(): Promise<Step | null> {
    const { choice, margin, unit, rate, seed } = this.#options;
    const { places, labels } = drawBatch(this.#options, this.step);
    const random = stepChances(seed, this.step, 'triplets');
    let seen: Step | undefined;
    const { loss, gradient } = await weightSlopes(this.#weights, this.#faces.batch(places), (answers) => {
      const before = unit ? unitLength(answers, SMALL_SIZE) : Float32Array.from(answers);
      const triplets = selectTriplets(before, SMALL_SIZE, labels, { choice, margin, random });
      const batch = tripletBatch(before, SMALL_SIZE, triplets, margin);
      const figures = {
        step: this.step + 1,
        loss: batch.loss,
        fed: triplets.anchors.length,
        active: batch.active,
        open: openShare(before, SMALL_SIZE, labels, margin),
      };
      seen = { places, figures, triplets, before, gradient: batch.gradient };
      const slope = unit ? unitLengthGradient(answers, SMALL_SIZE, batch.gradient) : batch.gradient;
      return { loss: batch.loss, gradient: slope };
    });
    if (!seen?.before.every(Number.isFinite)) {
      if (this.#last) this.#restore(this.#last);
      return null;
    }
    if (!Number.isFinite(loss) || !gradient.every(Number.isFinite)) return null;
    this.#last = this.checkpoint();
    adamStep(this.#weights, gradient, this.#adam, rate);
    return seen;
  }

  /** A step that was taken, with what became of its batch. */
  async closeUp({ places, triplets, before, gradient }: Step): Promise<StepDetail> {
    return {
      persons: Int32Array.from(places, ({ person }) => person),
      pictures: Int32Array.from(places, ({ picture }) => picture),
      triplets,
      before,
      gradient,
      after: await this.encode(places),
    };
  }

  /** Encodings by the weights as they are, [faces, 16]. */
  async encode(places: readonly FacePlace[]): Promise<Float32Array> {
    const answers = await smallEncodings(this.#weights, this.#faces.batch(places));
    return this.#options.unit ? unitLength(answers, SMALL_SIZE) : Float32Array.from(answers);
  }

  #restore({ step, weights, mean, square }: TrainingCheckpoint): void {
    this.#weights = weights.slice();
    this.#adam = { mean: mean.slice(), square: square.slice(), steps: step };
  }
}
