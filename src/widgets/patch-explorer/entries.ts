import type { RankedLayer } from '#site/unit-index';

/** One place of a filter's ranked list: a picture and the position in it where the filter answers most. */
export interface Entry {
  /** From 0, the strongest. */
  rank: number;
  seed: number;
  row: number;
  column: number;
  value: number;
}

/** A filter's list, strongest first. */
export function entriesOf(list: RankedLayer, unit: number): Entry[] {
  return Array.from({ length: list.keep }, (_, rank) => entryAt(list, unit, rank)).filter(isFilled);
}

export function entryAt(list: RankedLayer, unit: number, rank: number): Entry {
  const at = unit * list.keep + rank;
  return {
    rank,
    seed: list.seeds[at]!,
    row: list.rows[at]!,
    column: list.columns[at]!,
    value: list.values[at]!,
  };
}

/** A list that is still being filled has places without a picture: their value is not a finite number. */
function isFilled(entry: Entry): boolean {
  return Number.isFinite(entry.value);
}

/**
 * Makes a function that reads a list give the very same array while nothing in it has changed, so that what is drawn
 * from it is not drawn anew with every partial result.
 */
export function keepingSame(read: () => Entry[]): () => Entry[] {
  let last: Entry[] = [];
  return () => {
    const next = read();
    if (next.length !== last.length || next.some((entry, at) => !isSame(entry, last[at]!))) last = next;
    return last;
  };
}

function isSame(a: Entry, b: Entry): boolean {
  return a.seed === b.seed && a.value === b.value && a.row === b.row && a.column === b.column;
}
