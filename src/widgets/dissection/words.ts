import { LABEL_BOUND } from '#math/concept-overlap';
import type { UnitConcept } from '#math/unit-index';
import type { Measured } from '#worker/protocol';
import { KIND_WORDS } from './concepts.ts';

const count = new Intl.NumberFormat('en-GB');

/** A whole number with its thousands apart. */
export const whole = (value: number): string => count.format(value);
/** An IoU: three decimals tell a label's bound of 0.04 from what is nearly one. */
export const iouText = (iou: number): string => iou.toFixed(3);

/** A concept by its kind and name: the part ‘wheel’. */
export function conceptText({ kind, name }: Pick<UnitConcept, 'kind' | 'name'>): string {
  return kind === 'none' ? 'no concept' : `the ${KIND_WORDS[kind]} ‘${name}’`;
}

/** What the shipped index says of a unit. */
export function shippedSentence(concept: UnitConcept, pictures: number): string {
  if (concept.kind !== 'none') {
    return `The site’s index, from ${whole(pictures)} pictures, labels it ${conceptText(concept)}, IoU ${iouText(concept.iou)}.`;
  }
  return `The site’s index, from ${whole(pictures)} pictures, gives it no label: its best concept reaches an IoU of ${iouText(concept.iou)}, and a label needs more than ${LABEL_BOUND}.`;
}

/** What an interval says of the shipped label; where there is none, of whether the sample rules one out. */
function verdict({ kind, iou }: UnitConcept, low: number, high: number): string {
  if (kind !== 'none')
    return `the index’s ${iouText(iou)} lies ${iou >= low && iou <= high ? 'inside' : 'outside'}`;
  if (high <= LABEL_BOUND) return 'all below what a label needs';
  return low > LABEL_BOUND
    ? 'all above what a label needs'
    : 'this sample can’t tell whether it earns a label';
}

const ORDINALS = ['first', 'second', 'third'];
const ordinal = (rank: number) => ORDINALS[rank] ?? `${rank + 1}th`;

/**
 * How a finished measurement stands to the shipped label, without hiding that a sample is not the whole.
 *
 * @param atlas pictures that the shipped label comes from
 */
export function comparison(shipped: UnitConcept, measured: Measured, atlas: number): string[] {
  const [best] = measured.concepts;
  if (!best || best.iou === 0) return ['On these pictures the unit is on nowhere that a concept is.'];
  const isWhole = measured.pictures >= atlas;
  const sentences: string[] = [];
  const rank = measured.concepts.findIndex(
    ({ kind, name }) => kind === shipped.kind && name === shipped.name,
  );
  const found = rank < 0 ? best : measured.concepts[rank]!;
  if (shipped.kind === 'none') {
    const side = best.iou > LABEL_BOUND ? 'above' : 'below';
    sentences.push(
      `Here ${conceptText(best)} comes first, with an IoU of ${iouText(best.iou)}, ${side} the ${LABEL_BOUND} that a label needs.`,
    );
  } else if (rank === 0) {
    sentences.push(`Here ${conceptText(best)} comes first, too, with an IoU of ${iouText(best.iou)}.`);
  } else {
    sentences.push(
      `Here ${conceptText(best)} comes first, with an IoU of ${iouText(best.iou)}; ${conceptText(shipped)} comes ${ordinal(rank)}, with ${iouText(found.iou)}.`,
    );
  }
  if (isWhole) {
    const apart = Math.abs(found.iou - shipped.iou);
    sentences.push(
      apart < 0.001
        ? 'These are all the pictures that the index was made from, and the two agree.'
        : `These are all the pictures that the index was made from, yet the two differ by ${iouText(apart)}.`,
    );
    return sentences;
  }
  sentences.push(
    `${whole(measured.pictures)} pictures are a sample of the ${whole(atlas)}, with a threshold of its own, so the two need not agree.`,
  );
  if (found.low !== undefined && found.high !== undefined) {
    sentences.push(
      `When these pictures are drawn anew, 95 % of the IoUs lie between ${iouText(found.low)} and ${iouText(found.high)}: ${verdict(shipped, found.low, found.high)}.`,
    );
  }
  return sentences;
}

/** The measured ranking as a table. */
export function rankingCsv(layer: string, unit: number, { pictures, threshold, concepts }: Measured): string {
  const head = 'layer,unit,pictures,threshold,kind,concept,iou,intersection,union,low_95,high_95';
  const lines = concepts.map(({ kind, name, iou, intersection, union, low, high }) =>
    [
      layer,
      unit,
      pictures,
      threshold,
      kind,
      name,
      iou.toFixed(5),
      intersection,
      union,
      low?.toFixed(5) ?? '',
      high?.toFixed(5) ?? '',
    ].join(','),
  );
  return `${[head, ...lines].join('\n')}\n`;
}
