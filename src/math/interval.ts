export interface Interval {
  low: number;
  high: number;
}

/**
 * Wilson's interval for a proportion (Wilson 1927): where the true share lies, given `successes` of `trials`.
 *
 * @param z the normal quantile: 1.96 for 95 %
 * @throws RangeError when there are no trials, or more successes than trials
 */
export function wilsonInterval(successes: number, trials: number, z = 1.959964): Interval {
  if (!(trials > 0) || successes < 0 || successes > trials) {
    throw new RangeError(`No proportion: ${successes} of ${trials}.`);
  }
  const share = successes / trials;
  const square = z * z;
  const centre = (share + square / (2 * trials)) / (1 + square / trials);
  const spread = Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  const half = (z * spread) / (1 + square / trials);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}
