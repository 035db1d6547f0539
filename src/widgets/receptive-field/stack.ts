import type { Box } from './layout.ts';

/** Screen coordinates of the layers' planes, drawn one above another, each in oblique projection. */
export interface StackLayout {
  width: number;
  height: number;
  /** An SVG matrix a plane, from pixels of the picture to the screen; the picture's plane is the last row. */
  planes: { a: number; c: number; d: number; x: number; y: number }[];
}

export interface Point {
  x: number;
  y: number;
}

/** Part of a row's height that its plane takes. */
const FILL = 0.8;
/** Part of the width by which a plane leans. */
const LEAN = 0.34;

/**
 * Lays out the planes beside the rows of a table.
 *
 * @param count planes, the picture's included; plane 0 (the picture) lies in the last row
 * @param width of the drawing; rowHeight: of a row of the table
 * @param side of the picture, in pixels: every plane covers it
 */
export function stackLayout(count: number, width: number, rowHeight: number, side: number): StackLayout {
  const lean = width * LEAN;
  const a = (width - lean - 2) / side;
  const c = -lean / side;
  const d = (rowHeight * FILL) / side;
  const planes = Array.from({ length: count }, (_, plane) => ({
    a,
    c,
    d,
    x: lean + 1,
    y: (count - 1 - plane + (1 - FILL) / 2) * rowHeight,
  }));
  return { width, height: count * rowHeight, planes };
}

/** A point of the picture on a plane, on the screen. */
export function project(plane: StackLayout['planes'][number], x: number, y: number): Point {
  return { x: plane.x + plane.a * x + plane.c * y, y: plane.y + plane.d * y };
}

/** The point of the picture that lies under a point of the screen, on a plane. */
export function unproject(plane: StackLayout['planes'][number], point: Point): Point {
  const y = (point.y - plane.y) / plane.d;
  return { x: (point.x - plane.x - plane.c * y) / plane.a, y };
}

/** Corners of a box on a plane, clockwise from its top left. */
export function corners(plane: StackLayout['planes'][number], box: Box): Point[] {
  const { x, y, width, height } = box;
  return [
    project(plane, x, y),
    project(plane, x + width, y),
    project(plane, x + width, y + height),
    project(plane, x, y + height),
  ];
}

/** The faces between a box on one plane and a box on the next, as SVG points. */
export function faces(upper: readonly Point[], lower: readonly Point[]): string[] {
  return upper.map((corner, i) => {
    const next = (i + 1) % upper.length;
    return [corner, upper[next]!, lower[next]!, lower[i]!].map(({ x, y }) => `${x},${y}`).join(' ');
  });
}

/** Lines between the cells of a map, as an SVG path in pixels of the picture; '' where they would make a grey. */
export function gridPath(cells: number, side: number): string {
  if (cells > 16) return '';
  let path = '';
  for (let i = 1; i < cells; i++) {
    const place = (i * side) / cells;
    path += `M${place} 0V${side}M0 ${place}H${side}`;
  }
  return path;
}
