import type { TripletZone } from '#math/triplet';
import type { Ending } from './descent.ts';
import { angleOf, LETTERS, type Point, type Role, type Space } from './points.ts';

/** A number with so many decimals and a true minus sign. */
export function decimals(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return Number(text) === 0 ? (0).toFixed(digits) : text.replace('-', '−');
}

/** A margin or step size: as many decimals as its steps have. */
export function setting(value: number): string {
  return Number(value.toFixed(3)).toString();
}

export interface Situation {
  zone: TripletZone;
  dPositive: number;
  dNegative: number;
  margin: number;
  loss: number;
  flat: boolean;
}

/** What the zone means here, in a sentence or two. */
export function zoneSentence({ zone, dPositive, dNegative, margin, loss, flat }: Situation): string {
  const together = dPositive === 0 && dNegative === 0;
  if (together && margin === 0) {
    return 'All three lie in one place, and no margin is asked for: the wish is met and the loss is 0. A network that gives every picture the same encoding would pass.';
  }
  if (together) {
    return 'All three lie in one place. That costs the margin, yet the gradient is 0: nothing pulls them apart.';
  }
  if (zone === 'easy') {
    return `N is far enough out: its squared distance is larger than P’s by ${decimals(dNegative - dPositive, 3)}, and ${setting(margin)} was asked for. Loss and gradient are 0; this triplet teaches nothing more.`;
  }
  const stuck = flat && loss > 0 ? ' But here the gradient is 0: no step helps.' : '';
  if (zone === 'semi-hard') {
    return `N is farther from A than P is, but by ${decimals(dNegative - dPositive, 3)} instead of ${setting(margin)}.${stuck}`;
  }
  if (dNegative === dPositive) return `N is exactly as far from A as P is.${stuck}`;
  return `N is nearer to A than P is: the wrong one would win.${stuck}`;
}

/** How a run of steps ended. */
export function endingSentence(ending: Ending, steps: number): string {
  const taken = steps === 1 ? '1 step' : `${steps} steps`;
  if (ending === 'met')
    return steps === 0 ? 'The loss is 0: there is nothing to do.' : `Loss 0 after ${taken}.`;
  if (ending === 'stuck') return 'The gradient is 0 here, though the loss is not: no step moves anything.';
  return `Still not at 0 after ${taken}. Go on, or try a larger step.`;
}

/** What stretching did. */
export function stretchSentence(
  space: Space,
  { before, after }: { before: number; after: number },
  margin: number,
) {
  if (space === 'circle') {
    return 'Stretched by 2, and brought back to length 1: every point is where it was. On the circle there is no way to win by size.';
  }
  const head = `Twice as far apart, so squared distances are four times as large; the margin is still ${setting(margin)}.`;
  if (before === after) return `${head} The loss stays ${decimals(after, 2)}.`;
  if (after === 0) return `${head} The loss fell to 0, though nothing was learnt.`;
  return `${head} The loss went from ${decimals(before, 2)} to ${decimals(after, 2)}${after > before ? ': where N is nearer than P, size makes it worse.' : '; once more will do more.'}`;
}

export const ROLE_WORDS: Record<Role, string> = {
  anchor: 'Anchor A',
  positive: 'Positive P, the same person',
  negative: 'Negative N, somebody else',
};

/** Where a point is, for who can't see it. */
export function placeWords(role: Role, point: Point, space: Space, squared: number): string {
  const place =
    space === 'circle'
      ? `at ${Math.round(angleOf(point))}°`.replace('-', '−')
      : `x ${decimals(point[0], 2)}, y ${decimals(point[1], 2)}`;
  return role === 'anchor' ? place : `${place}; ‖A−${LETTERS[role]}‖² = ${decimals(squared, 2)}`;
}
