import type { LayerReport } from '#math/convolution/network';
import type { Block, BlocksLayout } from './blocks.ts';
import { directions, THINNEST } from './blocks.ts';
import { type Box, FACES, type FaceName, face, gridLines, outline, type Point, project } from './space.ts';
import type { Thing } from './things.ts';
import { channelSpan, isTransposed, paddedSpans, type Span, stampSpans, windowSpans } from './window.ts';

/** One path of the drawing. `look` is its class. */
export interface Mark {
  key: string;
  d: string;
  look: string;
  thing?: Thing;
}

/** What the drawing is of: a layer, one output cell, one filter (both from 0). */
export interface Chosen {
  report: LayerReport;
  place: readonly number[];
  filter: number;
}

/** Up to so many groups all have a colour; of more, only the one of the filter. */
const MOST_BANDS = 8;
/** Taps of a dilated kernel drawn one by one. */
const MOST_TAPS = 125;

/** A box of some cells of a block, given by sides and channels. */
export function boxIn(block: Block, dimensions: number, sides: readonly Span[], channels: Span): Box {
  const spans = directions(dimensions).map((along): Span => {
    if (along === 'nothing') return [0, 1];
    return along === 'channels' ? channels : sides[along]!;
  });
  return visible(block, {
    from: [spans[0]![0], spans[1]![0], spans[2]![0]],
    to: [spans[0]![1], spans[1]![1], spans[2]![1]],
  });
}

/** At least some pixels long along every direction, within the block where it can be. */
function visible({ frame, padded }: Block, box: Box): Box {
  const from: [number, number, number] = [...box.from];
  const to: [number, number, number] = [...box.to];
  for (const axis of [0, 1, 2] as const) {
    const least = THINNEST / frame.unit[axis];
    if (to[axis] - from[axis] >= least) continue;
    from[axis] = Math.max(padded.from[axis], Math.min(from[axis], padded.to[axis] - least));
    to[axis] = from[axis] + least;
  }
  return { from, to };
}

function solid(block: Block, box: Box, key: string, look: string, thing?: Thing, cells = true): Mark[] {
  const of = thing ? { thing } : {};
  const faces = FACES.map(
    (name): Mark => ({
      key: `${key}-${name}`,
      d: outline(face(block.frame, box, name)),
      look: `${look} ${name}`,
      ...of,
    }),
  );
  if (!cells) return faces;
  const lines = FACES.map((name) => gridLines(block.frame, box, name)).join('');
  return lines ? [...faces, { key: `${key}-cells`, d: lines, look: `cells ${look}`, ...of }] : faces;
}

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

function windowMarks(block: Block, chosen: Chosen): Mark[] {
  const { report, place, filter } = chosen;
  const dimensions = place.length;
  const channels = channelSpan(report, filter);
  const spans = windowSpans(report, place);
  if (spans.some(([from, to]) => to <= from)) return [];
  const box = boxIn(block, dimensions, spans, channels);
  const marks = shadows(block, box, dimensions, 'window');
  const next = nextWindow(block, chosen, channels);
  if (next) marks.push(next);
  const taps = tapBoxes(block, chosen, channels);
  if (taps.length === 0) return [...marks, ...solid(block, box, 'window', 'window', 'f', !isDilated(report))];
  const hull = FACES.map((name) => outline(face(block.frame, box, name))).join('');
  return [
    ...marks,
    { key: 'window-span', d: hull, look: 'span', thing: 'd' },
    ...taps.flatMap((tap, at) => solid(block, tap, `tap${at}`, 'window tap', 'f', false)),
  ];
}

/** Where a box within a volume lies, on the three faces of the volume. */
function shadows(block: Block, box: Box, dimensions: number, look: string): Mark[] {
  if (dimensions < 3) return [];
  const at = (axis: 0 | 1 | 2, value: number): Box => {
    const from: [number, number, number] = [...box.from];
    const to: [number, number, number] = [...box.to];
    from[axis] = value;
    to[axis] = value;
    return { from, to };
  };
  const places: Record<FaceName, Box> = {
    front: at(2, block.box.from[2]),
    top: at(1, block.box.from[1]),
    side: at(0, block.box.to[0]),
  };
  return FACES.map((name) => ({
    key: `${look}-shadow-${name}`,
    d: outline(face(block.frame, places[name], name)),
    look: `shadow ${look}`,
  }));
}

/** The window one step on along the last side, at its end one step back, as an outline. */
function nextWindow(block: Block, { report, place }: Chosen, channels: Span): Mark | undefined {
  const last = place.length - 1;
  const cells = report.output!.size[last]!;
  if (isTransposed(report) || cells < 2) return undefined;
  const by = place[last]! + 1 < cells ? 1 : -1;
  const next = place.map((value, axis) => (axis === last ? value + by : value));
  const box = boxIn(block, place.length, windowSpans(report, next), channels);
  return { key: 'next', d: outline(face(block.frame, box, 'front')), look: 'next', thing: 's' };
}

function isDilated({ layer }: LayerReport): boolean {
  return (
    layer.op === 'convolution' && layer.dilation.some((step, axis) => step > 1 && layer.kernel[axis]! > 1)
  );
}

/** The cells that a dilated kernel meets, farthest first; none where they are too many to draw. */
function tapBoxes(block: Block, { report, place }: Chosen, channels: Span): Box[] {
  const { layer } = report;
  if (layer.op !== 'convolution' || !isDilated(report) || isTransposed(report)) return [];
  if (layer.kernel.reduce((product, side) => product * side, 1) > MOST_TAPS) return [];
  const spans = windowSpans(report, place);
  let taps: Span[][] = [[]];
  for (const [axis, count] of layer.kernel.entries()) {
    const along = Array.from({ length: count }, (_, tap): Span => {
      const from = spans[axis]![0] + tap * layer.dilation[axis]!;
      return [from, from + 1];
    });
    taps = taps.flatMap((tap) => along.map((span) => [...tap, span]));
  }
  const boxes = taps.map((tap) => boxIn(block, place.length, tap, channels));
  const depth = ({ from }: Box) => from[2] * 1e6 + from[1] * 1e3 - from[0];
  return boxes.sort((one, other) => depth(other) - depth(one));
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
