import { FLAG, KIND } from './program.ts';

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

/** Sets the influence of every primitive, and of every group to the widest of its primitives'. */
export function setInfluence(entries: readonly Entry[]): void {
  entries.forEach((entry, i) => {
    if (entry.ints[0] === KIND.group) return;
    let influence = entry.floats[4]!;
    for (const later of entries.slice(i + 1)) {
      const blend = later.floats[4]!;
      if (later.ints[0] !== KIND.group && blend > influence && areNear(entry, later, blend))
        influence = blend;
    }
    entry.floats[23] = influence;
  });
  entries.forEach((entry, i) => {
    if (entry.ints[0] !== KIND.group) return;
    const inside = entries.slice(i + 1, i + 1 + entry.ints[2]);
    entry.floats[23] = Math.max(...inside.map((primitive) => primitive.floats[23]!));
  });
}

function areNear(a: Entry, b: Entry, gap: number): boolean {
  const reach = a.floats[3]! + b.floats[3]! + gap;
  const dy = a.floats[1]! - b.floats[1]!;
  const dz = a.floats[2]! - b.floats[2]!;
  const mirrored = ((a.ints[1] | b.ints[1]) & FLAG.mirror) !== 0;
  const dx = mirrored
    ? Math.abs(Math.abs(a.floats[0]!) - Math.abs(b.floats[0]!))
    : a.floats[0]! - b.floats[0]!;
  return dx * dx + dy * dy + dz * dz < reach * reach;
}
