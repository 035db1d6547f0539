/**
 * A signed distance field as data: a list of primitives in typed arrays, walked by `evaluate`.
 * One function serves every object, so that it stays compiled for numbers and allocates nothing.
 */

/** Primitive kinds; a group is a bounding sphere that lets a selection skip what lies inside it. */
export const KIND = {
  group: 0,
  sphere: 1,
  ellipsoid: 2,
  box: 3,
  capsule: 4,
  cone: 5,
  torus: 6,
  prism: 7,
} as const;

export const FLAG = { mirror: 1, rotated: 2, cut: 4, shell: 8, carve: 16 } as const;

/** Integers a primitive: kind, flags, part, material (for a group: kind, 0, primitives to skip, 0). */
export const INTS = 4;

/**
 * Floats a primitive: 0–2 centre, 3 bounding radius, 4 blend, 5–13 rotation (rows, object to local
 * axes), 14–20 parameters of the kind, 21 cut height, 22 shell thickness, 23 influence: how far beyond
 * its bounding sphere it still shapes the surface, by its own blend or that of a later neighbour.
 */
export const FLOATS = 24;

export interface Program {
  readonly count: number;
  readonly ints: Int32Array;
  readonly floats: Float64Array;
  /** In and out of `evaluate`: x, y, z of the point, then the distance there. */
  readonly state: Float64Array;
  /** Out of `evaluate`: part and material of the nearest primitive. */
  readonly label: Int32Array;
  /** The primitives that `evaluate` walks: their number, then their indices, ascending. */
  readonly selected: Int32Array;
  /** Out of `selectAlongRay`: start and end of the stretch of the ray near the selected ones. */
  readonly span: Float64Array;
  /** Bounding sphere of the whole: centre x, y, z and radius. */
  readonly bound: Float64Array;
}
