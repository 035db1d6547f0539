import type { RebuiltContent } from '#site/shipped-rebuilds';

/** A tile of a shipped sheet, for SheetTile. */
export interface SheetPlace {
  src: string;
  columns: number;
  rows: number;
  column: number;
  row: number;
}

/** Rows of a sheet: two noises, and where their rebuilds differ. */
export const SHEET_ROWS = 3;

/** Where a layer's tile lies; layer −1 is the original, which stands in the first row. */
export function placeInSheet(record: RebuiltContent, src: string, layer: number, row: number): SheetPlace {
  return { src, columns: record.layers.length + 1, rows: SHEET_ROWS, column: layer + 1, row };
}
