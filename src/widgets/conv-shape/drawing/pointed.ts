import { type Block, type BlocksLayout, directions } from './blocks.ts';
import type { Chosen } from './box-marks.ts';
import { legalPlace } from './place.ts';
import { type Box, FACE_AXES, FACES, onFace, type Point } from './space.ts';
import { placeOver } from './window.ts';

/**
 * What a point of the drawing means: the output cell under it, or the one whose window lies over the input cell
 * under it, and the filter where an output channel is pointed at. Sides that the face does not tell stay.
 */
export function pointed(
  layout: BlocksLayout,
  chosen: Chosen,
  point: Point,
): { place: number[]; filter?: number } | undefined {
  const { report, place } = chosen;
  const onOutput = cellUnder(layout.output, layout.output.box, place.length, point);
  if (onOutput) {
    const next = legalPlace(
      report,
      place.map((value, axis) => onOutput.sides[axis] ?? value),
    );
    const filter = onOutput.channel;
    return filter === undefined || onOutput.face === 'front' ? { place: next } : { place: next, filter };
  }
  const onInput = cellUnder(layout.input, layout.input.padded, place.length, point);
  if (!onInput) return undefined;
  const over = placeOver(
    report,
    place.map((_, axis) => onInput.sides[axis] ?? 0),
  );
  return { place: place.map((value, axis) => (onInput.sides[axis] === undefined ? value : over[axis]!)) };
}

function cellUnder(block: Block, box: Box, dimensions: number, point: Point) {
  const along = directions(dimensions);
  for (const face of FACES) {
    const [first, second] = FACE_AXES[face];
    const cells = onFace(block.frame, box, face, point);
    const inside = [first, second].every(
      (axis, at) => cells[at]! >= box.from[axis]! && cells[at]! < box.to[axis]!,
    );
    if (!inside) continue;
    const sides: Record<number, number> = {};
    let channel: number | undefined;
    for (const [at, axis] of [first, second].entries()) {
      const what = along[axis]!;
      if (typeof what === 'number') sides[what] = Math.floor(cells[at]!);
      else if (what === 'channels') channel = Math.floor(cells[at]!);
    }
    return { face, sides, channel };
  }
  return undefined;
}
