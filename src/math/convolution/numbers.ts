/** A whole number from `least` to `most`. */
export function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** The whole number from `least` to `most` that is nearest to whatever was given; `least` for no number. */
export function nearestWhole(value: unknown, least: number, most: number): number {
  if (typeof value !== 'number' || Number.isNaN(value)) return least;
  return Math.min(most, Math.max(least, Math.round(value)));
}

/** The divisor of `number` that is nearest to `wanted`; the smaller of two that are as near. */
export function nearestDivisor(number: number, wanted: number): number {
  let best = 1;
  const consider = (divisor: number) => {
    const nearer = Math.abs(divisor - wanted) - Math.abs(best - wanted);
    if (nearer < 0 || (nearer === 0 && divisor < best)) best = divisor;
  };
  for (let divisor = 1; divisor * divisor <= number; divisor++) {
    if (number % divisor !== 0) continue;
    consider(divisor);
    consider(number / divisor);
  }
  return best;
}

/** The multiple of `step` from `step` to `most` that is nearest to `wanted`; the smaller of two as near. */
export function nearestMultiple(step: number, wanted: number, most: number): number {
  const below = Math.floor(wanted / step) * step;
  const near = wanted - below > below + step - wanted ? below + step : below;
  return Math.min(Math.max(near, step), Math.floor(most / step) * step);
}

export function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other);
}

/** The greatest whole number from 1 to `most` that passes; passing must stop for good somewhere. 0 for none. */
export function greatestThat(most: number, passes: (value: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
