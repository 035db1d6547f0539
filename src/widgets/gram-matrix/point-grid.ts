/** A cell of a grid of equal cells. */
export interface Cell {
  row: number;
  column: number;
}

/** The cell below a pointer; the nearest one when it has left the grid. */
export function cellAt(event: PointerEvent, element: Element, rows: number, columns: number): Cell {
  const { left, top, width, height } = element.getBoundingClientRect();
  const within = (part: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.floor(part * count))) || 0;
  return {
    row: within((event.clientY - top) / height, rows),
    column: within((event.clientX - left) / width, columns),
  };
}

const FAR = 1024;
const STEPS: Record<string, readonly [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Home: [0, -FAR],
  End: [0, FAR],
  PageUp: [-FAR, 0],
  PageDown: [FAR, 0],
};
/** Cells that an arrow goes with Shift held. */
const LEAP = 8;

/** Where a key leads: arrows by one (with Shift by eight), Home and End along the row, Page keys along the column. */
export function cellAfter(
  event: KeyboardEvent,
  { row, column }: Cell,
  rows: number,
  columns: number,
): Cell | null {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey) return null;
  const leap = event.shiftKey ? LEAP : 1;
  return {
    row: Math.min(rows - 1, Math.max(0, row + step[0] * leap)),
    column: Math.min(columns - 1, Math.max(0, column + step[1] * leap)),
  };
}
