/** A place on the line: its distance from the start, the value and the slope along the line there. */
export interface LinePlace {
  distance: number;
  value: number;
  slope: number;
}

export interface LineSearchOptions {
  /** The distance that is tried first. */
  first: number;
  /** How often it may ask. */
  most: number;
  /** c1 of the sufficient decrease. */
  decrease?: number;
  /** c2 of the curvature condition. */
  curvature?: number;
}

/**
 * A line search for the strong Wolfe conditions (Nocedal and Wright 2006, algorithms 3.5 and 3.6, with the cubic
 * interpolation of their equation 3.59). It yields distances and is told what is found there.
 *
 * A value that is no finite number counts as a step that went too far.
 *
 * @param start the place at distance 0, whose slope is negative
 * @returns a place that meets both conditions; when none was found in time, the lowest that meets the first; null
 * when there is not even that
 * @throws RangeError when the line does not lead down
 */
export function* lineSearch<P extends LinePlace>(
  start: P,
  { first, most, decrease = 1e-4, curvature = 0.9 }: LineSearchOptions,
): Generator<number, P | null, P> {
  if (!(start.slope < 0)) throw new RangeError(`The line does not lead down: its slope is ${start.slope}.`);
  const high = (place: P) => !(place.value <= start.value + decrease * place.distance * start.slope);
  const flat = (place: P) => Math.abs(place.slope) <= -curvature * start.slope;
  let asked = 0;
  let near = start;
  let distance = first;
  let far: P;
  for (;;) {
    if (asked === most) return near === start ? null : near;
    asked++;
    const place = yield distance;
    if (high(place) || (near !== start && place.value >= near.value)) {
      far = place;
      break;
    }
    if (flat(place)) return place;
    if (place.slope >= 0) {
      far = near;
      near = place;
      break;
    }
    // The minimum lies further on.
    distance = extrapolated(near, place);
    near = place;
  }
  let halve = false;
  while (asked < most) {
    asked++;
    const length = Math.abs(far.distance - near.distance);
    const place = yield halve ? (near.distance + far.distance) / 2 : between(near, far);
    if (high(place) || place.value >= near.value) far = place;
    else {
      if (flat(place)) return place;
      if (place.slope * (far.distance - near.distance) >= 0) far = near;
      near = place;
    }
    // Interpolation that hardly narrows the interval is not trusted twice.
    halve = Math.abs(far.distance - near.distance) > 0.66 * length;
  }
  return near === start ? null : near;
}

/** Where the cubic through two places has its minimum; NaN when it has none. */
export function cubicMinimum(a: LinePlace, b: LinePlace): number {
  const length = b.distance - a.distance;
  const d1 = a.slope + b.slope - (3 * (b.value - a.value)) / length;
  const d2 = Math.sign(length) * Math.sqrt(d1 * d1 - a.slope * b.slope);
  return b.distance - (length * (b.slope + d2 - d1)) / (b.slope - a.slope + 2 * d2);
}

/** A distance between two places, not too near to either. */
function between(near: LinePlace, far: LinePlace): number {
  const wanted = cubicMinimum(near, far);
  const length = far.distance - near.distance;
  const share = (wanted - near.distance) / length;
  if (!Number.isFinite(share)) return near.distance + length / 2;
  return near.distance + length * Math.min(Math.max(share, 0.1), 0.9);
}

/** A distance beyond `last`: 2 to 10 times as far. */
function extrapolated(before: LinePlace, last: LinePlace): number {
  const wanted = cubicMinimum(before, last);
  const least = last.distance * 2;
  return wanted >= least ? Math.min(wanted, last.distance * 10) : least;
}
