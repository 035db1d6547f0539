import type { Block, BlocksLayout } from './blocks.ts';
import { boxIn, type Chosen, type Mark, shadows, solid } from './box-marks.ts';
import { type Box, FACES, face, outline, type Point, project } from './space.ts';
import type { Thing } from './things.ts';
import { channelSpan, isTransposed, paddedSpans, type Span, stampSpans, windowSpans } from './window.ts';
import { windowMarks } from './window-marks.ts';

/** Up to so many groups all have a colour; of more, only the one of the filter. */
const MOST_BANDS = 8;

/** The outlines of a block's copies, farthest first. */
function copiesBehind(block: Block, key: string, look: string, thing: Thing): Mark[] {
  return Array.from({ length: block.copies - 1 }, (_, at) => {
    const shift = (block.copies - 1 - at) * 5;
    const origin = { x: block.frame.origin.x + shift, y: block.frame.origin.y - shift };
    const frame = { ...block.frame, origin };
    return FACES.map(
      (name): Mark => ({
        key: `${key}-copy${at}-${name}`,
        d: outline(face(frame, block.box, name)),
        look: `copy ${look}`,
        thing,
      }),
    );
  }).flat();
}

/** Channels dealt into groups, one colour a group, in turn. */
function bands(block: Block, chosen: Chosen, key: string, channels: number): Mark[] {
  const { layer } = chosen.report;
  if (layer.op !== 'convolution' || layer.groups < 2 || chosen.place.length === 3) return [];
  const share = channels / layer.groups;
  const own = Math.floor(chosen.filter / (layer.filters / layer.groups));
  const groups =
    layer.groups > MOST_BANDS ? [own] : Array.from({ length: layer.groups }, (_, group) => group);
  return groups.flatMap((group) => {
    const box: Box = {
      from: [block.box.from[0], block.box.from[1], group * share],
      to: [block.box.to[0], block.box.to[1], (group + 1) * share],
    };
    return (['top', 'side'] as const).map(
      (name): Mark => ({
        key: `${key}-band${group}-${name}`,
        d: outline(face(block.frame, box, name)),
        look: `band band-${group % 5}`,
        thing: 'g',
      }),
    );
  });
}

/** The input: padding around it, what no window reaches, and the window of the chosen cell. */
export function inputMarks(layout: BlocksLayout, chosen: Chosen): Mark[] {
  const { report } = chosen;
  const block = layout.input;
  const { channels } = report.input!;
  return [
    ...copiesBehind(block, 'input', 'input', 'c'),
    ...(isPadded(block) ? solid(block, block.padded, 'padding', 'padding', 'p') : []),
    ...solid(block, block.box, 'input', 'input', 'n'),
    ...bands(block, chosen, 'input', channels),
    ...leftover(block, chosen),
    ...windowMarks(block, chosen),
  ];
}

export function isPadded({ box, padded }: Block): boolean {
  return [0, 1, 2].some((axis) => box.from[axis] !== padded.from[axis] || box.to[axis] !== padded.to[axis]);
}

function leftover(block: Block, { report }: Chosen): Mark[] {
  const whole = paddedSpans(report);
  const all: Span = [0, report.input!.channels];
  return report.leftover.flatMap((cells, axis) => {
    if (cells === 0) return [];
    const spans = whole.map((span, at): Span => (at === axis ? [span[1] - cells, span[1]] : span));
    return solid(
      block,
      boxIn(block, whole.length, spans, all),
      `leftover${axis}`,
      'leftover',
      'leftover',
      false,
    );
  });
}

/** The output: what the window has written so far, the chosen cell of the chosen filter, the other filters there. */
export function outputMarks(layout: BlocksLayout, chosen: Chosen): Mark[] {
  const { report, place, filter } = chosen;
  const block = layout.output;
  const dimensions = place.length;
  const spans = place.map((at): Span => [at, at + 1]);
  const { channels } = report.output!;
  const cell = boxIn(block, dimensions, spans, [filter, filter + 1]);
  const column = boxIn(block, dimensions, spans, [0, channels]);
  const copied = copiesBehind(block, 'output', 'output', 'k');
  return [
    ...copied,
    ...solid(block, block.box, 'output', 'output', 'o'),
    ...bands(block, chosen, 'output', channels),
    ...written(block, place, filter),
    ...stamps(block, chosen),
    ...connectors(layout, chosen),
    ...shadows(block, cell, dimensions, 'cell'),
    ...(dimensions < 3 && channels > 1 ? solid(block, column, 'column', 'column', 'k', false) : []),
    ...solid(block, cell, 'cell', 'cell', undefined, false),
  ];
}

/** In lines and pictures: the cells before the chosen one, in the order of reading, on the front. */
function written(block: Block, place: readonly number[], filter: number): Mark[] {
  if (place.length === 3 || filter > 0) return [];
  const [row, column] = place.length === 2 ? [place[0]!, place[1]!] : [0, place[0]!];
  const width = block.box.to[0];
  const part = (x: number, y0: number, y1: number) =>
    x > 0 && y1 > y0 ? outline(face(block.frame, { from: [0, y0, 0], to: [x, y1, 0] }, 'front')) : '';
  const d = part(width, 0, row) + part(column, row, row + 1);
  return d ? [{ key: 'written', d, look: 'written' }] : [];
}

/** Of a transposed layer: what each of the cells stamps that reach the chosen one, at most nine of them. */
function stamps(block: Block, { report, place, filter }: Chosen): Mark[] {
  if (!isTransposed(report)) return [];
  let cells: number[][] = [[]];
  for (const [from, to] of windowSpans(report, place)) {
    const along = Array.from({ length: Math.max(0, Math.min(3, to - from)) }, (_, at) => from + at);
    cells = cells.flatMap((cell) => along.map((next) => [...cell, next]));
  }
  const size = report.output!.size;
  return cells.slice(0, 9).map((cell, at) => {
    const spans = stampSpans(report, cell).map(
      ([from, to], axis): Span => [Math.max(0, from), Math.min(size[axis]!, to)],
    );
    const box = boxIn(block, place.length, spans, [filter, filter + 1]);
    return {
      key: `stamp${at}`,
      d: outline(face(block.frame, box, 'front')),
      look: 'stamp',
      thing: 'f' as const,
    };
  });
}

export function filterMarks(block: Block): Mark[] {
  return [
    ...copiesBehind(block, 'filter', 'filter', 'k'),
    ...solid(block, block.box, 'filter', 'window', 'f'),
  ];
}

/** Lines from the window to the cell that it writes. */
function connectors(layout: BlocksLayout, { report, place, filter }: Chosen): Mark[] {
  const spans = windowSpans(report, place);
  if (spans.some(([from, to]) => to <= from)) return [];
  const window = boxIn(layout.input, place.length, spans, channelSpan(report, filter));
  const cell = boxIn(
    layout.output,
    place.length,
    place.map((at): Span => [at, at + 1]),
    [filter, filter + 1],
  );
  const corners = (block: Block, box: Box): Point[] => {
    const { from, to } = box;
    return [
      project(block.frame, from[0], from[1], from[2]),
      project(block.frame, to[0], from[1], to[2]),
      project(block.frame, to[0], to[1], from[2]),
      project(block.frame, from[0], to[1], from[2]),
    ];
  };
  const to = corners(layout.output, cell);
  const d = corners(layout.input, window)
    .map(({ x, y }, at) => `M${x.toFixed(1)},${y.toFixed(1)}L${to[at]!.x.toFixed(1)},${to[at]!.y.toFixed(1)}`)
    .join('');
  return [{ key: 'connectors', d, look: 'connectors' }];
}
