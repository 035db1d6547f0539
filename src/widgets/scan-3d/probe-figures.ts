import { PLANES, type Size, sliceOf } from './planes.ts';

/** The greatest depth of the slice that is looked at, from the middle. */
export const MOST_DEPTH = 8;
/** Voxels to each side of the middle that are shown of a slice, and in which its strongest answer is looked for. */
export const REACH = 6;

/** How many voxels of a slice two volumes have exactly alike, of how many. */
export function alike(
  one: Float32Array,
  other: Float32Array,
  size: Size,
  slice: number,
): { same: number; of: number } {
  const [a, b] = [one, other].map((volume) => sliceOf(volume, size, PLANES.axial, slice));
  let same = 0;
  for (let i = 0; i < a!.length; i++) if (Object.is(a![i], b![i])) same += 1;
  return { same, of: a!.length };
}

/** The strongest answer near the middle of each slice of a probe. */
export function strongestBySlice(answers: Float32Array, [depth, height, width]: Size): Float32Array {
  const middle = { row: (height - 1) / 2, column: (width - 1) / 2 };
  return Float32Array.from({ length: depth }, (_, z) => {
    let strongest = Number.NEGATIVE_INFINITY;
    for (let row = middle.row - REACH; row <= middle.row + REACH; row++) {
      for (let column = middle.column - REACH; column <= middle.column + REACH; column++) {
        strongest = Math.max(strongest, answers[(z * height + row) * width + column]!);
      }
    }
    return strongest;
  });
}

/** One network's strongest answers to ball and tube, from depth −MOST_DEPTH to MOST_DEPTH. */
export interface ProbeCurves {
  ball: number[];
  tube: number[];
}

/** @param answers to the ball and to the tube */
export function probeCurves([ball, tube]: readonly Float32Array[], size: Size): ProbeCurves {
  const middle = (size[0] - 1) / 2;
  const around = (answers: Float32Array) =>
    [...strongestBySlice(answers, size)].slice(middle - MOST_DEPTH, middle + MOST_DEPTH + 1);
  return { ball: around(ball!), tube: around(tube!) };
}
