import type { TransferStep } from '#worker/protocol';

/** A picture of the history. */
export interface TransferFrame extends TransferStep {
  width: number;
  height: number;
}

/**
 * The pictures of a run within a bounded memory. The first, the last and the one of lowest total stay; when the
 * others take too much room, every other one goes, so that those left are spread evenly.
 */
export class TransferHistory {
  readonly #bytes: number;
  #frames: TransferFrame[] = [];
  #best: TransferFrame | null = null;
  /** Only steps that are multiples of this are kept. */
  #every = 1;

  /** @param bytes what the pixels may take in all */
  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** All kept pictures, oldest first. A new array after each change. */
  get frames(): readonly TransferFrame[] {
    return this.#frames;
  }

  /** The picture of lowest total; null before the first. */
  get best(): TransferFrame | null {
    return this.#best;
  }

  /** Adds a picture. Those of the same and of later steps, which it replaces, go. */
  add(frame: TransferFrame): void {
    const before = this.#frames.filter(({ step }) => step < frame.step);
    if (this.#best && this.#best.step >= frame.step) this.#best = lowest(before);
    if (Number.isFinite(frame.total) && (!this.#best || frame.total <= this.#best.total)) this.#best = frame;
    const last = before.at(-1);
    if (last && !this.#stays(last, before)) before.pop();
    this.#frames = [...before, frame];
    while (this.#size() > this.#bytes && this.#frames.length > 3) {
      this.#every *= 2;
      const thinned = this.#frames.filter(
        (kept, i) => i === this.#frames.length - 1 || this.#stays(kept, this.#frames),
      );
      if (thinned.length === this.#frames.length && this.#every > frame.step) break;
      this.#frames = thinned;
    }
  }

  /** Forgets what came after a step. */
  dropAfter(step: number): void {
    this.#frames = this.#frames.filter((frame) => frame.step <= step);
    if (this.#best && this.#best.step > step) this.#best = lowest(this.#frames);
  }

  /** The costs are others from now on: what was lowest before counts no more. */
  forgetBest(): void {
    this.#best = this.#frames.at(-1) ?? null;
  }

  /** The kept picture of a step, else the latest before it, else the first. */
  at(step: number): TransferFrame | null {
    return this.#frames.findLast((frame) => frame.step <= step) ?? this.#frames[0] ?? null;
  }

  /** Forgets all. */
  clear(): void {
    this.#frames = [];
    this.#best = null;
    this.#every = 1;
  }

  #stays(frame: TransferFrame, frames: readonly TransferFrame[]): boolean {
    return frame === frames[0] || frame === this.#best || frame.step % this.#every === 0;
  }

  #size(): number {
    return this.#frames.reduce((sum, { pixels }) => sum + pixels.byteLength, 0);
  }
}

function lowest(frames: readonly TransferFrame[]): TransferFrame | null {
  let best: TransferFrame | null = null;
  for (const frame of frames) if (!best || frame.total <= best.total) best = frame;
  return best;
}
