/**
 * Which share of the pictures a filter answers to less strongly than to a given one, read off its range.
 *
 * The range holds activations at even steps of the ranking, strongest first; between two of them the ranking is
 * taken as straight.
 *
 * @param range activations from the strongest picture to the weakest, at even quantiles
 * @param value the activation to place
 * @returns from 0 (none is weaker) to 1 (all are)
 */
export function placeInRange(range: ArrayLike<number>, value: number): number {
  const last = range.length - 1;
  if (last < 1) return 0;
  let weaker = 0;
  while (weaker <= last && range[weaker]! >= value) weaker++;
  if (weaker === 0) return 1;
  if (weaker > last) return 0;
  const above = range[weaker - 1]!;
  const below = range[weaker]!;
  const place = weaker - 1 + (above - value) / (above - below);
  return 1 - place / last;
}
