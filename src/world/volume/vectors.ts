import type { Point } from './grid.ts';

export function plus(a: Point, b: Point): Point {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function minus(a: Point, b: Point): Point {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/** The place so far from `at` along `way`, in lengths of `way`. */
export function along(at: Point, way: Point, distance: number): Point {
  return [at[0] + distance * way[0], at[1] + distance * way[1], at[2] + distance * way[2]];
}

/** The distance between two places. */
export function apart(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** The vector of length 1 in the same direction; [1, 0, 0] for none. */
export function unit([z, y, x]: Point): Point {
  const length = Math.sqrt(z * z + y * y + x * x);
  return length === 0 ? [1, 0, 0] : [z / length, y / length, x / length];
}

export function scaled([z, y, x]: Point, by: number): Point {
  return [z * by, y * by, x * by];
}
