import { fieldBox, type ReceptiveField } from '#math/receptive-field';
import type { RankedLayer } from '#site/unit-index';
import { entriesOf } from './entries.ts';

/** One place of a filter's list, as it is saved. The box is in pixels of the 64-pixel picture, which it may leave. */
export interface ListRow {
  layer: string;
  filter: number;
  rank: number;
  source: 'yours' | 'atlas' | 'new';
  /** The file's path, or the scene seed. */
  picture: string;
  row: number;
  column: number;
  x: number;
  y: number;
  width: number;
  height: number;
  activation: number;
}

const COLUMNS = [
  'layer',
  'filter',
  'rank',
  'source',
  'picture',
  'row',
  'column',
  'x',
  'y',
  'width',
  'height',
  'activation',
] as const satisfies (keyof ListRow)[];

/** A filter's list, strongest first. */
export function listRows(
  list: RankedLayer,
  unit: number,
  field: Pick<ReceptiveField, 'size' | 'start' | 'jump'>,
  about: (seed: number) => Pick<ListRow, 'source' | 'picture'>,
): ListRow[] {
  return entriesOf(list, unit).map(({ rank, seed, row, column, value }) => ({
    layer: list.layer,
    filter: unit,
    rank: rank + 1,
    ...about(seed),
    row,
    column,
    ...fieldBox(field, row, column),
    activation: value,
  }));
}

/** A header and one line a place (RFC 4180). */
export function rowsAsCsv(rows: readonly ListRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => quoted(row[column])).join(','));
  return `${[COLUMNS.join(','), ...lines].join('\n')}\n`;
}

function quoted(value: string | number): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
