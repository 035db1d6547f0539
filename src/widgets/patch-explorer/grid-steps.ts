/**
 * Where an arrow key leads in a grid that is filled row by row.
 *
 * @param key as in KeyboardEvent.key
 * @param at the cell that has the focus, from 0
 * @param columns cells a row
 * @param count cells in all
 * @returns the cell to focus; null when the key does not move in a grid
 */
export function gridStep(key: string, at: number, columns: number, count: number): number | null {
  const rowStart = at - (at % columns);
  const targets: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    Home: rowStart,
    End: Math.min(rowStart + columns, count) - 1,
    PageUp: at - 3 * columns,
    PageDown: at + 3 * columns,
  };
  if (!Object.hasOwn(targets, key)) return null;
  const target = targets[key]!;
  if (key.startsWith('Page')) return clampToColumn(target, at % columns, columns, count);
  return target < 0 || target >= count ? at : target;
}

function clampToColumn(target: number, column: number, columns: number, count: number): number {
  if (target < 0) return column;
  if (target < count) return target;
  const lastRow = Math.floor((count - 1 - column) / columns);
  return lastRow * columns + column;
}
