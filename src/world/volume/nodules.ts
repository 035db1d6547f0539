import type { Anatomy } from './anatomy.ts';
import { type ScanFactors, stream } from './factors.ts';
import { type Point, SIDE } from './grid.ts';
import { segmentDistance } from './shapes.ts';
import { apart } from './vectors.ts';
import type { Vessel } from './vessel-tree.ts';

/** A ball in a lung. */
export interface Nodule {
  centre: Point;
  /** In voxels. */
  radius: number;
  /** Whether it sits on the lung's surface. */
  adherent: boolean;
}

/** The least radius of a nodule in voxels: every ball of it holds the middle of a voxel. */
export const LEAST_RADIUS = 0.9;
/** Share of nodules that sit on the lung's surface. */
const ADHERENT = 0.08;
/** Room left between a nodule and a vessel, another nodule, or the surface of the lung, in voxels. */
const GAP = 1.2;
const TRIES = 3000;

/**
 * Puts nodules where there is room in the lungs. Each has the radius of a place of the vessels, drawn evenly along
 * their length (leaving out the finest), so that neither is the thicker. The first nodules stay where they are when more are asked for.
 *
 * @returns fewer than asked for when the lungs are full
 */
export function placeNodules(factors: ScanFactors, { lung }: Anatomy, vessels: readonly Vessel[]): Nodule[] {
  const radii = vessels.flatMap((vessel) => vessel.radii).filter((radius) => radius >= LEAST_RADIUS);
  const usual = radii.reduce((sum, radius) => sum + radius, 0) / Math.max(1, radii.length) || LEAST_RADIUS;
  const clearance = vesselDistance(vessels);
  const nodules: Nodule[] = [];
  for (let part = 0; part < factors.nodules; part++) {
    const random = stream(factors.seed, 'nodules', part);
    const drawn = radii[Math.floor(random() * radii.length)] ?? LEAST_RADIUS;
    const radius = factors.noduleRadius === null ? drawn : (drawn * factors.noduleRadius) / usual;
    const adherent = random() < ADHERENT;
    for (let tries = 0; tries < TRIES; tries++) {
      const centre: Point = [random() * SIDE, random() * SIDE, random() * SIDE];
      const depth = -lung(...centre);
      if (adherent ? Math.abs(depth - 0.8 * radius) > 0.25 : depth < radius + GAP) continue;
      if (clearance(centre, radius + GAP)) continue;
      if (nodules.some((other) => apart(other.centre, centre) < other.radius + radius + 2 * GAP)) continue;
      nodules.push({ centre, radius, adherent });
      break;
    }
  }
  return nodules;
}

/** Whether a vessel comes nearer to a place than some room. */
function vesselDistance(vessels: readonly Vessel[]): (at: Point, room: number) => boolean {
  const pieces = vessels.flatMap(({ path, radii }) =>
    path.slice(1).map((point, i) => ({
      middle: point,
      reach: radii[i]! + 1,
      distance: segmentDistance(path[i]!, point, radii[i]!, radii[i + 1]!),
    })),
  );
  return (at, room) =>
    pieces.some(({ middle, reach, distance }) => apart(middle, at) < room + reach && distance(...at) < room);
}
