import type { Anatomy } from './anatomy.ts';
import { type ScanFactors, stream } from './factors.ts';
import { MIDDLE, type Point } from './grid.ts';
import type { SignedDistance } from './shapes.ts';

/** A vessel from where it leaves its parent (or the lung's root) to where it branches or ends. */
export interface Vessel {
  /** [points], about one voxel apart. */
  path: Point[];
  /** Radius in voxels at each point of the path. */
  radii: number[];
}

/** The thinnest vessel that still branches off, in voxels; thinner ones are out of sight. */
const THINNEST = 0.62;
/** Radius of the vessels at the root, in voxels. */
const THICKEST = [1.3, 1.75] as const;
/** How far a vessel turns towards its aim in a step, and how much of the turn is chance. */
const TURN = 0.2;
const WOBBLE = 0.16;
/** Steps of the thinning out at an end. */
const TIP = 4;

interface Growth {
  lung: SignedDistance;
  random: () => number;
  vessels: Vessel[];
}

/** The vessels of both lungs. They branch by Murray's law: the parent's cubed radius is shared by its children. */
export function growVessels(factors: ScanFactors, { lung, roots }: Anatomy): Vessel[] {
  const vessels: Vessel[] = [];
  roots.forEach((root, side) => {
    for (let stem = 0; stem < factors.vessels; stem++) {
      const random = stream(factors.seed, 'vessels', 2 * stem + side);
      const down = stem % 3 !== 1;
      const [low, high] = THICKEST;
      const outward = root[2] < MIDDLE ? -1 : 1;
      const aside = stem / Math.max(1, factors.vessels - 1) - 0.5;
      const start: Point = [root[0] + (down ? 1 : -1) * (1 + 2 * random()), root[1] + 4 * aside, root[2]];
      grow({ lung, random, vessels }, start, unit([down ? 0.8 : -0.8, 1.6 * aside, outward]), {
        aim: aimOf(random, down, outward),
        radius: low + (high - low) * random(),
        generation: 0,
      });
    }
  });
  return vessels;
}

interface Branch {
  /** The direction that it bends to. */
  aim: Point;
  radius: number;
  generation: number;
}

function grow(growth: Growth, start: Point, direction: Point, { aim, radius, generation }: Branch): void {
  const { lung, random, vessels } = growth;
  const length = (generation === 0 ? 7 : 5) + Math.floor(5 * random());
  const path: Point[] = [start];
  let heading = direction;
  let at = start;
  let stopped = false;
  for (let step = 0; step < length; step++) {
    heading = unit(
      heading.map((value, axis) => {
        return value + TURN * aim[axis]! + WOBBLE * (2 * random() - 1);
      }) as unknown as Point,
    );
    heading = turnInward(lung, at, heading, radius);
    const next = along(at, heading, 1);
    const rooting = generation === 0 && step < 6;
    if (!rooting && lung(...next) > -radius - 0.4) {
      stopped = true;
      break;
    }
    path.push(next);
    at = next;
  }
  const share = 0.3 + 0.4 * random();
  const thinner = [radius * Math.cbrt(share), radius * Math.cbrt(1 - share)];
  const children = stopped ? [] : thinner.filter((child) => child >= THINNEST);
  const radii = path.map(() => radius);
  if (children.length === 0) {
    const steps = Math.min(TIP, path.length - 1);
    for (let i = 0; i < steps; i++) radii[path.length - 1 - i] = radius * (0.3 + (0.7 * i) / steps);
  }
  if (path.length > 1) vessels.push({ path, radii });
  const side = across(heading, random);
  children.forEach((child, i) => {
    const sign = children.length === 1 ? 0.6 : i === 0 ? 1 : -1;
    const away = unit(heading.map((value, axis) => value + sign * 0.75 * side[axis]!) as unknown as Point);
    const branchAim = aimOf(random, heading[0] > 0 !== random() < 0.12, away[2] < 0 ? -1 : 1);
    grow(growth, at, away, { aim: branchAim, radius: child, generation: generation + 1 });
  });
}

/** Mostly up or down, as in the lower and upper parts of a lung; so most vessels cross an axial slice. */
function aimOf(random: () => number, down: boolean, outward: number): Point {
  const slant = 0.75 * random() ** 1.5;
  const angle = Math.PI * (random() - 0.5);
  return unit([down ? 1 : -1, slant * Math.sin(angle) * 1.3, slant * Math.cos(angle) * outward]);
}

/** Bends a heading away from the lung's surface where that comes near. */
function turnInward(lung: SignedDistance, at: Point, heading: Point, radius: number): Point {
  const ahead = along(at, heading, 2);
  const room = -lung(...ahead);
  const wanted = radius + 1.5;
  if (room >= wanted) return heading;
  const step = 0.5;
  const slope = unit([
    lung(ahead[0] + step, ahead[1], ahead[2]) - lung(ahead[0] - step, ahead[1], ahead[2]),
    lung(ahead[0], ahead[1] + step, ahead[2]) - lung(ahead[0], ahead[1] - step, ahead[2]),
    lung(ahead[0], ahead[1], ahead[2] + step) - lung(ahead[0], ahead[1], ahead[2] - step),
  ]);
  const strength = Math.min(0.3, 0.15 * (wanted - room));
  return unit(heading.map((value, axis) => value - strength * slope[axis]!) as unknown as Point);
}

function along(at: Point, heading: Point, distance: number): Point {
  return [at[0] + distance * heading[0], at[1] + distance * heading[1], at[2] + distance * heading[2]];
}

/** A chance direction at right angles to another. */
function across(heading: Point, random: () => number): Point {
  const other = unit([random() - 0.5, random() - 0.5, random() - 0.5]);
  const dot = heading[0] * other[0] + heading[1] * other[1] + heading[2] * other[2];
  return unit(other.map((value, axis) => value - dot * heading[axis]!) as unknown as Point);
}

function unit([z, y, x]: Point): Point {
  const length = Math.sqrt(z * z + y * y + x * x);
  return length === 0 ? [1, 0, 0] : [z / length, y / length, x / length];
}
