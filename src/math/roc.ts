/**
 * How well squared distances tell same from different: a pair is accepted as the same when d ≤ τ. All functions take
 * squared distances of pairs that are truly the same, and of pairs that are truly different.
 */

/** Every threshold at which something changes, ascending; the first is −∞, which accepts nothing. */
export interface RocCurve {
  /** τ: float64, as no distance may fall on the wrong side by rounding. */
  thresholds: Float64Array;
  /** Share of the different pairs that are accepted at each threshold: from 0 up to 1. */
  falseAccept: Float64Array;
  /** Share of the same pairs that are rejected at each threshold: from 1 down to 0. */
  falseReject: Float64Array;
}

export interface ErrorRates {
  falseAccept: number;
  falseReject: number;
}

/**
 * The receiver operating characteristic (Fawcett 2006), one point a different distance: pairs at the same distance
 * are accepted together.
 *
 * @throws RangeError when either list is empty, or a distance is NaN
 */
export function rocCurve(same: ArrayLike<number>, different: ArrayLike<number>): RocCurve {
  const near = sorted(same, 'same');
  const far = sorted(different, 'different');
  const most = near.length + far.length + 1;
  const thresholds = new Float64Array(most);
  const falseAccept = new Float64Array(most);
  const falseReject = new Float64Array(most);
  thresholds[0] = Number.NEGATIVE_INFINITY;
  falseReject[0] = 1;
  let points = 1;
  let accepted = 0;
  let mistaken = 0;
  while (accepted < near.length || mistaken < far.length) {
    const nextSame = accepted < near.length ? near[accepted]! : Infinity;
    const nextDifferent = mistaken < far.length ? far[mistaken]! : Infinity;
    const threshold = Math.min(nextSame, nextDifferent);
    while (accepted < near.length && near[accepted]! <= threshold) accepted++;
    while (mistaken < far.length && far[mistaken]! <= threshold) mistaken++;
    thresholds[points] = threshold;
    falseAccept[points] = mistaken / far.length;
    falseReject[points] = (near.length - accepted) / near.length;
    points++;
  }
  return {
    thresholds: thresholds.slice(0, points),
    falseAccept: falseAccept.slice(0, points),
    falseReject: falseReject.slice(0, points),
  };
}

function sorted(distances: ArrayLike<number>, which: string): Float64Array {
  if (distances.length === 0) throw new RangeError(`There are no ${which} pairs.`);
  const copy = Float64Array.from(distances).sort();
  // Sorting puts NaN last.
  if (Number.isNaN(copy.at(-1))) throw new RangeError(`A distance of the ${which} pairs is not a number.`);
  return copy;
}

/**
 * The area under the curve of true accepts over false accepts: the chance that a same pair is nearer than a different
 * one, ties counted half (Hanley and McNeil 1982). 1 is perfect, ½ is chance.
 */
export function areaUnderRoc({ falseAccept, falseReject }: RocCurve): number {
  let area = 0;
  for (let i = 1; i < falseAccept.length; i++) {
    const width = falseAccept[i]! - falseAccept[i - 1]!;
    area += width * (1 - (falseReject[i]! + falseReject[i - 1]!) / 2);
  }
  return area;
}

/**
 * Where both error rates are equal, on the straight line between the two points of the curve around it. `threshold` lies
 * between theirs in the same proportion.
 */
export function equalErrorRate({ thresholds, falseAccept, falseReject }: RocCurve): {
  rate: number;
  threshold: number;
} {
  let after = 0;
  while (falseAccept[after]! < falseReject[after]!) after++;
  const before = after - 1;
  const gapBefore = falseReject[before]! - falseAccept[before]!;
  const gapAfter = falseAccept[after]! - falseReject[after]!;
  const share = gapBefore / (gapBefore + gapAfter);
  const between = (values: Float64Array) => (1 - share) * values[before]! + share * values[after]!;
  return {
    rate: between(falseAccept),
    threshold: before === 0 ? thresholds[after]! : between(thresholds),
  };
}

/** Both error rates when pairs up to τ are accepted. */
export function ratesAt({ thresholds, falseAccept, falseReject }: RocCurve, threshold: number): ErrorRates {
  const at = lastAtMost(thresholds, threshold);
  return { falseAccept: falseAccept[at]!, falseReject: falseReject[at]! };
}

/**
 * The greatest threshold of the curve at which no more than a share of the different pairs is accepted; −∞ when there
 * is none.
 *
 * @param falseAccept the share allowed, from 0 to 1
 */
export function thresholdFor(curve: RocCurve, falseAccept: number): number {
  return curve.thresholds[lastAtMost(curve.falseAccept, falseAccept)]!;
}

/** Place of the last of ascending values that is at most a bound; 0 when even the first is greater. */
function lastAtMost(values: Float64Array, bound: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (values[middle]! <= bound) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Counts values in bins of equal width from min to max. A value on an edge counts in the bin above it, max itself in
 * the last; values outside count in the nearest bin.
 *
 * @returns [bins], counts
 * @throws RangeError when there is no bin, or no width from min to max
 */
export function histogram(values: ArrayLike<number>, bins: number, min: number, max: number): Uint32Array {
  if (!(Number.isInteger(bins) && bins > 0 && max > min)) {
    throw new RangeError(`No histogram: ${bins} bins from ${min} to ${max}.`);
  }
  const counts = new Uint32Array(bins);
  for (let i = 0; i < values.length; i++) {
    const bin = Math.floor(((values[i]! - min) / (max - min)) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))]!++;
  }
  return counts;
}
