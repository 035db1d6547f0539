import { type Client, isAbort } from '#worker/client';
import type { OpenedOwnNetwork, Preprocessing, Progress } from '#worker/protocol';
import { frameError } from '../frame-error.ts';

/** Where the reader's network comes from. */
export type NetworkOrigin =
  | { kind: 'files'; files: readonly { name: string; data: Blob }[] }
  | { kind: 'address'; address: string };

/** Side of the pictures for a network that takes any, until the reader chooses. */
const FIRST_SIDE = 128;

/** The network that a reader brought to a widget: opened in the worker, looked through, closed. */
export class OwnNetworkState {
  readonly #client: Client;
  readonly #onChange: () => void;
  #origin: NetworkOrigin | null = null;
  #controller: AbortController | undefined;

  opened = $state.raw<OpenedOwnNetwork | null>(null);
  progress = $state.raw<Progress<never> | null>(null);
  /** Why the last one could not be opened; the one before stays. */
  problem = $state('');
  preprocessing = $state<Preprocessing>('0-1');
  side = $state(FIRST_SIDE);

  /** @param onChange told when another network is there, or none any more */
  constructor(client: Client, onChange: () => void = () => {}) {
    this.#client = client;
    this.#onChange = onChange;
  }

  /** Opens files, or what stands at an address, in place of the network before. */
  async open(origin: NetworkOrigin): Promise<void> {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    this.problem = '';
    this.progress = { done: 0, total: 3, what: 'steps' };
    const { preprocessing, side } = this;
    try {
      const opened = await this.#client.run(
        'open-network',
        { from: origin, preprocessing, side },
        {
          signal: controller.signal,
          onProgress: (progress) => {
            this.progress = progress;
          },
        },
      );
      const before = this.opened;
      this.opened = opened;
      // What came from an address is here now: it isn't fetched again.
      this.#origin = opened && { kind: 'files', files: opened.network.files };
      this.#onChange();
      // After those who use it have stopped.
      if (before && before.network.key !== opened?.network.key) this.#close(before.network.key);
    } catch (error) {
      if (!isAbort(error) && this.#controller === controller) this.problem = frameError(error).message;
    } finally {
      if (this.#controller === controller) this.progress = null;
    }
  }

  /** Opens the same network with other settings. */
  async change(settings: { preprocessing?: Preprocessing; side?: number }): Promise<void> {
    if (settings.preprocessing) this.preprocessing = settings.preprocessing;
    if (settings.side) this.side = settings.side;
    if (this.#origin) await this.open(this.#origin);
  }

  cancel(): void {
    this.#controller?.abort();
  }

  /** Forgets the network. */
  forget(): void {
    this.cancel();
    this.problem = '';
    const { opened } = this;
    if (!opened) return;
    this.opened = null;
    this.#origin = null;
    this.#onChange();
    this.#close(opened.network.key);
  }

  #close(key: string): void {
    const options = { from: null, preprocessing: this.preprocessing, side: this.side, close: key };
    // Without a worker there is nothing to give back.
    if (this.#client.alive) void this.#client.run('open-network', options).catch(() => {});
  }
}
