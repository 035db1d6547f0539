/**
 * A quantile of sorted values, linear between neighbours.
 *
 * @param sorted ascending, not empty
 * @param share 0 (least) to 1 (greatest)
 * @throws RangeError when there are no values or the share lies outside 0 to 1
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) throw new RangeError('No values to take a quantile of.');
  if (!(share >= 0 && share <= 1)) throw new RangeError(`No such quantile: ${share}.`);
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (place - below);
}

/** The middle value; the mean of the middle two for an even count. The input keeps its order. */
export function median(values: ArrayLike<number>): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
