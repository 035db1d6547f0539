import type { Anatomy } from './anatomy.ts';
import { type ScanFactors, stream } from './factors.ts';
import { MIDDLE, type Point } from './grid.ts';
import type { SignedDistance } from './shapes.ts';
import { along, apart, minus, plus, unit } from './vectors.ts';

/** A vessel from where it leaves its parent (or the lung's root) to where it branches or ends. */
export interface Vessel {
  /** [points], about one voxel apart. */
  path: Point[];
  /** Radius in voxels at each point of the path. */
  radii: number[];
}

/** The thinnest vessel that still branches off, in voxels; thinner ones are out of sight. */
const THINNEST = 0.76;
/** Radius of the vessels at the root, in voxels. */
const THICKEST = [1.1, 1.6] as const;
/** Length of a vessel between branchings, in voxels. */
const LENGTH = [7, 13] as const;
/** Slant against the upright, in radians. Most vessels are steep, so most cross an axial slice. */
const SLANT = [0, 0.65] as const;
/** Share of branches that turn from upward to downward, or back. */
const TURNS = 0.05;
/** Places that a vessel could go to, of which it takes the emptiest. */
const CHOICES = 10;
/** Points over which a vessel that ends grows thin. */
const TIP = 4;

interface Branch {
  start: Point;
  heading: Point;
  /** 1 towards the feet, −1 towards the head. */
  upright: number;
  radius: number;
  /** The vessel that it leaves; null at the lung's root, where it first leaves the middle of the chest. */
  parent: Vessel | null;
}

/**
 * The vessels of both lungs: from its root to wherever a lung is still empty, branch by branch. They branch by
 * Murray's law: the parent's cubed radius is shared by its children.
 */
export function growVessels(factors: ScanFactors, { lung, roots }: Anatomy): Vessel[] {
  return roots.flatMap((root, side) => {
    const random = stream(factors.seed, 'vessels', side);
    const own: SignedDistance = (z, y, x) => (root[2] < MIDDLE === x < MIDDLE ? lung(z, y, x) : 1);
    const outward = root[2] < MIDDLE ? -1 : 1;
    const vessels: Vessel[] = [];
    const waiting: Branch[] = [];
    for (let stem = 0; stem < factors.vessels; stem++) {
      const upright = stem % 5 === 1 || stem % 5 === 3 ? -1 : 1;
      const start: Point = [root[0] + upright * random() * 2.5, root[1] + 5 * (random() - 0.5), root[2]];
      const heading = unit([upright * 0.4, random() - 0.5, outward]);
      waiting.push({ start, heading, upright, radius: between(THICKEST, random()), parent: null });
    }
    const parents = new Set<Vessel | null>();
    for (let branch = waiting.shift(); branch; branch = waiting.shift()) {
      const goal = emptiest(branch, own, vessels, random);
      if (!goal) continue;
      const vessel = bend(branch, goal);
      vessels.push(vessel);
      parents.add(branch.parent);
      waiting.push(...branchOff(branch, vessel, random));
    }
    for (const vessel of vessels) if (!parents.has(vessel)) thinOut(vessel);
    return vessels;
  });
}

/**
 * Of a few places in the lung that a branch could go to, the farthest from all vessels so far. Where the lung has no
 * room for a whole branch, a short one is tried, which may bend aside.
 */
function emptiest(
  { start, upright, radius, parent }: Branch,
  lung: SignedDistance,
  vessels: readonly Vessel[],
  random: () => number,
): Point | null {
  let best: Point | null = null;
  let most = 0;
  for (let choice = 0; choice < 2 * CHOICES && !(best && choice >= CHOICES); choice++) {
    const tight = choice >= CHOICES;
    const length = between(LENGTH, random()) * (parent ? 1 : 1.25) * (tight ? 0.55 : 1);
    const slant = between(SLANT, random()) + (parent ? 0 : 0.3) + (tight ? 0.3 : 0);
    const around = 2 * Math.PI * random();
    const way: Point = [
      upright * Math.cos(slant),
      Math.sin(slant) * Math.sin(around),
      Math.sin(slant) * Math.cos(around),
    ];
    const end = along(start, way, length);
    if (lung(...end) > -radius - 0.6) continue;
    const room = Math.min(nearest(vessels, end), 2 * nearest(vessels, along(start, way, 0.6 * length)));
    if (room > most) {
      most = room;
      best = end;
    }
  }
  return best;
}

function nearest(vessels: readonly Vessel[], at: Point): number {
  let least = Infinity;
  for (const { path } of vessels) {
    for (const point of path) least = Math.min(least, apart(point, at));
  }
  return least;
}

/** A curve that leaves with the branch's heading and ends at the goal (a quadratic Bézier curve). */
function bend({ start, heading, radius, parent }: Branch, goal: Point): Vessel {
  const way = minus(goal, start);
  const length = apart(goal, start);
  const first = unit(plus(heading, unit(way)));
  const control = along(start, first, (parent ? 0.45 : 0.6) * length);
  const steps = Math.max(2, Math.round(1.1 * length));
  const path: Point[] = [];
  for (let step = 0; step <= steps; step++) {
    const t = step / steps;
    const a = (1 - t) ** 2;
    const b = 2 * t * (1 - t);
    const c = t * t;
    path.push([
      a * start[0] + b * control[0] + c * goal[0],
      a * start[1] + b * control[1] + c * goal[1],
      a * start[2] + b * control[2] + c * goal[2],
    ]);
  }
  return { path, radii: path.map(() => radius) };
}

/** The two branches at a vessel's end; those that would be too thin are left out. */
function branchOff({ upright, radius }: Branch, parent: Vessel, random: () => number): Branch[] {
  const { path } = parent;
  const start = path.at(-1)!;
  const heading = unit(minus(start, path.at(-2)!));
  const share = 0.3 + 0.4 * random();
  return [share, 1 - share]
    .map((part) => radius * Math.cbrt(part))
    .filter((child) => child >= THINNEST)
    .map((child) => ({
      start,
      heading,
      upright: random() < TURNS ? -upright : upright,
      radius: child,
      parent,
    }));
}

function thinOut({ radii }: Vessel): void {
  const steps = Math.min(TIP, radii.length - 1);
  for (let i = 0; i < steps; i++) {
    const at = radii.length - 1 - i;
    radii[at] = radii[at]! * (0.3 + (0.7 * i) / steps);
  }
}

function between([low, high]: readonly [number, number], share: number): number {
  return low + (high - low) * share;
}
