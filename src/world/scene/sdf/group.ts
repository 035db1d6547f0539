import { FLAG } from './program.ts';

/** One primitive under construction: see `Program` for what the numbers mean. */
export interface Entry {
  ints: [number, number, number, number];
  floats: number[];
}

/**
 * A sphere around the bounding spheres of a group's primitives, the widest of their blends, and
 * whether all of them are mirrored, so that the sphere may be mirrored too instead of spanning both sides.
 */
export function groupBound(inside: readonly Entry[]): {
  centre: number[];
  radius: number;
  blend: number;
  mirror: boolean;
} {
  const mirror = inside.every((entry) => (entry.ints[1] & FLAG.mirror) !== 0);
  const spheres: number[][] = [];
  let blend = 0;
  for (const { ints, floats } of inside) {
    const [x, y, z, radius] = floats as [number, number, number, number];
    spheres.push([x, y, z, radius]);
    if (!mirror && (ints[1] & FLAG.mirror) !== 0) spheres.push([-x, y, z, radius]);
    blend = Math.max(blend, floats[4]!);
  }
  const centre = [0, 1, 2].map((axis) => {
    const low = Math.min(...spheres.map((sphere) => sphere[axis]! - sphere[3]!));
    const high = Math.max(...spheres.map((sphere) => sphere[axis]! + sphere[3]!));
    return (low + high) / 2;
  });
  let radius = 0;
  for (const [x, y, z, r] of spheres as [number, number, number, number][]) {
    radius = Math.max(radius, Math.hypot(x - centre[0]!, y - centre[1]!, z - centre[2]!) + r);
  }
  return { centre, radius, blend, mirror };
}
