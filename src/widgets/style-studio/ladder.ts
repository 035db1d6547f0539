/** Round numbers in a decade, evenly spread on a log scale. */
const ROUND = [1, 1.5, 2, 3, 5, 7] as const;

/**
 * Round numbers on a log scale, smallest first: 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1 …
 *
 * @param low exponent of the smallest, and
 * @param high of the largest: both are powers of ten
 * @param extra numbers that are among them, round or not
 */
export function logLadder(low: number, high: number, extra: readonly number[] = []): number[] {
  const rungs = new Set(extra);
  for (let exponent = low; exponent < high; exponent++) {
    for (const digit of ROUND) rungs.add(Number(`${digit}e${exponent}`));
  }
  rungs.add(Number(`1e${high}`));
  return [...rungs].sort((a, b) => a - b);
}

/** Where on a ladder the number lies that is nearest, on a log scale; 0 and infinity are nearest only to themselves. */
export function nearestRung(ladder: readonly number[], value: number): number {
  let best = -1;
  let least = Infinity;
  ladder.forEach((rung, at) => {
    const apart = rung === value ? 0 : Math.abs(Math.log(rung) - Math.log(value));
    // A positive number is infinitely far from 0, yet something has to be nearest.
    if (apart < least || best < 0) {
      best = at;
      least = apart;
    }
  });
  return best;
}
