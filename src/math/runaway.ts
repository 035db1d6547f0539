/** So many values in a row since the lowest are looked at. */
const WINDOW = 12;
/** How many times the lowest value is high, when it is above the first one too. */
const HIGH = 2;
/** How many times the lowest value is far too high wherever it began. */
const FAR = 10;
/** Values whose later half has come down to less than this share of the earlier half are on their way back. */
const RETURNING = 0.8;

/**
 * Notices a descent that has run away: a value that is no finite number, or twelve values in a row since the lowest
 * whose mean exceeds the first one and twice the lowest, or ten times the lowest, and that do not come down again.
 *
 * With pixels that are clipped the values stay finite and swing from wall to wall: to wait for infinity would be in
 * vain, and single high values prove nothing.
 */
export class RunawayWatch {
  #first = Number.NaN;
  #lowest = Infinity;
  #latest: number[] = [];
  /** Whether the value seen last is the lowest so far. */
  isLowest = false;

  /** Whether it has run away. */
  saw(value: number): boolean {
    if (!Number.isFinite(value)) return true;
    if (Number.isNaN(this.#first)) this.#first = value;
    this.isLowest = value < this.#lowest;
    this.#lowest = Math.min(this.#lowest, value);
    if (this.isLowest) this.#latest = [];
    else this.#latest = [...this.#latest, value].slice(-WINDOW);
    if (this.#latest.length < WINDOW) return false;
    const earlier = mean(this.#latest.slice(0, WINDOW / 2));
    const later = mean(this.#latest.slice(WINDOW / 2));
    const both = (earlier + later) / 2;
    const high = both > FAR * this.#lowest || (both > this.#first && both > HIGH * this.#lowest);
    return high && later > RETURNING * earlier;
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
