/** A point of the screen, in pixels. */
export interface Point {
  x: number;
  y: number;
}

/** Where one pixel along x, y and z of a block leads on the screen. y points down, z away from the eye. */
export interface Basis {
  x: Point;
  y: Point;
  z: Point;
}

/** Along z a picture leans back, and its front keeps its shape. */
export const OBLIQUE: Basis = { x: { x: 1, y: 0 }, y: { x: 0, y: 1 }, z: { x: 0.5, y: -0.42 } };
/** A line of cells: its channels lie behind it, seen from higher up. */
export const LANES: Basis = { x: { x: 1, y: 0 }, y: { x: 0, y: 1 }, z: { x: 0.22, y: -0.62 } };
export const ISOMETRIC: Basis = {
  x: { x: 0.866, y: 0.42 },
  y: { x: 0, y: 1 },
  z: { x: 0.72, y: -0.42 },
};

/** A block on the screen: where its first corner lies, and pixels a cell along x, y and z. */
export interface Frame {
  basis: Basis;
  origin: Point;
  unit: readonly [x: number, y: number, z: number];
}

/** Cells from, up to, along x, y and z. */
export interface Box {
  from: readonly [number, number, number];
  to: readonly [number, number, number];
}

export type FaceName = 'front' | 'top' | 'side';
export const FACES: readonly FaceName[] = ['front', 'top', 'side'];
/** The two directions along which a face extends, and the one that is fixed, as 0 (x), 1 (y), 2 (z). */
export const FACE_AXES: Record<FaceName, readonly [across: number, along: number, fixed: number]> = {
  front: [0, 1, 2],
  top: [0, 2, 1],
  side: [2, 1, 0],
};

export function project(frame: Frame, x: number, y: number, z: number): Point {
  const { basis, origin, unit } = frame;
  const [px, py, pz] = [x * unit[0], y * unit[1], z * unit[2]];
  return {
    x: origin.x + px * basis.x.x + py * basis.y.x + pz * basis.z.x,
    y: origin.y + px * basis.x.y + py * basis.y.y + pz * basis.z.y,
  };
}

/** The corners of a face that can be seen: front (nearest), top, and side (the last along x). */
export function face(frame: Frame, box: Box, name: FaceName): Point[] {
  const { from, to } = box;
  const corner = (x: number, y: number, z: number) => project(frame, x, y, z);
  const [x0, y0, z0] = from;
  const [x1, y1, z1] = to;
  if (name === 'front')
    return [corner(x0, y0, z0), corner(x1, y0, z0), corner(x1, y1, z0), corner(x0, y1, z0)];
  if (name === 'top') return [corner(x0, y0, z0), corner(x1, y0, z0), corner(x1, y0, z1), corner(x0, y0, z1)];
  return [corner(x1, y0, z0), corner(x1, y0, z1), corner(x1, y1, z1), corner(x1, y1, z0)];
}

export function outline(points: readonly Point[]): string {
  return `M${points.map(({ x, y }) => `${round(x)},${round(y)}`).join('L')}Z`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The lines between the cells of a face; '' where cells are narrower than `least` pixels. */
export function gridLines(frame: Frame, box: Box, name: FaceName, least = 4): string {
  const [across, along, fixed] = FACE_AXES[name];
  const at = fixed === 0 ? box.to[0] : box.from[fixed]!;
  const lines: string[] = [];
  const line = (moving: number, value: number, other: number) => {
    const ends = [box.from[other]!, box.to[other]!].map((end) => {
      const place: [number, number, number] = [at, at, at];
      place[moving] = value;
      place[other] = end;
      return project(frame, ...place);
    });
    lines.push(`M${ends.map(({ x, y }) => `${round(x)},${round(y)}`).join('L')}`);
  };
  for (const [moving, other] of [
    [across, along],
    [along, across],
  ] as const) {
    if (frame.unit[moving]! < least) continue;
    for (let value = Math.ceil(box.from[moving]!) + 1; value < box.to[moving]!; value++)
      line(moving, value, other);
  }
  return lines.join('');
}

/** Width and height on the screen of a block so many pixels long along x, y and z. */
export function extent(
  basis: Basis,
  lengths: readonly [number, number, number],
): { left: number; top: number; width: number; height: number } {
  const spread = (part: 'x' | 'y') => {
    const reaches = [lengths[0] * basis.x[part], lengths[1] * basis.y[part], lengths[2] * basis.z[part]];
    const low = reaches.reduce((sum, reach) => sum + Math.min(0, reach), 0);
    const high = reaches.reduce((sum, reach) => sum + Math.max(0, reach), 0);
    return [low, high] as const;
  };
  const [left, right] = spread('x');
  const [top, bottom] = spread('y');
  return { left, top, width: right - left, height: bottom - top };
}

/** Where on a face a point of the screen lies, in cells along the face's two directions. */
export function onFace(
  frame: Frame,
  box: Box,
  name: FaceName,
  point: Point,
): [across: number, along: number] {
  const [across, along] = FACE_AXES[name];
  const [corner] = face(frame, box, name) as [Point];
  const directions = [frame.basis.x, frame.basis.y, frame.basis.z];
  const [a, b] = [directions[across]!, directions[along]!];
  const determinant = a.x * b.y - a.y * b.x;
  const [dx, dy] = [point.x - corner.x, point.y - corner.y];
  const first = (dx * b.y - dy * b.x) / determinant / frame.unit[across]!;
  const second = (a.x * dy - a.y * dx) / determinant / frame.unit[along]!;
  return [box.from[across]! + first, box.from[along]! + second];
}
