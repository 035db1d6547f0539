import type { LayerReport } from '#math/convolution/network';
import { windowAt } from '#math/convolution/window';
import type { LayerNumbers } from './arithmetic.ts';
import { channelSpan, isTransposed, paddedSpans, type Span, stampSpans, windowSpans } from './window.ts';

/** One cell of a grid of numbers. Row and column count from the grid's first one. */
export interface GridCell {
  row: number;
  column: number;
  value: number | undefined;
  look: 'plain' | 'padding' | 'leftover';
  /** A tap of the filter meets it, or it is the chosen output cell. */
  chosen: boolean;
  /** What a pointer on it means: a cell of the input or of the output, and its channel. */
  cell: number[];
  channel: number;
}

export interface Grid {
  /** What is shown of the rows and of the columns; in one dimension rows are channels. */
  rows: Span;
  columns: Span;
  /** All there are, padding included. */
  all: { rows: Span; columns: Span };
  cells: GridCell[];
  /** Frames, in rows and columns of the grid: the window, or stamps. */
  frames: { rows: Span; columns: Span; look: 'window' | 'stamp' | 'cell' }[];
  /** Largest absolute value, at least 1. */
  largest: number;
  /** Of an output whose numbers take too much work: only the chosen one is there. */
  sparse?: boolean;
}

/** Channels shown at once in one dimension. */
export const LANES_SHOWN = 6;
/** Work for all output cells shown, at most. */
const MOST_WORK = 150_000;

/** Part of a span, at most `most` long, round another span that lies in it. */
export function part(all: Span, round: Span, most: number): Span {
  const length = all[1] - all[0];
  if (length <= most) return all;
  const middle = Math.floor((round[0] + round[1] - most) / 2);
  const from = Math.max(all[0], Math.min(all[1] - most, middle));
  return [from, from + most];
}

/** The channels shown: those of the filter, round the chosen one. */
export function lanes(channels: Span, chosen: number): Span {
  const inside = Math.max(channels[0], Math.min(channels[1] - 1, chosen));
  return part(channels, [inside, inside + 1], LANES_SHOWN);
}

interface View {
  report: LayerReport;
  numbers: LayerNumbers;
  place: readonly number[];
  filter: number;
  channel: number;
  /** Rows and columns shown at most. */
  most: { rows: number; columns: number };
}

/** The input round the window: one channel of a picture, or some channels of a line. */
export function inputGrid({ report, numbers, place, filter, channel, most }: View): Grid {
  const flat = place.length === 1;
  const padded = paddedSpans(report);
  const windows = windowSpans(report, place);
  const channels = channelSpan(report, filter);
  const all = { rows: flat ? ([0, report.input!.channels] as Span) : padded[0]!, columns: padded.at(-1)! };
  const rows = flat
    ? part(all.rows, lanes(channels, channel), LANES_SHOWN)
    : part(all.rows, windows[0]!, most.rows);
  const columns = part(all.columns, windows.at(-1)!, most.columns);
  const size = report.input!.size;
  const empty = report.layer.op === 'pooling' && report.layer.how === 'max' ? Number.NEGATIVE_INFINITY : 0;
  const met = new Set(
    windowAt(report, place).map(({ tap, cell }) => (cell ?? outside(report, place, tap)).join('.')),
  );
  const cells = listed(rows, columns, (row, column): Omit<GridCell, 'row' | 'column'> => {
    const cell = flat ? [column] : [row, column];
    const lane = flat ? row : channel;
    const inside = cell.every((at, axis) => at >= 0 && at < size[axis]!);
    const left = cell.some((at, axis) => at >= padded[axis]![1] - report.leftover[axis]!);
    return {
      value: inside ? numbers.input(cell, lane) : empty,
      look: left ? 'leftover' : inside ? 'plain' : 'padding',
      chosen: met.has(cell.join('.')) && lane >= channels[0] && lane < channels[1],
      cell,
      channel: lane,
    };
  });
  const reach = windows.every(([from, to]) => to > from);
  const frame = { rows: flat ? channels : windows[0]!, columns: windows.at(-1)!, look: 'window' as const };
  return { rows, columns, all, cells, frames: reach ? [frame] : [], largest: largestOf(cells) };
}

/** The padding cell that a tap meets. */
function outside(
  { layer, padding }: LayerReport,
  place: readonly number[],
  tap: readonly number[],
): number[] {
  if (layer.op === 'dense') return [];
  return tap.map((at, axis) => {
    const dilation = layer.op === 'convolution' ? layer.dilation[axis]! : 1;
    return place[axis]! * layer.stride[axis]! - padding[axis]![0] + at * dilation;
  });
}

/** The output round the chosen cell: one filter over a picture, or some filters along a line. */
export function outputGrid({ report, numbers, place, filter, most }: View): Grid {
  const flat = place.length === 1;
  const size = report.output!.size;
  const last = place.length - 1;
  const all = {
    rows: [0, flat ? report.output!.channels : size[0]!] as Span,
    columns: [0, size[last]!] as Span,
  };
  const here: Span = flat ? [filter, filter + 1] : [place[0]!, place[0]! + 1];
  const rows = part(all.rows, here, flat ? LANES_SHOWN : most.rows);
  const columns = part(all.columns, [place[last]!, place[last]! + 1], most.columns);
  const count = (rows[1] - rows[0]) * (columns[1] - columns[0]);
  const affordable = numbers.work * count <= MOST_WORK;
  const cells = listed(rows, columns, (row, column): Omit<GridCell, 'row' | 'column'> => {
    const cell = flat ? [column] : [row, column];
    const lane = flat ? row : filter;
    const chosen = lane === filter && cell.every((at, axis) => at === place[axis]);
    return {
      value: affordable || chosen ? numbers.output(cell, lane) : undefined,
      look: 'plain',
      chosen,
      cell,
      channel: lane,
    };
  });
  const frames = stampFrames(report, place, filter);
  return { rows, columns, all, cells, frames, largest: largestOf(cells), sparse: !affordable };
}

/** What the input cells stamp that reach the chosen output cell of a transposed layer; at most nine. */
function stampFrames(report: LayerReport, place: readonly number[], filter: number): Grid['frames'] {
  if (!isTransposed(report)) return [];
  const seen = new Set<string>();
  const frames: Grid['frames'] = [];
  for (const { cell } of windowAt(report, place)) {
    if (!cell || seen.has(cell.join('.')) || frames.length === 9) continue;
    seen.add(cell.join('.'));
    const spans = stampSpans(report, cell);
    frames.push({
      rows: place.length === 1 ? [filter, filter + 1] : spans[0]!,
      columns: spans.at(-1)!,
      look: 'stamp',
    });
  }
  return frames;
}

function listed(
  rows: Span,
  columns: Span,
  make: (row: number, column: number) => Omit<GridCell, 'row' | 'column'>,
): GridCell[] {
  const cells: GridCell[] = [];
  for (let row = rows[0]; row < rows[1]; row++) {
    for (let column = columns[0]; column < columns[1]; column++) {
      cells.push({ row: row - rows[0], column: column - columns[0], ...make(row, column) });
    }
  }
  return cells;
}

function largestOf(cells: readonly GridCell[]): number {
  return cells.reduce((most, { value }) => Math.max(most, Number.isFinite(value) ? Math.abs(value!) : 0), 1);
}
