import { falseAcceptsDraft, thresholdDraft, tripletDraft } from './faces.ts';
import { receptiveFieldDraft } from './field-size.ts';
import { gramDraft } from './gram-entry.ts';
import { parametersDraft, shapeDraft } from './layer-shape.ts';
import { type BankQuestion, type Draft, pick, question } from './question.ts';

/** What there are questions about, in the order of the course. */
export const KINDS = [
  'receptive-field',
  'false-accepts',
  'threshold',
  'triplet',
  'gram',
  'shape-1d',
  'shape-2d',
  'shape-3d',
  'parameters',
] as const;
export type QuestionKind = (typeof KINDS)[number];

/** How each kind is drawn. */
export const DRAFTS: Readonly<Record<QuestionKind, (random: () => number) => Draft>> = {
  'receptive-field': receptiveFieldDraft,
  'false-accepts': falseAcceptsDraft,
  threshold: thresholdDraft,
  triplet: tripletDraft,
  gram: gramDraft,
  'shape-1d': (random) => shapeDraft(1, random),
  'shape-2d': (random) => shapeDraft(2, random),
  'shape-3d': (random) => shapeDraft(3, random),
  parameters: parametersDraft,
};

/**
 * A question with numbers of its own.
 *
 * @param kind 'any': drawn, too
 * @param random uniform on [0, 1); the same stream gives the same question
 */
export function bankQuestion(
  kind: QuestionKind | 'any',
  random: () => number,
): BankQuestion & { kind: QuestionKind } {
  const drawn = kind === 'any' ? pick(random, KINDS) : kind;
  return { kind: drawn, ...question(DRAFTS[drawn], random) };
}
