import type { Place } from '#math/candidates';
import { SIDE } from '#world/volume/grid';
import type { Scan } from '#world/volume/phantom';
import { LABEL } from '#world/volume/tissues';

/** What a false alarm may be, in the order in which they are told. */
export const ALARM_KINDS = [
  'vessel across the slice',
  'vessel along the slice',
  'end of a vessel',
  'lung beside a vessel',
  'edge of the lung',
  'clear lung',
  'other organs',
] as const;

export type AlarmKind = (typeof ALARM_KINDS)[number];

/** How near to the middle of a vessel a false alarm is one on it, beyond its radius, in voxels. */
const NEAR = 1;
/** How near to the end of a vessel, in voxels. */
const END = 1.5;

/**
 * What a false alarm is: a vessel that runs at less than 45° from the slice's normal (and so is cut across), one that
 * runs more along the slice, the end of one, or what else is there.
 */
export function alarmKind({ vessels, labels }: Pick<Scan, 'vessels' | 'labels'>, place: Place): AlarmKind {
  let nearest = { away: Number.POSITIVE_INFINITY, steep: false, end: false };
  for (const { path, radii } of vessels) {
    for (const [i, point] of path.entries()) {
      const away = distance(point, place) - radii[i]!;
      if (away >= nearest.away) continue;
      const from = path[Math.max(0, i - 1)]!;
      const to = path[Math.min(path.length - 1, i + 1)]!;
      const steep = Math.abs(to[0] - from[0]) > Math.hypot(to[1] - from[1], to[2] - from[2]);
      const last = path.at(-1)!;
      const goesOn = vessels.some((other) => distance(other.path[0]!, last) < 0.01);
      nearest = { away, steep, end: !goesOn && distance(last, place) <= END };
    }
  }
  if (nearest.away <= NEAR) {
    if (nearest.end) return 'end of a vessel';
    return nearest.steep ? 'vessel across the slice' : 'vessel along the slice';
  }
  const near = labelsAround(labels, place);
  if (near.some((label) => label !== LABEL.lung && label !== LABEL.vessel && label !== LABEL.nodule)) {
    return labels[at(place)] === LABEL.lung ? 'edge of the lung' : 'other organs';
  }
  return near.includes(LABEL.vessel) ? 'lung beside a vessel' : 'clear lung';
}

/** Labels of the voxel and its 26 neighbours. */
function labelsAround(labels: Uint8Array, [z, y, x]: Place): number[] {
  const found: number[] = [];
  for (let k = Math.max(0, z - 1); k <= Math.min(SIDE - 1, z + 1); k++) {
    for (let j = Math.max(0, y - 1); j <= Math.min(SIDE - 1, y + 1); j++) {
      for (let i = Math.max(0, x - 1); i <= Math.min(SIDE - 1, x + 1); i++)
        found.push(labels[at([k, j, i])]!);
    }
  }
  return found;
}

function at([z, y, x]: Place): number {
  return (z * SIDE + y) * SIDE + x;
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
