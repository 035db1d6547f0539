import { squaredDistance } from '#math/triplet';
import { type Candidate, textWidth, type Wanted } from './labels.ts';
import { BUMP, type Spot, type TripletLayout, type TripletModel, together } from './layout.ts';
import { LETTERS, ROLES } from './points.ts';
import { decimals } from './words.ts';

const HALF_LINE = 9;
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66];
/** On which side of its segment a distance stands (1: the better one), and how far off, in pixels. */
const OFFSETS = [
  [1, 5],
  [-1, 5],
  [-1, 26],
  [1, 26],
  [1, 48],
  [-1, 48],
] as const;

/** Which points lie in one place, where only the last is to be read. */
export function stackLabel({ points }: TripletLayout): Wanted[] {
  const top = [...ROLES]
    .reverse()
    .find((role) => ROLES.some((one) => one !== role && together(points[one], points[role])));
  if (!top) return [];
  const text = ROLES.filter((role) => together(points[role], points[top]))
    .map((role) => LETTERS[role])
    .join(' = ');
  const { x, y } = points[top];
  const candidates = [-1, 1].map((side) => ({
    id: String(side),
    x,
    y: y + 34 * side,
    cost: side > 0 ? 0.1 : 0,
  }));
  return [{ key: 'stack', text, candidates, optional: false }];
}

/** ‖A−P‖² and ‖A−N‖² beside their segments: best at the middle, on the side away from the third point,
 * on the circle on the side of its middle. */
export function distanceLabels(
  { points, width, height, circle }: TripletLayout,
  model: TripletModel,
): Wanted[] {
  const { anchor, positive, negative } = points;
  const turn = sideOf(anchor, positive, negative);
  return (['negative', 'positive'] as const).map((role) => {
    const squared = squaredDistance(model.points.anchor, model.points[role]);
    const text = `‖A−${LETTERS[role]}‖² = ${decimals(squared, 2)}`;
    const outwards = role === 'positive' ? -turn : turn;
    const away = circle ? sideOf(anchor, points[role], circle) : outwards;
    return {
      key: role,
      text,
      optional: false,
      candidates: [
        ...besideSegment(anchor, points[role], textWidth(text), away, width),
        // Where nothing near is free: one of the two is.
        { id: 'bottom', x: width / 2, y: height - 30, cost: 4 },
        { id: 'top', x: width / 2, y: 14, cost: 4 },
      ],
    };
  });
}

/** On which side of the way from one spot to another a third lies: 1 or −1, as `normal` in besideSegment counts. */
function sideOf(from: Spot, to: Spot, third: Spot): number {
  return (to.x - from.x) * (third.y - from.y) - (to.y - from.y) * (third.x - from.x) >= 0 ? 1 : -1;
}

function besideSegment(from: Spot, to: Spot, width: number, away: number, frame: number): Candidate[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length < 30) return around(from, to, width, frame);
  const normal = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
  return ALONG.flatMap((along, i) =>
    OFFSETS.map(([direction, far], j) => {
      const side = away * direction;
      const reach = (width / 2) * Math.abs(normal.x) + HALF_LINE * Math.abs(normal.y) + far;
      return {
        id: `${along} ${side} ${far}`,
        x: from.x + (to.x - from.x) * along + normal.x * side * reach,
        y: from.y + (to.y - from.y) * along + normal.y * side * reach,
        cost: 0.15 * i + 0.4 * j,
      };
    }),
  );
}

/** Around two points that (nearly) coincide. */
function around(from: Spot, to: Spot, width: number, frame: number): Candidate[] {
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  const side = middle.x > frame / 2 ? -1 : 1;
  return [0, 180, 90, -90, 45, -45, 135, -135].map((degrees, i) => {
    const angle = (degrees * Math.PI) / 180;
    return {
      id: `around ${degrees}`,
      x: middle.x + side * Math.cos(angle) * (width / 2 + 26),
      y: middle.y - Math.sin(angle) * 32,
      cost: 0.2 * i,
    };
  });
}

const ZONE_WORDS = { hard: 'hard', 'semi-hard': 'semi-hard', easy: 'easy' } as const;

/** The names of the zones: in the plane within them, on the circle beside their arcs. */
export function zoneLabels(layout: TripletLayout, model: TripletModel): Wanted[] {
  return model.space === 'circle' ? arcLabels(layout, model) : ringLabels(layout, model);
}

/** Directions from A in which a name can stand, upwards first. */
const DIRECTIONS = [90, 60, 120, 30, 150, 0, 180, -30, -150, -60, -120, -90];
const HIGHEST_RING = 16;

function ringLabels({ rings }: TripletLayout, model: TripletModel): Wanted[] {
  const wanted: Wanted[] = [];
  const add = (key: keyof typeof ZONE_WORDS, radius: number) => {
    const candidates = DIRECTIONS.map((degrees, i) => {
      const angle = (degrees * Math.PI) / 180;
      const reach = key === 'easy' ? (textWidth(key) / 2) * Math.abs(Math.cos(angle)) : 0;
      const far = radius + reach;
      return {
        id: String(degrees),
        x: rings.x + far * Math.cos(angle),
        y: rings.y - far * Math.sin(angle),
        cost: 0.08 * i,
      };
    });
    wanted.push({ key, text: ZONE_WORDS[key], candidates, optional: true });
  };
  if (model.margin > 0 && rings.outer - rings.inner >= HIGHEST_RING)
    add('semi-hard', (rings.inner + rings.outer) / 2);
  add('easy', rings.outer + 16);
  if (rings.inner >= 42) add('hard', Math.max(rings.inner * 0.62, rings.inner - 22));
  return wanted;
}

function arcLabels({ arcs, circle }: TripletLayout, model: TripletModel): Wanted[] {
  if (!circle) return [];
  const wanted = new Map<string, Wanted & { candidates: Candidate[] }>();
  for (const { zone, from, to } of arcs) {
    const label = wanted.get(zone) ?? { key: zone, text: ZONE_WORDS[zone], candidates: [], optional: true };
    for (const [i, share] of [0.5, 0.35, 0.65, 0.2, 0.8].entries()) {
      const angle = ((from + (to - from) * share) * Math.PI) / 180;
      const reach =
        circle.radius +
        (model.surface && zone !== 'easy' ? BUMP + 15 : 12) +
        (textWidth(zone) / 2) * Math.abs(Math.cos(angle)) +
        HALF_LINE * Math.abs(Math.sin(angle));
      label.candidates.push({
        id: `${from > 0},${share}`,
        x: circle.x + reach * Math.cos(angle),
        y: circle.y - reach * Math.sin(angle),
        cost: 0.1 * i,
      });
    }
    wanted.set(zone, label);
  }
  return [...wanted.values()].sort((one, other) => one.text.length - other.text.length);
}
