/** One of the axes of a volume: 0 depth (head to feet), 1 height (front to back), 2 width (right to left). */
export type Axis = 0 | 1 | 2;
export type Place = readonly [z: number, y: number, x: number];
export type Size = readonly [depth: number, height: number, width: number];

export const PLANE_NAMES = ['axial', 'coronal', 'sagittal'] as const;
export type PlaneName = (typeof PLANE_NAMES)[number];

/** A family of slices: the axis that they are counted along, and those of their rows and columns. */
export interface Plane {
  name: PlaneName;
  title: string;
  /** What a slice of it cuts apart. */
  said: string;
  normal: Axis;
  rows: Axis;
  columns: Axis;
  /** The ends of rows and columns, as letters on the picture. */
  ends: { left: string; right: string; top: string; bottom: string };
}

export const PLANES: Record<PlaneName, Plane> = {
  axial: {
    name: 'axial',
    title: 'Axial',
    said: 'head from feet',
    ...{ normal: 0, rows: 1, columns: 2 },
    ends: { left: 'R', right: 'L', top: 'A', bottom: 'P' },
  },
  coronal: {
    name: 'coronal',
    title: 'Coronal',
    said: 'front from back',
    ...{ normal: 1, rows: 0, columns: 2 },
    ends: { left: 'R', right: 'L', top: 'H', bottom: 'F' },
  },
  sagittal: {
    name: 'sagittal',
    title: 'Sagittal',
    said: 'right from left',
    ...{ normal: 2, rows: 0, columns: 1 },
    ends: { left: 'A', right: 'P', top: 'H', bottom: 'F' },
  },
};

/** The name of each axis in the options. */
export const AXIS_OPTIONS = ['z', 'y', 'x'] as const;

/**
 * One slice of a volume, row-major.
 *
 * @param values [depth, height, width]
 * @param at which slice, counted along the plane's normal
 */
export function sliceOf<T extends Float32Array | Uint8Array>(
  values: T,
  size: Size,
  { normal, rows, columns }: Plane,
  at: number,
): T {
  const steps = [size[1] * size[2], size[2], 1];
  const slice = new (values.constructor as new (length: number) => T)(size[rows] * size[columns]);
  const start = at * steps[normal]!;
  let to = 0;
  for (let row = 0; row < size[rows]; row++) {
    let from = start + row * steps[rows]!;
    for (let column = 0; column < size[columns]; column++, from += steps[columns]!)
      slice[to++] = values[from]!;
  }
  return slice;
}

/** A place moved along an axis, kept within the volume. */
export function moved(place: Place, axis: Axis, to: number, size: Size): Place {
  const next = [...place] as [number, number, number];
  next[axis] = Math.min(size[axis] - 1, Math.max(0, Math.round(to)));
  return next;
}

/** The radius of the circle in which a slice cuts a ball, 0 when it misses it. */
export function cutRadius(centre: Place, radius: number, axis: Axis, at: number): number {
  return Math.sqrt(Math.max(0, radius ** 2 - (at - centre[axis]) ** 2));
}
