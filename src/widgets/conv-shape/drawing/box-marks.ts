import type { LayerReport } from '#math/convolution/network';
import { type Block, directions, THINNEST } from './blocks.ts';
import { type Box, FACES, type FaceName, face, gridLines, outline } from './space.ts';
import type { Thing } from './things.ts';
import type { Span } from './window.ts';

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

/** The faces of a box that can be seen, and the lines between its cells. */
export function solid(
  block: Block,
  box: Box,
  key: string,
  look: string,
  thing?: Thing,
  cells = true,
): Mark[] {
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

/** Where a box within a volume lies, on the three faces of the volume. */
export function shadows(block: Block, box: Box, dimensions: number, look: string): Mark[] {
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
