import { choice, flag, integer, number, type OptionsFrom, seed } from '#site/view-options';

export const WIDGET = 'one-shot';

/** Pictures of each person that the classifier may learn from. */
export const COUNTS = ['1', '2', '5', '10'] as const;
export const MOST_PEOPLE = 12;
/** Pictures of each person that both are asked about. */
export const ASKED = 10;

export const SPECS = {
  /** K: how many people are known. */
  people: integer(8, { min: 5, max: MOST_PEOPLE }),
  /** Which people of the gallery; 0: the first ones. */
  seed: seed(0),
  /** Pictures of each person for the classifier; enrolment always has one. */
  pictures: choice('1', COUNTS),
  /** What the classifier learns from: pixels, or the encoder's numbers. */
  method: choice('pixels', ['pixels', 'encoder']),
  augment: flag(true),
  /** Of the classifier's initial weights and the order of its pictures. */
  start: seed(1),
  /** Whether the newcomer has arrived. */
  newcomer: flag(false),
  /** τ; 0 stands for the threshold of the encoder's card. */
  tau: number(0, { min: 0, max: 2, step: 0.01 }),
  /** Whose picture is looked at: a known person, then the newcomer if there, then the strangers. */
  row: integer(0, { min: 0, max: MOST_PEOPLE + 1 }),
  picture: integer(0, { min: 0, max: ASKED - 1 }),
};

export type OneShotOptions = OptionsFrom<typeof SPECS>;
export type Method = OneShotOptions['method'];
