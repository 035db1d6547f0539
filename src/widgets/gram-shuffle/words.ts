import { shortNumber } from '#widgets/shared/short-number';
import type { ShuffleLayer, ShuffleStep } from '#worker/protocol';

/** What a cost is in proportion to that of a picture for which the layer is silent. */
export function inProportion(cost: number, silent: number): number {
  return silent > 0 ? cost / silent : 0;
}

/** Before what it is a share of: '1.4 times', '84 % of', 'less than 0.001 % of'. */
export function proportionWords(share: number): string {
  if (share === 0) return '0 % of';
  if (share < 1e-5) return 'less than 0.001 % of';
  if (share >= 0.995) return `${share.toFixed(share < 9.95 ? 1 : 0)} times`;
  const percent = share * 100;
  return `${percent.toFixed(percent >= 9.95 ? 0 : percent >= 0.995 ? 1 : 3)} % of`;
}

/** What the numbers of a step come to, in a sentence or two. */
export function verdict({ moved, difference, style }: ShuffleStep, again: boolean, silent: number): string {
  if (moved === 0) return 'Nothing has changed its place: both costs are 0.';
  if (again) {
    return 'The network has looked at the shuffled picture. At every seam between two tiles it sees an edge that was not there, so its answers are others, and so is the matrix.';
  }
  const last = difference.absolute === 0 ? 'to the last digit' : 'but for the last digits';
  if (inProportion(style, silent) > 1e-4) return 'The matrix has changed.';
  return `Same numbers, other places: the matrix is the same ${last}, since a sum does not ask in which order it is taken. What differs is rounding: another order rounds otherwise.`;
}

/** The costs over the share of places, as a table for a spreadsheet. */
export function costsCsv(layer: ShuffleLayer, steps: readonly ShuffleStep[]): string {
  const places = layer.rows * layer.columns;
  const head = 'places_moved,places,content_cost,style_cost,largest_difference,largest_relative_difference';
  const lines = [...steps]
    .sort((one, other) => one.moved - other.moved)
    .map(({ moved, content, style, difference: { absolute, relative } }) =>
      [moved, places, content, style, absolute, relative].join(','),
    );
  return `${[head, ...lines].join('\n')}\n`;
}

/** A map in words for who can't see it. */
export function mapWords(channel: number, layer: string, shuffled: boolean): string {
  return `Channel ${channel} of ${layer}${shuffled ? ', shuffled' : ''}`;
}

/** A cost in three digits, however small it is. */
export const costWords = shortNumber;

/** How strong the colour of an entry is: its fourth root, so that more than the few largest ones are seen. */
export function entryStrength(entry: number): number {
  return Math.sqrt(Math.sqrt(Math.abs(entry)));
}
