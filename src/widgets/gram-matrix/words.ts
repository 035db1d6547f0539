import { fiveDigits } from './numbers.ts';
import type { GramMatrixViewOptions } from './options.ts';
import type { ChannelPair } from './pair.ts';

export const ORDERS = [
  { value: 'similarity', label: 'By similarity' },
  { value: 'network', label: 'As numbered' },
] as const;

export const SCALE_CHOICES = [
  { value: 'linear', label: 'In proportion' },
  { value: 'root', label: 'Square root' },
  { value: 'log', label: 'Logarithm' },
] as const;

/** A cell of a matrix, for a screen reader. */
export function cellWords({ k, k2 }: ChannelPair, value: number): string {
  const number = fiveDigits(value).replaceAll('\u2009', '');
  return k === k2 ? `channel ${k} with itself: ${number}` : `channel ${k} with channel ${k2}: ${number}`;
}

/** What the figure shows, in a sentence, when it has changed by other means than the keyboard on the matrix. */
export function viewWords(
  { layer, compare }: GramMatrixViewOptions,
  pair: ChannelPair,
  entries: { s: number; g: number | null },
): string {
  const first = `${layer}, ${cellWords(pair, entries.s)}`;
  return compare && entries.g !== null ? `${first} in S, ${fiveDigits(entries.g)} in G.` : `${first}.`;
}

/** Title of a reader's own picture. */
export const OWN_TITLE = 'Your own picture';
