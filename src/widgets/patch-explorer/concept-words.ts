import type { LayerIndex } from '#site/unit-index';

export type Concept = LayerIndex['concepts'][number];

const KIND_WORDS: Record<Concept['kind'], string> = {
  object: 'object',
  part: 'part',
  texture: 'texture',
  colour: 'colour',
  none: '',
};

/** A sentence that says which concept's mask a filter's activations overlap best, and how well. */
export function conceptSentence(concept: Concept): string {
  if (concept.kind === 'none') {
    const best =
      concept.name === ''
        ? ''
        : ` (the best, ‘${concept.name}’, reaches an IoU of ${concept.iou.toFixed(2)})`;
    return `No object, part, texture or colour overlaps it well${best}.`;
  }
  return `It overlaps best with the ${KIND_WORDS[concept.kind]} ‘${concept.name}’ (IoU ${concept.iou.toFixed(2)}).`;
}

/** The same for an accessible name: a few words, no full stop. */
export function conceptPhrase(concept: Concept): string {
  if (concept.kind === 'none') return 'no named concept';
  return `${KIND_WORDS[concept.kind]} ${concept.name}, overlap ${concept.iou.toFixed(2)}`;
}

/** For a filter that answers to no picture of the atlas. */
export const SILENT_SENTENCE =
  'It is silent, or ‘dead’: on no picture of the atlas is its answer above zero, so there is nothing to rank.';

/** For a filter that answers to none of the reader's pictures. */
export const SILENT_ON_OWN =
  'It is silent here: on none of your pictures is its answer above zero, so there is nothing to rank.';

/** For a filter of the reader's network that answers to none of the pictures that count. */
export const SILENT_ANYWHERE =
  'It is silent here: on none of these pictures is its answer above zero, so there is nothing to rank.';

/** Why no label stands beside a filter of the reader's network. */
export const BROUGHT_UNLABELLED = 'Labels were measured for the course’s network only: this filter has none.';

/** Why no classes are counted for the reader's network. */
export const NO_CLASSES_BROUGHT =
  'Mean answers to the classes of the atlas were measured for the course’s network only.';

/** Why no label stands beside a filter's list over the reader's pictures. */
export const OWN_UNLABELLED =
  'Your pictures come without masks, which say what each pixel belongs to: no label can be measured on them.';

/** Why no classes are counted where the reader's pictures are among the list. */
export const NO_CLASSES =
  'Your pictures come without class names, so nothing can be counted. Under ‘The course’s atlas’ the classes are known.';
