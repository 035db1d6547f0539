import type { Layer, LayerReport, NetworkReport, Shape } from '#math/convolution/network';
import { shapeText, sidesText, sideText } from './side-text.ts';
import { type Basis, type Box, extent, FACES, type Frame, face, gridLines, outline } from './space.ts';

/** One block of the chain: the input, or what a layer makes. */
export interface Link {
  /** −1 for the input. */
  layer: number;
  /** 'Input', '16 of 5 × 5', 'Max 2 × 2', 'Dense'. */
  title: string;
  /** '10 × 10 × 16', '—' where nothing can be. */
  shape: string;
  /** Where the layer is impossible, why. */
  problem: string | undefined;
  width: number;
  height: number;
  /** Faces, from the back; [] where there is nothing. */
  faces: { d: string; look: string }[];
}

/** Height of all drawings, in pixels; of lines alone. */
const HEIGHT = 96;
const LINES_HEIGHT = 56;
const WIDEST = 110;
const SHORTEST = 4;
const CHANNELS_WIDEST = 64;
/** Part of a line's length by which its channels lean at most. */
const LANE_LEAN = 0.25;
const LINE_HEIGHT = 10;
const PADDING = 2;
/** Channels lie across, height stands, width leads to the back; a line lies across, with its channels behind it. */
const BASIS: Basis = { x: { x: 1, y: 0 }, y: { x: 0, y: 1 }, z: { x: 0.38, y: -0.38 } };

/** The network as a row of blocks, all sides to one scale, channels to another. */
export function chainLinks(report: NetworkReport): Link[] {
  const { network, layers } = report;
  const shapes = [network.input, ...layers.flatMap(({ output }) => (output ? [output] : []))];
  const height =
    network.dimensions === 1 && shapes.every(({ size }) => size.length > 0) ? LINES_HEIGHT : HEIGHT;
  const scale = scaleOf(report.inputProblem ? shapes.slice(1) : shapes);
  const first = report.inputProblem ? undefined : network.input;
  return [
    linkOf(-1, 'Input', first, report.inputProblem?.message, scale, height),
    ...layers.map((layer, at) =>
      linkOf(at, layerTitle(layer.layer), layer.output, problemOf(layer), scale, height),
    ),
  ];
}

function problemOf({ output, problem }: LayerReport): string | undefined {
  return output ? undefined : problem?.message;
}

/** A layer in few words. */
export function layerTitle(layer: Layer): string {
  if (layer.op === 'dense') return 'Dense';
  if (layer.op === 'pooling') return `${layer.how === 'max' ? 'Max' : 'Mean'} ${sidesText(layer.kernel)}`;
  return `${sideText(layer.filters)} of ${sidesText(layer.kernel)}${layer.transposed ? ', transposed' : ''}`;
}

interface Scale {
  cell: number;
  channel: number;
  unit: number;
}

function scaleOf(shapes: readonly Shape[]): Scale {
  const sided = shapes.filter(({ size }) => size.length > 0);
  const longest = Math.max(1, ...sided.flatMap(({ size }) => size));
  const channels = Math.max(1, ...sided.map((shape) => shape.channels));
  const units = Math.max(1, ...shapes.filter(({ size }) => size.length === 0).map((shape) => shape.channels));
  const volume = sided.some(({ size }) => size.length > 1);
  const room = HEIGHT - 2 * PADDING;
  const cell = volume ? room / (1 - BASIS.z.y) / longest : WIDEST / (1 + LANE_LEAN) / longest;
  return { cell, channel: Math.min(cell, CHANNELS_WIDEST / channels), unit: room / units };
}

/** Lengths across, down and back, in cells, and the pixels of each. */
function dimensionsOf({ size, channels }: Shape, scale: Scale) {
  const { cell, channel, unit } = scale;
  if (size.length === 0) return { cells: [1, channels, 1], units: [8, unit, 8] } as const;
  if (size.length === 1)
    return { cells: [size[0]!, 1, channels], units: [cell, LINE_HEIGHT, channel] } as const;
  if (size.length === 2)
    return { cells: [channels, size[0]!, size[1]!], units: [channel, cell, cell] } as const;
  return { cells: [size[2]!, size[1]!, size[0]!], units: [cell, cell, cell] } as const;
}

function linkOf(
  layer: number,
  title: string,
  shape: Shape | undefined,
  problem: string | undefined,
  scale: Scale,
  height: number,
): Link {
  const base = { layer, title, problem, height };
  if (!shape) return { ...base, shape: '—', width: 40, faces: [] };
  const { cells, units } = dimensionsOf(shape, scale);
  const lengths = cells.map((count, at) => Math.max(SHORTEST, count * units[at]!)) as [
    number,
    number,
    number,
  ];
  const room = extent(BASIS, lengths);
  const shrink = Math.min(1, WIDEST / room.width);
  const frame: Frame = {
    basis: BASIS,
    unit: [(lengths[0] * shrink) / cells[0], lengths[1] / cells[1], (lengths[2] * shrink) / cells[2]],
    origin: { x: PADDING, y: height - PADDING - lengths[1] },
  };
  const box: Box = { from: [0, 0, 0], to: cells };
  return {
    ...base,
    shape: shape.size.length ? shapeText(shape) : sideText(shape.channels),
    width: Math.ceil(room.width * shrink) + 2 * PADDING,
    faces: FACES.flatMap((name) => [
      { d: outline(face(frame, box, name)), look: name },
      ...(name === 'top' && shape.size.length !== 1
        ? []
        : [{ d: gridLines(frame, box, name, 3.5), look: 'cells' }]),
    ]),
  };
}
