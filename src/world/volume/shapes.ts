import type { Point } from './grid.ts';

/** Signed distance to a shape's surface in voxels, negative inside. */
export type SignedDistance = (z: number, y: number, x: number) => number;

/** An ellipsoid along the axes of the scan. */
export interface Ellipsoid {
  centre: Point;
  /** Half its length along each axis. */
  radii: Point;
}

/**
 * Share of a voxel that lies inside a shape, from the distance of its middle to the surface: the surface is taken as
 * a plane across the voxel.
 */
export function coverage(distance: number): number {
  return distance <= -0.5 ? 1 : distance >= 0.5 ? 0 : 0.5 - distance;
}

/** About the distance to an ellipsoid (Quilez 2008): exact on the surface and for balls, to first order near it. */
export function ellipsoidDistance({ centre, radii }: Ellipsoid): SignedDistance {
  const [cz, cy, cx] = centre;
  const [rz, ry, rx] = radii;
  const least = Math.min(rz, ry, rx);
  return (z, y, x) => {
    const dz = (z - cz) / rz;
    const dy = (y - cy) / ry;
    const dx = (x - cx) / rx;
    const outward = Math.sqrt(dz * dz + dy * dy + dx * dx);
    if (outward === 0) return -least;
    const slope = Math.sqrt((dz / rz) ** 2 + (dy / ry) ** 2 + (dx / rx) ** 2);
    return (outward * (outward - 1)) / slope;
  };
}

/** Distance to a ball. */
export function ballDistance(centre: Point, radius: number): SignedDistance {
  const [cz, cy, cx] = centre;
  return (z, y, x) => Math.sqrt((z - cz) ** 2 + (y - cy) ** 2 + (x - cx) ** 2) - radius;
}

/** Distance to a straight tube with round ends, whose radius changes evenly from one end to the other. */
export function segmentDistance(
  [az, ay, ax]: Point,
  [bz, by, bx]: Point,
  radiusA: number,
  radiusB: number,
): SignedDistance {
  const [lz, ly, lx] = [bz - az, by - ay, bx - ax];
  const square = lz * lz + ly * ly + lx * lx;
  return (z, y, x) => {
    const [pz, py, px] = [z - az, y - ay, x - ax];
    const along = square === 0 ? 0 : Math.min(1, Math.max(0, (pz * lz + py * ly + px * lx) / square));
    const [dz, dy, dx] = [pz - along * lz, py - along * ly, px - along * lx];
    return Math.sqrt(dz * dz + dy * dy + dx * dx) - (radiusA + along * (radiusB - radiusA));
  };
}
