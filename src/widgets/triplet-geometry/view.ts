import type { Point, Space, Triplet } from './points.ts';
import { ROLES } from './points.ts';

/** What part of the plane is seen: from −x to x and from −y to y, at least. */
export interface View {
  x: number;
  y: number;
}

const PLANE: View = { x: 1.6, y: 1.28 };
const CIRCLE: View = { x: 1.4, y: 1.4 };
/** Points keep so far from the frame, as a share of the view. */
const INSIDE = 0.93;

/** The view at a zoom: 1, 2, 4 … times the smallest. The circle is always seen whole. */
export function viewAt(space: Space, zoom: number): View {
  return space === 'circle' ? CIRCLE : { x: PLANE.x * zoom, y: PLANE.y * zoom };
}

/** The smallest zoom (a power of two) that shows all points of all triplets. */
export function zoomFor(triplets: readonly Triplet[]): number {
  let zoom = 1;
  const fits = ([x, y]: Point) =>
    Math.abs(x) <= PLANE.x * zoom * INSIDE && Math.abs(y) <= PLANE.y * zoom * INSIDE;
  while (zoom < 64 && !triplets.every((points) => ROLES.every((role) => fits(points[role])))) zoom *= 2;
  return zoom;
}

/** The nearest place within the view of the plane. */
export function insideView([x, y]: Point, zoom: number): Point {
  const clamp = (value: number, edge: number) => Math.min(edge, Math.max(-edge, value));
  return [clamp(x, PLANE.x * zoom * INSIDE), clamp(y, PLANE.y * zoom * INSIDE)];
}
