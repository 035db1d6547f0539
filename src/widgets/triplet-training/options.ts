import type { TrainingSettings } from '#math/training-record';
import { DEFAULT_RUN, TRIPLET_CHOICES } from '#site/triplet-runs';
import { choice, flag, integer, number, type OptionsFrom, seed } from '#site/view-options';

export const WIDGET = 'triplet-training';

/** `at` for the end of the run, wherever that is. */
export const AT_END = -1;

export const SPECS = {
  choice: choice(DEFAULT_RUN.choice, TRIPLET_CHOICES),
  margin: number(DEFAULT_RUN.margin, { min: 0, max: 1, step: 0.05 }),
  seed: seed(DEFAULT_RUN.seed),
  /** Whether encodings have unit length. */
  unit: flag(DEFAULT_RUN.unit),
  people: integer(DEFAULT_RUN.people, { min: 2, max: 24 }),
  pictures: integer(DEFAULT_RUN.pictures, { min: 2, max: 6 }),
  rate: number(DEFAULT_RUN.rate, { min: 0.0002, max: 0.02, step: 0.0002 }),
  steps: number(DEFAULT_RUN.steps, { min: 50, max: 1000, step: 50 }),
  /** The step that is shown; −1 for the end. */
  at: integer(AT_END, { min: AT_END, max: 1000 }),
  /** The person whose pictures are marked, from 1; 0 for nobody. */
  person: integer(0, { min: 0, max: 12 }),
};

export type TripletTrainingOptions = OptionsFrom<typeof SPECS>;

/** The part of the options that decides what a run of training gives. */
export function settingsOf(options: TripletTrainingOptions): TrainingSettings {
  const { choice, margin, seed, unit, people, pictures, rate, steps } = options;
  return { seed, choice, margin, unit, people, pictures, rate, steps };
}
