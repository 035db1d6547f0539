/** What moves: the signal under the filter, or the filter along the signal. */
export type Motion = 'signal' | 'filter';

/** A clock that turns while the reader wishes: each frame it tells how many seconds have passed. */
export class Player {
  motion = $state<Motion | null>(null);
  readonly #onstep: (motion: Motion, seconds: number) => boolean;
  #frame = 0;

  /** @param onstep told of the seconds since the last frame; false ends it */
  constructor(onstep: (motion: Motion, seconds: number) => boolean) {
    this.#onstep = onstep;
  }

  play(motion: Motion): void {
    this.stop();
    this.motion = motion;
    let last = performance.now();
    const step = (now: number) => {
      // A page that was out of sight goes on where it was.
      const passed = Math.min(0.1, Math.max(0, now - last) / 1000);
      last = now;
      if (this.#onstep(motion, passed)) this.#frame = requestAnimationFrame(step);
      else this.stop();
    };
    this.#frame = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.motion = null;
  }
}
