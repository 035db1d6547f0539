import { integer, number, type OptionsFrom, seed } from '#site/view-options';

export const WIDGET = 'error-growth';

export const RATES = { min: 0.0001, max: 0.2 };
export const PEOPLE = { min: 1, max: 1000 };

export const SPECS = {
  /** p: the chance of a false accept in one comparison. The threshold τ follows from it. */
  p: number(0.01, RATES),
  /** K: people in the gallery. */
  k: integer(100, PEOPLE),
  /** Which of the strangers' probe pictures stands at the door. */
  stranger: integer(0, { min: 0, max: 9999 }),
  /** Seed of the draw of K people from the gallery. */
  draw: seed(1),
};

export type ErrorGrowthWidgetOptions = OptionsFrom<typeof SPECS>;
