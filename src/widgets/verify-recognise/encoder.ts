import { type Client, isAbort } from '#worker/client';
import type { FaceInput } from '#worker/protocol';

/** What the network makes of a face: 32 numbers, the version of the network, and the keys that it was asked under. */
export interface Encoded {
  /** Which picture. */
  key: string;
  /** Whose. */
  who: string;
  encoding: Float32Array;
  version: string;
}

interface Hooks {
  onEncoded(encoded: Encoded): void;
  onBusy(busy: boolean): void;
  onError(error: unknown): void;
}

/**
 * Encodes the latest face asked for. A face that is being encoded is finished, so that a slider that never rests is
 * still followed; those asked for in between are skipped.
 */
export class LatestEncoder {
  #wanted: (Pick<Encoded, 'key' | 'who'> & { face: FaceInput }) | null = null;
  #running = false;
  #stop = new AbortController();
  readonly #client: Pick<Client, 'run'>;
  readonly #hooks: Hooks;

  constructor(client: Pick<Client, 'run'>, hooks: Hooks) {
    this.#client = client;
    this.#hooks = hooks;
  }

  /** @param keys come back with the encoding, so that one of an older face is known as such */
  want(keys: Pick<Encoded, 'key' | 'who'>, face: FaceInput): void {
    this.#wanted = { ...keys, face };
    if (!this.#running) void this.#run();
  }

  stop(): void {
    this.#wanted = null;
    this.#stop.abort();
    this.#stop = new AbortController();
  }

  async #run(): Promise<void> {
    this.#running = true;
    this.#hooks.onBusy(true);
    const { signal } = this.#stop;
    try {
      while (this.#wanted) {
        const { face, ...keys } = this.#wanted;
        this.#wanted = null;
        let encoding: Float32Array | undefined;
        const onProgress = ({ partial }: { partial?: { encoding: Float32Array } }) => {
          encoding = partial?.encoding ?? encoding;
        };
        const { version } = await this.#client.run('encode-faces', { faces: [face] }, { signal, onProgress });
        if (encoding) this.#hooks.onEncoded({ ...keys, encoding, version });
      }
    } catch (error) {
      if (!isAbort(error)) this.#hooks.onError(error);
    } finally {
      this.#running = false;
      if (this.#wanted) void this.#run();
      else this.#hooks.onBusy(false);
    }
  }
}
