/** The mean of so many values in a row is looked at. */
const WINDOW = 8;
/** How many times the lowest value is high, when it is above the first one too. */
const HIGH = 2;
/** How many times the lowest value is far too high wherever it began. */
const FAR = 10;

/**
 * Notices a descent that has run away: a value that is no finite number, or eight values in a row since the lowest, whose
 * mean exceeds the first one and twice the lowest, or ten times the lowest.
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
    const mean = this.#latest.reduce((sum, one) => sum + one, 0) / WINDOW;
    return mean > FAR * this.#lowest || (mean > this.#first && mean > HIGH * this.#lowest);
  }
}
