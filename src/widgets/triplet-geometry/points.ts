/** Where an encoding lies: x to the right, y upwards. */
export type Point = readonly [x: number, y: number];

export const ROLES = ['anchor', 'positive', 'negative'] as const;
export type Role = (typeof ROLES)[number];
export type Triplet = Readonly<Record<Role, Point>>;

/** 'plane': any place. 'circle': encodings of length 1. */
export const SPACES = ['plane', 'circle'] as const;
export type Space = (typeof SPACES)[number];

export const LETTERS: Record<Role, string> = { anchor: 'A', positive: 'P', negative: 'N' };

/** No coordinate goes beyond. */
export const FARTHEST = 50;

export function mapRoles<T>(make: (role: Role) => T): Record<Role, T> {
  return { anchor: make('anchor'), positive: make('positive'), negative: make('negative') };
}

/** The point of the unit circle in an angle's direction, in degrees from the x axis, counter-clockwise. */
export function onCircle(degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  return [Math.cos(angle), Math.sin(angle)];
}

/** A point's direction, in degrees from −180 to 180. */
export function angleOf([x, y]: Point): number {
  return (Math.atan2(y, x) * 180) / Math.PI;
}

/** The point brought to length 1; the fallback for a point of no length, which has no direction. */
export function unit(point: Point, fallback: Point): Point {
  const length = Math.hypot(...point);
  return length < 1e-9 ? fallback : [point[0] / length, point[1] / length];
}

/** The point as it stands in a link: three decimals, which is finer than a screen. */
export function formatPoint(point: Point): string {
  return point.map((value) => Number(value.toFixed(3)) + 0).join(',');
}

/** Reads 'x,y', brought into ±FARTHEST; null when it is anything else. */
export function parsePoint(text: string): Point | null {
  const parts = text.split(',');
  if (parts.length !== 2 || parts.some((part) => part.trim() === '')) return null;
  const values = parts.map(Number);
  if (!values.every(Number.isFinite)) return null;
  const [x, y] = values.map((value) => Math.min(FARTHEST, Math.max(-FARTHEST, value)));
  return [x!, y!];
}
