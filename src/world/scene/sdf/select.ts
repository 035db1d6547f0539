import { FLOATS, INTS, KIND, type Program } from './program.ts';

/**
 * Selects the primitives that a ray from `program.state[0..2]` can meet; `evaluate` then walks only
 * these. What a ray never comes near cannot change where it hits, so the picture stays the same.
 *
 * @param ray unit direction; spread: how much the ray widens a unit of length (0 for a thin ray)
 * @returns whether anything was selected; `program.span` then holds the stretch of the ray, in
 *   lengths from its origin, that the bounding spheres cover
 */
export function selectAlongRay(program: Program, ray: Float64Array, spread: number): boolean {
  const { ints, floats, state, count, selected, span } = program;
  const dx = ray[0]!;
  const dy = ray[1]!;
  const dz = ray[2]!;
  let found = 0;
  let start = 1e9;
  let end = -1e9;
  for (let i = 0; i < count; i++) {
    const n = i * INTS;
    const f = i * FLOATS;
    const isGroup = ints[n] === KIND.group;
    const reach = floats[f + 3]! + floats[f + 23]!;
    const cy = floats[f + 1]! - state[1]!;
    const cz = floats[f + 2]! - state[2]!;
    let cx = floats[f]! - state[0]!;
    let met = false;
    for (let sides = (ints[n + 1]! & 1) + 1; sides > 0; sides--) {
      const along = cx * dx + cy * dy + cz * dz;
      const wide = spread > 0 && along > -reach ? reach + spread * (along + reach) : reach;
      const square = cx * cx + cy * cy + cz * cz - along * along;
      if (square < wide * wide) {
        met = true;
        if (!isGroup) {
          const half = Math.sqrt(wide * wide - square);
          if (along - half < start) start = along - half;
          if (along + half > end) end = along + half;
        }
      }
      cx = -floats[f]! - state[0]!;
    }
    if (isGroup) {
      if (!met) i += ints[n + 2]!;
    } else if (met) selected[++found] = i;
  }
  selected[0] = found;
  span[0] = start;
  span[1] = end;
  return found > 0;
}

/** Selects the primitives within `reach` of the point in `program.state[0..2]`. */
export function selectNear(program: Program, reach: number): void {
  const { ints, floats, state, count, selected } = program;
  const x = state[0]!;
  const y = state[1]!;
  const z = state[2]!;
  let found = 0;
  for (let i = 0; i < count; i++) {
    const n = i * INTS;
    const f = i * FLOATS;
    const dx = ((ints[n + 1]! & 1) !== 0 && x < 0 ? -x : x) - floats[f]!;
    const dy = y - floats[f + 1]!;
    const dz = z - floats[f + 2]!;
    const wide = floats[f + 3]! + floats[f + 23]! + reach;
    const met = dx * dx + dy * dy + dz * dz < wide * wide;
    if (ints[n] === KIND.group) {
      if (!met) i += ints[n + 2]!;
    } else if (met) selected[++found] = i;
  }
  selected[0] = found;
}

/** Selects every primitive. */
export function selectAll(program: Program): void {
  const { ints, count, selected } = program;
  let found = 0;
  for (let i = 0; i < count; i++) if (ints[i * INTS] !== KIND.group) selected[++found] = i;
  selected[0] = found;
}
