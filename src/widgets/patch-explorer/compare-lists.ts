import type { RankedLayer } from '#site/unit-index';
import { type Entry, entriesOf } from './entries.ts';

/**
 * How a list found here stands to the shipped one: 'same' has the same pictures (in whatever order), 'tie' swaps
 * pictures whose activation is within the tolerance of the list's last place, 'different' swaps others.
 */
export type Agreement = 'same' | 'tie' | 'different';

export interface ListComparison {
  layer: string;
  unit: number;
  agreement: Agreement;
  /** Seeds of the shipped list that were not found here. */
  lost: number[];
  /** Seeds found here that the shipped list does not have. */
  gained: number[];
  /** The largest difference of an activation, as a share of the shipped list's strongest. */
  difference: number;
}

/** Two activations within this share of a filter's strongest one count as equal: float noise between backends. */
export const TOLERANCE = 1e-3;

/**
 * Compares the ranked lists of a layer, filter by filter.
 *
 * @param shipped the site's lists
 * @param found the lists that this machine computed over the same pictures
 * @param tolerance as a share of the filter's strongest activation
 */
export function compareLists(
  shipped: RankedLayer,
  found: RankedLayer,
  tolerance = TOLERANCE,
): ListComparison[] {
  return Array.from({ length: shipped.units }, (_, unit) => {
    const comparison = compareEntries(entriesOf(shipped, unit), entriesOf(found, unit), tolerance);
    return { layer: shipped.layer, unit, ...comparison };
  });
}

function compareEntries(
  shipped: readonly Entry[],
  found: readonly Entry[],
  tolerance: number,
): Omit<ListComparison, 'layer' | 'unit'> {
  const shippedValues = new Map(shipped.map(({ seed, value }) => [seed, value]));
  const foundValues = new Map(found.map(({ seed, value }) => [seed, value]));
  const lost = shipped.filter(({ seed }) => !foundValues.has(seed));
  const gained = found.filter(({ seed }) => !shippedValues.has(seed));

  const scale = Math.max(shipped[0]?.value ?? 0, Number.EPSILON);
  const common = shipped.filter(({ seed }) => foundValues.has(seed));
  const differences = common.map(({ seed, value }) => Math.abs(value - foundValues.get(seed)!) / scale);
  const last = shipped.at(-1)?.value ?? 0;
  const swapped = [...lost, ...gained].map(({ value }) => Math.abs(value - last) / scale);

  let agreement: Agreement = 'same';
  if (swapped.length > 0) agreement = swapped.every((away) => away <= tolerance) ? 'tie' : 'different';
  return {
    agreement,
    lost: lost.map(({ seed }) => seed),
    gained: gained.map(({ seed }) => seed),
    difference: Math.max(0, ...differences, ...swapped),
  };
}

/** How many places of a filter's list hold pictures that its first list did not have. */
export function countReplaced(first: RankedLayer, now: RankedLayer, unit: number): number {
  const known = new Set(entriesOf(first, unit).map(({ seed }) => seed));
  return entriesOf(now, unit).filter(({ seed }) => !known.has(seed)).length;
}
