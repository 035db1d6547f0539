import { KINDS, type QuestionKind } from '#math/question-bank/bank';
import { choice, integer, type OptionsFrom, seed } from '#site/view-options';

export const WIDGET = 'question-bank';

export const KIND_NAMES: Readonly<Record<QuestionKind | 'any', string>> = {
  any: 'Mixed',
  'receptive-field': 'Receptive fields',
  'false-accepts': 'False accepts over K',
  threshold: 'A distance and a threshold',
  triplet: 'Triplet loss and zone',
  gram: 'Entries of a Gram matrix',
  'shape-1d': 'Output shape, 1D',
  'shape-2d': 'Output shape, 2D',
  'shape-3d': 'Output shape, 3D',
  parameters: 'Parameters',
};

export const SPECS = {
  kind: choice('any', ['any', ...KINDS]),
  /** Of the question; the next one has the next seed. */
  seed: seed(1),
  /** Questions on a printed sheet, from this seed on. */
  sheet: integer(10, { min: 1, max: 40 }),
};

export type QuestionBankOptions = OptionsFrom<typeof SPECS>;
