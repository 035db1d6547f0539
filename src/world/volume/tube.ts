import type { Point } from './grid.ts';
import { type SignedDistance, segmentDistance } from './shapes.ts';

/** A piece of a tube and the box that holds it. */
export interface TubePiece {
  distance: SignedDistance;
  from: Point;
  to: Point;
}

/**
 * A tube along a path of straight pieces.
 *
 * @param radii [points of the path]
 */
export function tubeOf(path: readonly Point[], radii: readonly number[]): TubePiece[] {
  const pieces: TubePiece[] = [];
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [path[i - 1]!, path[i]!];
    const reach = Math.max(radii[i - 1]!, radii[i]!) + 1;
    pieces.push({
      distance: segmentDistance(a, b, radii[i - 1]!, radii[i]!),
      from: around(a, b, Math.min, -reach),
      to: around(a, b, Math.max, reach),
    });
  }
  return pieces;
}

function around(a: Point, b: Point, choose: (p: number, q: number) => number, reach: number): Point {
  return [choose(a[0], b[0]) + reach, choose(a[1], b[1]) + reach, choose(a[2], b[2]) + reach];
}
