import { squaredDistance, tripletLoss } from '#math/triplet';
import { distanceLabels, stackLabel, zoneLabels } from './label-places.ts';
import { type Label, type Line, placeLabels } from './labels.ts';
import { angleOf, mapRoles, type Point, ROLES, type Role, type Space, type Triplet } from './points.ts';
import { viewAt } from './view.ts';

/** All that the figure shows. */
export interface TripletModel {
  space: Space;
  points: Triplet;
  margin: number;
  /** Slopes that a step follows. */
  slope: Triplet;
  /** Where one step takes the points. */
  next: Triplet;
  /** The way so far, the present points last. */
  history: readonly Triplet[];
  zoom: number;
  /** Whether the loss for every place of N is drawn. */
  surface: boolean;
}

export interface Spot {
  x: number;
  y: number;
}

/** A zone on the unit circle, as an arc; angles from `from` to `to`, degrees counter-clockwise. */
export interface Arc {
  zone: 'hard' | 'semi-hard' | 'easy';
  from: number;
  to: number;
  path: string;
}

export interface Tick {
  at: number;
  text: string;
}

/** The figure as plain data, in pixels of a drawing of width × height; y downwards. */
export interface TripletLayout {
  width: number;
  height: number;
  /** Pixels to a unit of length. */
  scale: number;
  points: Record<Role, Spot>;
  /** Radii of the points' discs: of points in one place, those below are wider, so that all are seen. */
  radii: Record<Role, number>;
  /** Where one step lands. */
  landings: Record<Role, Spot>;
  /** Against the gradient, a quarter of it, from the disc's edge; null where it is too short to be seen. */
  arrows: Record<Role, Line | null>;
  trails: Record<Role, string>;
  /** The borders of the zones, around A: √d(A,P) and √(d(A,P) + α). */
  rings: { x: number; y: number; inner: number; outer: number };
  /** Empty in the plane. */
  arcs: Arc[];
  circle: { x: number; y: number; radius: number } | null;
  columns: Tick[];
  rows: Tick[];
  labels: Label[];
  /** The loss where N would cost most: at A. */
  highest: number;
}

/** Arrows show this share of the gradient. */
export const ARROW_SHARE = 0.25;
/** Radius of a point's disc. */
export const DISC = 12;
/** How far the loss stands out from the circle where it is highest. */
export const BUMP = 26;
const SHORTEST_ARROW = 3;
/** Points that lie so near count as in one place. */
const TOGETHER = 4;

/**
 * Lays the figure out.
 *
 * @param size of the drawing, in pixels
 * @param kept where labels stood before, so that they don't jump about: label key → candidate
 */
export function tripletLayout(
  model: TripletModel,
  size: { width: number; height: number },
  kept: Readonly<Record<string, string>> = {},
): TripletLayout {
  const { space, points, margin } = model;
  const { width, height } = size;
  const view = viewAt(space, model.zoom);
  const scale = Math.min(width / (2 * view.x), height / (2 * view.y));
  const place = ([x, y]: Point): Spot => ({ x: width / 2 + x * scale, y: height / 2 - y * scale });

  const dPositive = squaredDistance(points.anchor, points.positive);
  const spots = mapRoles((role) => place(points[role]));
  const layout: TripletLayout = {
    width,
    height,
    scale,
    points: spots,
    radii: discRadii(spots),
    landings: mapRoles((role) => place(model.next[role])),
    arrows: mapRoles((role) => arrow(spots[role], model.slope[role], scale)),
    trails: mapRoles((role) => trail(model.history.map((triplet) => place(triplet[role])))),
    rings: {
      ...spots.anchor,
      inner: Math.sqrt(dPositive) * scale,
      outer: Math.sqrt(dPositive + margin) * scale,
    },
    arcs: space === 'circle' ? zoneArcs(points.anchor, dPositive, margin, scale, place([0, 0])) : [],
    circle: space === 'circle' ? { ...place([0, 0]), radius: scale } : null,
    columns: ticks(width / 2 / scale, model.zoom, (value) => place([value, 0]).x),
    rows: ticks(height / 2 / scale, model.zoom, (value) => place([0, value]).y),
    labels: [],
    highest: tripletLoss(dPositive, 0, margin),
  };
  const around = {
    width,
    height,
    discs: ROLES.map((role) => ({ ...spots[role], radius: layout.radii[role] + 3 })),
    lines: obstacles(layout, model.surface),
  };
  const wanted = [...stackLabel(layout), ...distanceLabels(layout, model), ...zoneLabels(layout, model)];
  layout.labels = placeLabels(wanted, around, kept);
  return layout;
}

/** The half angle, in degrees, at which a chord of the unit circle has this squared length; 180 when none is so long. */
export function angleOfChord(squared: number): number {
  return (Math.acos(Math.max(-1, 1 - squared / 2)) * 180) / Math.PI;
}

/** The loss for N at an angle of the unit circle, in degrees. */
export function lossOnCircle(points: Triplet, margin: number, degrees: number): number {
  const turn = ((degrees - angleOf(points.anchor)) * Math.PI) / 180;
  const dPositive = squaredDistance(points.anchor, points.positive);
  return tripletLoss(dPositive, 2 - 2 * Math.cos(turn), margin);
}

function zoneArcs(anchor: Point, dPositive: number, margin: number, radius: number, middle: Spot): Arc[] {
  const at = angleOf(anchor);
  const inner = angleOfChord(dPositive);
  const outer = angleOfChord(dPositive + margin);
  const spans: [Arc['zone'], number, number][] = [
    ['hard', at - inner, at + inner],
    ['semi-hard', at + inner, at + outer],
    ['semi-hard', at - outer, at - inner],
    ['easy', at + outer, at - outer + 360],
  ];
  return spans
    .filter(([, from, to]) => to - from > 0.05)
    .map(([zone, from, to]) => ({ zone, from, to, path: arcPath(middle, radius, from, to) }));
}

/** An arc as an SVG path, drawn in two halves so that a whole turn works too. */
export function arcPath({ x, y }: Spot, radius: number, from: number, to: number): string {
  const spot = (degrees: number) => {
    const angle = (degrees * Math.PI) / 180;
    return `${round(x + radius * Math.cos(angle))} ${round(y - radius * Math.sin(angle))}`;
  };
  const half = `A${round(radius)} ${round(radius)} 0 0 0`;
  return `M${spot(from)}${half} ${spot((from + to) / 2)}${half} ${spot(to)}`;
}

function arrow({ x, y }: Spot, slope: Point, scale: number): Line | null {
  const [dx, dy] = [-ARROW_SHARE * slope[0] * scale, ARROW_SHARE * slope[1] * scale];
  const length = Math.hypot(dx, dy);
  if (length < SHORTEST_ARROW) return null;
  const [x1, y1] = [x + (dx / length) * DISC, y + (dy / length) * DISC];
  return { x1, y1, x2: x1 + dx, y2: y1 + dy };
}

/** Whether two points are drawn in one place. */
export function together(one: Spot, other: Spot): boolean {
  return Math.hypot(one.x - other.x, one.y - other.y) < TOGETHER;
}

function discRadii(spots: Record<Role, Spot>): Record<Role, number> {
  return mapRoles((role) => {
    const above = ROLES.slice(ROLES.indexOf(role) + 1).filter((other) => together(spots[role], spots[other]));
    return DISC + 4 * above.length;
  });
}

function trail(spots: readonly Spot[]): string {
  return spots.length < 2 ? '' : `M${spots.map(({ x, y }) => `${round(x)} ${round(y)}`).join('L')}`;
}

function obstacles({ points, arrows, arcs, circle }: TripletLayout, surface: boolean): Line[] {
  const { anchor, positive, negative } = points;
  const segment = (end: Spot): Line => ({ x1: anchor.x, y1: anchor.y, x2: end.x, y2: end.y });
  const lines = [segment(positive), segment(negative), ...ROLES.flatMap((role) => arrows[role] ?? [])];
  if (!circle) return lines;
  lines.push(...chords(circle, circle.radius, 0, 360));
  if (surface) {
    for (const { zone, from, to } of arcs) {
      if (zone !== 'easy') lines.push(...chords(circle, circle.radius + BUMP * 0.8, from, to));
    }
  }
  return lines;
}

/** An arc as short lines. */
function chords({ x, y }: Spot, radius: number, from: number, to: number): Line[] {
  const pieces = Math.ceil((to - from) / 7.5);
  const spots = Array.from({ length: pieces + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / pieces) * Math.PI) / 180;
    return { x: x + radius * Math.cos(angle), y: y - radius * Math.sin(angle) };
  });
  return spots.slice(1).map((end, i) => ({ x1: spots[i]!.x, y1: spots[i]!.y, x2: end.x, y2: end.y }));
}

function ticks(half: number, zoom: number, place: (value: number) => number): Tick[] {
  const step = 0.5 * zoom;
  const most = Math.floor(half / step);
  const values = Array.from({ length: 2 * most + 1 }, (_, i) => (i - most) * step);
  return values.map((value) => ({
    at: place(value),
    text: String(value).replace('-', '−'),
  }));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
