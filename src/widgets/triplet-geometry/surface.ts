import { colourAt } from '#widgets/shared/colour-maps';
import { BUMP, lossOnCircle, type Spot, type TripletModel } from './layout.ts';
import { angleOf } from './points.ts';

/**
 * The colour of a loss as CSS: the sequential map, faint where the loss is small, so that no loss is no colour. It
 * darkens on light paper and brightens on dark.
 *
 * @param share of the highest loss, 0 to 1
 */
export function lossColour(share: number): { colour: string; opacity: number } {
  const light = colourAt(0.93 - 0.68 * share);
  const dark = colourAt(0.2 + 0.72 * share);
  return { colour: `light-dark(${light}, ${dark})`, opacity: Math.min(0.9, 4 * share) };
}

export interface Stop {
  /** 0 to 1 from A to the border of the easy zone. */
  offset: number;
  colour: string;
  opacity: number;
}

const STOPS = 24;

/** The loss over N's place in the plane depends on the distance r from A alone: highest · (1 − (r / border)²). */
export function surfaceStops(): Stop[] {
  return Array.from({ length: STOPS + 1 }, (_, i) => {
    const offset = i / STOPS;
    return { offset, ...lossColour(1 - offset * offset) };
  });
}

export interface Wedge {
  points: string;
  colour: string;
  opacity: number;
}

const WEDGES = 180;
/** Pixels between the circle's line and the foot of the bump. */
const FOOT = 9;

/** The loss for each place of N on the circle, standing out from it: the higher, the farther. */
export function surfaceWedges(
  model: TripletModel,
  circle: Spot & { radius: number },
  highest: number,
): Wedge[] {
  if (!(highest > 0)) return [];
  const from = angleOf(model.points.anchor);
  const share = (i: number) => lossOnCircle(model.points, model.margin, from + (360 * i) / WEDGES) / highest;
  const spot = (i: number, out: number) => {
    const angle = ((from + (360 * i) / WEDGES) * Math.PI) / 180;
    const radius = circle.radius + FOOT + out;
    return `${(circle.x + radius * Math.cos(angle)).toFixed(2)},${(circle.y - radius * Math.sin(angle)).toFixed(2)}`;
  };
  const wedges: Wedge[] = [];
  for (let i = 0; i < WEDGES; i++) {
    const [one, other] = [share(i), share(i + 1)];
    if (one === 0 && other === 0) continue;
    const points = [spot(i, 0), spot(i, BUMP * one), spot(i + 1, BUMP * other), spot(i + 1, 0)].join(' ');
    wedges.push({ points, ...lossColour((one + other) / 2), opacity: 1 });
  }
  return wedges;
}
