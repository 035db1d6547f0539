import type { MapLayer, overhang } from './layout.ts';

const EDGES = ['left', 'top', 'right', 'bottom'] as const;

function list(words: string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** A length as it is said: whole pixels without decimals. */
export function pixels(length: number): string {
  return `${Number.isInteger(length) ? length : length.toFixed(1)} ${length === 1 ? 'pixel' : 'pixels'}`;
}

/** How far a field hangs over the picture, in a sentence; '' when it lies within. */
export function overhangSentence(over: ReturnType<typeof overhang>): string {
  const parts = EDGES.filter((edge) => over[edge] > 0).map(
    (edge) => `${pixels(over[edge])} over the ${edge} edge`,
  );
  if (parts.length === 0) return '';
  return `It hangs ${list(parts)}: beyond it lies only zero padding, with nothing to see.`;
}

/** Where the unit is (rows and columns count from 0, as everywhere on the site) and what it sees, in a sentence. */
export function unitSentence(layer: MapLayer, row: number, column: number): string {
  const place = `row ${row}, column ${column} of ${layer.cells}\u00a0×\u00a0${layer.cells}`;
  const sees = `sees a square of ${layer.field}\u00a0×\u00a0${layer.field} ${layer.field === 1 ? 'pixel' : 'pixels'}`;
  return `The ${layer.name} unit at ${place} ${sees}.`;
}
