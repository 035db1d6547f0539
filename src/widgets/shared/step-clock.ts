/** Steps a second are those of the last so many milliseconds. */
const WINDOW = 3000;

/** Tells how fast the steps of a run follow each other. */
export class StepClock {
  #ticks: { step: number; at: number }[] = [];

  /**
   * Steps a second lately; 0 until two steps were seen.
   *
   * @param at milliseconds of any clock
   */
  tick(step: number, at: number): number {
    this.#ticks.push({ step, at });
    while (this.#ticks.length > 2 && at - this.#ticks[0]!.at > WINDOW) this.#ticks.shift();
    const { step: first, at: began } = this.#ticks[0]!;
    return at > began ? ((step - first) * 1000) / (at - began) : 0;
  }

  /** The time until the next tick does not count. */
  stop(): void {
    this.#ticks = [];
  }
}
