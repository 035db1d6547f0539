import { PLANES, type Size, sliceOf } from './planes.ts';

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
