/** A place in a volume, [z, y, x] in voxels. */
export type Place = readonly [z: number, y: number, x: number];

/** A place where a network says that a nodule is, and how sure it is. */
export interface Candidate {
  place: Place;
  /** The network's answer there. */
  value: number;
}

/** A thing that is really there. */
export interface Ball {
  centre: Place;
  radius: number;
}

/** How candidates are found and judged, everywhere on this site; lengths in voxels. */
export const CANDIDATES = {
  /** Of two maxima nearer than this, only the higher is a candidate. */
  apart: 3,
  /** A candidate has found a ball when it lies within its radius and this much more. */
  tolerance: 1,
  /** At most so many candidates a scan, the highest. */
  most: 200,
} as const;

/**
 * The local maxima of a volume of answers (no neighbour of the 26 is higher), highest first.
 *
 * @param answers [size], row-major
 * @param size [z, y, x], in voxels
 * @param least maxima below this value don't count
 */
export function findCandidates(
  answers: ArrayLike<number>,
  size: readonly [number, number, number],
  {
    least = Number.NEGATIVE_INFINITY,
    apart = CANDIDATES.apart,
    most = CANDIDATES.most,
  }: { least?: number; apart?: number; most?: number } = {},
): Candidate[] {
  const maxima = localMaxima(answers, size, least).sort((a, b) => b.value - a.value);
  const kept: Candidate[] = [];
  for (const maximum of maxima) {
    if (kept.length === most) break;
    if (!kept.some((higher) => distance(higher.place, maximum.place) < apart)) kept.push(maximum);
  }
  return kept;
}

function localMaxima(
  answers: ArrayLike<number>,
  [depth, height, width]: readonly [number, number, number],
  least: number,
): Candidate[] {
  const maxima: Candidate[] = [];
  for (let z = 0, at = 0; z < depth; z++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at++) {
        const value = answers[at]!;
        if (!(value >= least) || !isMaximum(z, y, x, value)) continue;
        maxima.push({ place: [z, y, x], value });
      }
    }
  }
  return maxima;

  /** Of neighbours with the same value the first counts. */
  function isMaximum(z: number, y: number, x: number, value: number): boolean {
    const own = (z * height + y) * width + x;
    for (let k = Math.max(0, z - 1); k <= Math.min(depth - 1, z + 1); k++) {
      for (let j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
        for (let i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
          const at = (k * height + j) * width + i;
          const other = answers[at]!;
          if (other > value || (other === value && at < own)) return false;
        }
      }
    }
    return true;
  }
}

/**
 * Which ball each candidate has found: the nearest of those within reach, by its place in the list; null for a false
 * alarm. Several candidates may have found the same one.
 */
export function matchCandidates(
  candidates: readonly Candidate[],
  balls: readonly Ball[],
  tolerance: number = CANDIDATES.tolerance,
): (number | null)[] {
  return candidates.map(({ place }) => {
    let found: number | null = null;
    let nearest = Number.POSITIVE_INFINITY;
    balls.forEach(({ centre, radius }, ball) => {
      const away = distance(place, centre);
      if (away > radius + tolerance || away >= nearest) return;
      nearest = away;
      found = ball;
    });
    return found;
  });
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
