/** Distances and blends beside those of `scene/sdf/primitives.ts`; lengths in units of the head (half width about 0.7). */

export function clamp01(t: number): number {
  return t < 0 ? 0 : Math.min(t, 1);
}

export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** 0 below `from`, 1 above `to`, smooth between. */
export function rise(from: number, to: number, x: number): number {
  const t = clamp01((x - from) / (to - from));
  return t * t * (3 - 2 * t);
}

/** A smooth bump: 1 at 0, 0 from ±1 on. */
export function bump(x: number): number {
  const t = 1 - x * x;
  return t <= 0 ? 0 : t * t;
}

/** Distance to a capsule between two points, radius r1 at the first and r2 at the second. */
export function segment(
  x: number,
  y: number,
  z: number,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  r1: number,
  r2: number,
): number {
  const px = x - ax;
  const py = y - ay;
  const pz = z - az;
  const dx = bx - ax;
  const dy = by - ay;
  const dz = bz - az;
  const h = clamp01((px * dx + py * dy + pz * dz) / (dx * dx + dy * dy + dz * dz));
  const ex = px - dx * h;
  const ey = py - dy * h;
  const ez = pz - dz * h;
  return Math.sqrt(ex * ex + ey * ey + ez * ez) - (r1 + (r2 - r1) * h);
}
