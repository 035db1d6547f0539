import { type Client, isAbort, latest } from '#worker/client';
import type { RenderedFace } from '#worker/protocol';

/** Side of a rendered portrait in the crowd, in pixels. */
export const TILE = 56;

/** Portraits of the gallery, rendered as they are needed and kept. */
export class Portraits {
  /** By place in the gallery. */
  #kept = new Map<number, RenderedFace>();
  /** Grows with every portrait, for whoever draws them. */
  count = $state(0);
  readonly #first: number;
  readonly #run: ReturnType<typeof latest>;

  /** @param first identity seed of the first person of the gallery */
  constructor(client: Client, first: number) {
    this.#first = first;
    this.#run = latest(client);
  }

  of(person: number): RenderedFace | null {
    return this.#kept.get(person) ?? null;
  }

  /** Renders those of the people that are missing, in this order; a later call takes over. */
  async need(people: readonly number[]): Promise<void> {
    const missing = people.filter((person) => !this.#kept.has(person));
    this.#run.cancel();
    if (missing.length === 0) return;
    const items = missing.map((person) => ({ identity: this.#first + person, conditions: 0, size: TILE }));
    try {
      await this.#run.run(
        'render-faces',
        { items },
        {
          onProgress: ({ partial }) => {
            if (!partial) return;
            this.#kept.set(missing[partial.index]!, partial);
            this.count = this.#kept.size;
          },
        },
      );
    } catch (error) {
      // Without portraits the crowd is drawn as plain tiles, and everything else works.
      if (!isAbort(error)) console.error(error);
    }
  }

  stop(): void {
    this.#run.cancel();
  }
}
