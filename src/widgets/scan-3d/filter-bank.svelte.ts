import { type FrameError, frameError } from '#widgets/shared/frame-error';
import type { Client } from '#worker/client';
import { isAbort } from '#worker/client';
import type { FirstFilters } from '#worker/protocol';
import { DIMENSIONS, type Dimension, NETWORKS } from './networks.ts';

/** The filters of both networks' first layers, loaded once. */
export class FilterBank {
  filters = $state.raw<Record<Dimension, FirstFilters> | null>(null);
  problem = $state.raw<FrameError | null>(null);

  readonly #client: Client;
  #loading = false;

  constructor(client: Client) {
    this.#client = client;
  }

  async load(): Promise<void> {
    if (this.#loading || this.filters) return;
    this.#loading = true;
    this.problem = null;
    try {
      const names = DIMENSIONS.map((dimension) => NETWORKS[dimension].network);
      const { networks } = await this.#client.run('scan-filters', { networks: names });
      this.filters = { '2d': networks[0]!, '3d': networks[1]! };
    } catch (error) {
      if (!isAbort(error)) this.problem = frameError(error);
    } finally {
      this.#loading = false;
    }
  }
}
