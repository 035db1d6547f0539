import { tripletGradient } from '#math/triplet';
import { unitLengthGradient } from '#math/unit-length';
import { FARTHEST, mapRoles, type Point, ROLES, type Space, type Triplet, unit } from './points.ts';

/** How a run of steps ends: the loss is 0; the gradient is 0 though the loss is not; or too many steps. */
export type Ending = 'met' | 'stuck' | 'limit';

/** ∂loss/∂A, ∂loss/∂P, ∂loss/∂N. */
export function slopes(points: Triplet, margin: number): Triplet {
  const { anchor, positive, negative } = points;
  const gradient = tripletGradient(anchor, positive, negative, margin);
  return mapRoles((role) => [gradient[role][0]!, gradient[role][1]!] as Point);
}

/** The slopes that a step follows: on the circle only their part along it, by the chain rule through unit length. */
export function followedSlopes(points: Triplet, margin: number, space: Space): Triplet {
  const whole = slopes(points, margin);
  if (space === 'plane') return whole;
  return mapRoles((role) => {
    const part = unitLengthGradient(points[role], 2, whole[role]);
    return [part[0]!, part[1]!];
  });
}

/** Whether nothing moves any more. */
export function isFlat(slope: Triplet): boolean {
  return ROLES.every((role) => Math.hypot(...slope[role]) < 1e-6);
}

/** One step of gradient descent, x ← x − η ∂loss/∂x; on the circle brought back to length 1. */
export function descend(points: Triplet, margin: number, rate: number, space: Space): Triplet {
  const slope = followedSlopes(points, margin, space);
  return mapRoles((role) => {
    const [x, y] = points[role];
    const moved: Point = [x - rate * slope[role][0], y - rate * slope[role][1]];
    return space === 'circle' ? unit(moved, points[role]) : [bounded(moved[0]), bounded(moved[1])];
  });
}

/** All three times two, from the plane's origin. */
export function stretched(points: Triplet): Triplet {
  return mapRoles((role) => [2 * points[role][0], 2 * points[role][1]]);
}

export function canStretch(points: Triplet): boolean {
  return ROLES.every((role) => points[role].every((value) => Math.abs(2 * value) <= FARTHEST));
}

function bounded(value: number): number {
  return Math.min(FARTHEST, Math.max(-FARTHEST, value));
}
