import type { LayerReport, Shape } from '#math/convolution/network';
import { sideText } from './side-text.ts';
import { type Basis, type Box, extent, type Frame, ISOMETRIC, LANES, OBLIQUE } from './space.ts';
import { isTransposed, paddedSpans } from './window.ts';

/** A block of cells on the screen. Coordinates are cells; those of padding lie below 0 and beyond the size. */
export interface Block {
  frame: Frame;
  /** The cells themselves. */
  box: Box;
  /** With padding around them. */
  padded: Box;
  /** Middle of its foot and of its width, where its words stand. */
  foot: { x: number; y: number };
  /** Lists of channels that do not lie along z: copies behind. */
  copies: number;
}

export interface BlocksLayout {
  width: number;
  height: number;
  input: Block;
  output: Block;
  /** One filter by itself, where there is room. */
  filter: Block | undefined;
  /** Whether every side is drawn at one scale. */
  toScale: boolean;
  /** How many times thinner than other cells channels are drawn. */
  thinner: number;
}

/** The three directions of a block and what lies along them: a side, by its number, or channels, or nothing. */
export type Along = number | 'channels' | 'nothing';

export function directions(dimensions: number): readonly [Along, Along, Along] {
  if (dimensions === 1) return [0, 'nothing', 'channels'];
  return dimensions === 2 ? [1, 0, 'channels'] : [2, 1, 0];
}

const BASES: Record<number, Basis> = { 1: LANES, 2: OBLIQUE, 3: ISOMETRIC };
/** Pixels a cell at most. */
const LARGEST_CELL: Record<number, number> = { 1: 40, 2: 30, 3: 26 };
/** No side of a block is drawn shorter, in pixels. */
const SHORTEST = 4;
/** Single cells and windows are never drawn thinner, in pixels. */
export const THINNEST = 3;
/** Channels take at most so many pixels. */
const DEEPEST = 130;
const GAP = 58;
/** For the words at a block's left, right, above and at its foot. */
const WORDS = { above: 14, foot: 60 };
const LETTER = 6.6;
/** Copies of a block that stand for many. */
const COPIES = 4;
const COPY_STEP = 5;

/** Places the blocks of a possible layer with sides in a drawing so many pixels wide. */
export function blocksLayout(report: LayerReport, width: number): BlocksLayout {
  const dimensions = report.input!.size.length;
  const beside = width >= 560 && dimensions > 1;
  const most = beside ? 320 : dimensions === 1 ? 420 : 590;
  const shapes = shapesOf(report, beside);
  let [low, high] = [Math.log(1e-15), Math.log(LARGEST_CELL[dimensions]!)];
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2;
    const total = arranged(shapes, dimensions, Math.exp(middle), beside);
    if (total.width <= width && total.height <= most) low = middle;
    else high = middle;
  }
  const fits = arranged(shapes, dimensions, Math.exp(high), beside);
  const best = fits.width <= width && fits.height <= most ? Math.exp(high) : Math.exp(low);
  return placed(shapes, dimensions, best, beside, width);
}

interface Shapes {
  /** Room for the words at a block's left and right, in pixels. */
  words: { left: number; right: number };
  input: { box: Box; padded: Box; copies: number };
  filter: { box: Box; padded: Box; copies: number } | undefined;
  output: { box: Box; padded: Box; copies: number };
}

function shapesOf(report: LayerReport, beside: boolean): Shapes {
  const { layer, input, output } = report;
  const kernel: Shape | undefined =
    beside && layer.op === 'convolution'
      ? { size: layer.kernel, channels: input!.channels / layer.groups }
      : undefined;
  const spans = paddedSpans(report);
  const shape = (of: Shape, copies: number, padded?: readonly (readonly [number, number])[]) => {
    const box = boxOf(of);
    return { box, padded: padded ? boxOf(of, padded) : box, copies };
  };
  const channelCopies = (of: Shape) => (of.size.length === 3 ? copiesOf(of.channels) : 1);
  const longest = Math.max(
    ...[...input!.size, input!.channels, ...output!.size, output!.channels].map(
      (side) => sideText(side).length,
    ),
  );
  return {
    words: { left: 16 + LETTER * longest, right: 20 + LETTER * longest },
    input: shape(input!, channelCopies(input!), isTransposed(report) ? undefined : spans),
    filter: kernel && layer.op === 'convolution' ? shape(kernel, copiesOf(layer.filters)) : undefined,
    output: shape(output!, channelCopies(output!)),
  };
}

function copiesOf(count: number): number {
  return Math.min(COPIES, count);
}

function boxOf({ size, channels }: Shape, spans: readonly (readonly [number, number])[] = []): Box {
  const ends = directions(size.length).map((along): readonly [number, number] => {
    if (along === 'nothing') return [0, 1];
    if (along === 'channels') return [0, channels];
    return spans[along] ?? [0, size[along]!];
  });
  const take = (end: 0 | 1) => [ends[0]![end], ends[1]![end], ends[2]![end]] as const;
  return { from: take(0), to: take(1) };
}

function unitsOf(shapes: Shapes, dimensions: number, cell: number) {
  const list = [shapes.input, shapes.output, ...(shapes.filter ? [shapes.filter] : [])];
  const deepest = Math.max(...list.map(({ box }) => box.to[2]));
  const channel = dimensions === 3 ? cell : Math.min(cell, DEEPEST / deepest);
  return { cell, channel };
}

function measured({ padded, copies }: Shapes['input'], dimensions: number, cell: number, channel: number) {
  const units = [cell, cell, channel];
  const lengths = units.map((unit, at) => Math.max(SHORTEST, unit * (padded.to[at]! - padded.from[at]!)));
  const unit = lengths.map((length, at) => length / (padded.to[at]! - padded.from[at]!));
  const room = extent(BASES[dimensions]!, [lengths[0]!, lengths[1]!, lengths[2]!]);
  const behind = (copies - 1) * COPY_STEP;
  const enlarged = unit.some((value, at) => value > units[at]! * 1.01);
  return {
    unit: unit as unknown as readonly [number, number, number],
    left: room.left,
    top: room.top - behind,
    width: room.width + behind,
    height: room.height + behind,
    enlarged,
  };
}

function arranged(shapes: Shapes, dimensions: number, cell: number, beside: boolean) {
  const { channel } = unitsOf(shapes, dimensions, cell);
  const list = [shapes.input, ...(shapes.filter ? [shapes.filter] : []), shapes.output].map((shape) =>
    measured(shape, dimensions, cell, channel),
  );
  const widths = list.map(({ width }) => width + shapes.words.left + shapes.words.right);
  const heights = list.map(({ height }) => height + WORDS.above + WORDS.foot);
  return beside
    ? { width: sum(widths), height: Math.max(...heights) }
    : { width: Math.max(...widths), height: sum(heights) };
}

function placed(
  shapes: Shapes,
  dimensions: number,
  cell: number,
  beside: boolean,
  width: number,
): BlocksLayout {
  const { channel } = unitsOf(shapes, dimensions, cell);
  const basis = BASES[dimensions]!;
  const keys = ['input', ...(shapes.filter ? ['filter' as const] : []), 'output'] as const;
  const rooms = keys.map((key) => measured(shapes[key]!, dimensions, cell, channel));
  const whole = arranged(shapes, dimensions, cell, beside);
  const tallest = Math.max(...rooms.map(({ height }) => height));
  const spare = beside ? Math.max(0, width - whole.width) / keys.length : 0;
  let [x, y] = [beside ? Math.min(GAP, spare) / 2 : 0, 0];
  const start = beside
    ? Math.max(0, (width - whole.width - Math.min(GAP, spare) * (keys.length - 1)) / 2)
    : 0;
  x = start;
  const blocks = keys.map((key, index): [string, Block] => {
    const room = rooms[index]!;
    const { box, padded, copies } = shapes[key]!;
    const left = beside ? x + shapes.words.left : Math.max(shapes.words.left, (width - room.width) / 2);
    const top = beside ? WORDS.above + (tallest - room.height) / 2 : y + WORDS.above;
    const corner = { x: left - room.left, y: top - room.top };
    const unit = room.unit;
    const shift = { x: 0, y: 0 };
    for (const [at, direction] of [basis.x, basis.y, basis.z].entries()) {
      shift.x -= direction.x * padded.from[at]! * unit[at]!;
      shift.y -= direction.y * padded.from[at]! * unit[at]!;
    }
    const frame: Frame = { basis, unit, origin: { x: corner.x + shift.x, y: corner.y + shift.y } };
    const foot = {
      x: left + room.width / 2,
      y: beside ? WORDS.above + (tallest + room.height) / 2 : top + room.height,
    };
    x += room.width + shapes.words.left + shapes.words.right + Math.min(GAP, spare);
    y += room.height + WORDS.above + WORDS.foot;
    return [key, { frame, box, padded, foot, copies }];
  });
  const found = Object.fromEntries(blocks);
  return {
    width,
    height: whole.height,
    input: found.input!,
    output: found.output!,
    filter: found.filter,
    toScale: !rooms.some(({ enlarged, unit }) => enlarged || Math.min(...unit) < THINNEST),
    thinner: cell / channel,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
