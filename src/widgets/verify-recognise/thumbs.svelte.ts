import type { PictureSource } from '#site/gallery/person';
import { type Client, isAbort } from '#worker/client';
import type { RenderedFace } from '#worker/protocol';

/** Side of a rendered face on a tile, in pixels. */
const SIDE = 112;

type Face = PictureSource & { kind: 'face' };

/** Small pictures of faces, rendered as tiles ask for them, and kept. */
export class Thumbs {
  /** Grows with every picture, for whoever shows them. */
  count = $state(0);
  readonly #kept = new Map<string, RenderedFace>();
  readonly #wanted = new Map<string, Face>();
  readonly #client: Pick<Client, 'run'>;
  readonly #stop = new AbortController();
  #running = false;

  constructor(client: Pick<Client, 'run'>) {
    this.#client = client;
  }

  /** The picture, or null until it is rendered, which this asks for. */
  of(face: Face): RenderedFace | null {
    const key = JSON.stringify([face.identity, face.conditions]);
    const known = this.#kept.get(key);
    if (known) return known;
    this.#wanted.set(key, face);
    if (!this.#running) void this.#render();
    return null;
  }

  stop(): void {
    this.#wanted.clear();
    this.#stop.abort();
  }

  async #render(): Promise<void> {
    this.#running = true;
    // All tiles that appear together are rendered together.
    await new Promise((resolve) => setTimeout(resolve, 60));
    try {
      while (this.#wanted.size > 0 && !this.#stop.signal.aborted) {
        const batch = [...this.#wanted].slice(0, 12);
        const items = batch.map(([, { identity, conditions }]) => ({ identity, conditions, size: SIDE }));
        await this.#client.run(
          'render-faces',
          { items },
          {
            signal: this.#stop.signal,
            onProgress: ({ partial }) => {
              if (partial) this.#keep(batch[partial.index]![0], partial);
            },
          },
        );
      }
    } catch (error) {
      // A tile without a picture still has its name; what can't be computed at all is said elsewhere.
      this.#wanted.clear();
      if (!isAbort(error)) console.error(error);
    } finally {
      this.#running = false;
    }
  }

  #keep(key: string, picture: RenderedFace): void {
    this.#wanted.delete(key);
    this.#kept.set(key, picture);
    this.count = this.#kept.size;
  }
}
