import type { TripletChoice } from '#math/triplet-selection';
import { DEFAULT_RUN } from '#site/triplet-runs';
import type { TripletTrainingOptions } from './options.ts';

export const CHOICE_WORDS: Record<TripletChoice, { name: string; what: string }> = {
  'semi-hard': {
    name: 'semi-hard',
    what: 'N is farther from A than P is, but by less than α.',
  },
  random: { name: 'random', what: 'N is anybody else, however far.' },
  unsatisfied: {
    name: 'random, unsatisfied',
    what: 'N is anybody else; triplets that have their wish already are not fed.',
  },
  hardest: {
    name: 'hardest',
    what: 'For each A the farthest P and the nearest N of the batch.',
  },
};

export interface Preset {
  name: string;
  options: Partial<TripletTrainingOptions>;
}

/** Settings that the presets put back. */
const { seed, unit, people, pictures, rate, steps, margin } = DEFAULT_RUN;
const REST = { seed, unit, people, pictures, rate, steps, at: -1 };

/** The runs of which there is a record. */
export const PRESETS: readonly Preset[] = [
  { name: 'Semi-hard', options: { ...REST, choice: 'semi-hard', margin } },
  { name: 'Random', options: { ...REST, choice: 'random', margin } },
  { name: 'α = 0', options: { ...REST, choice: 'random', margin: 0 } },
  { name: 'Hardest first', options: { ...REST, choice: 'hardest', margin } },
];
