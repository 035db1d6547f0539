import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { type Client, isAbort } from '#worker/client';
import type { NetworkSource } from '#worker/protocol';

/** A filter's activations over one picture, row-major. */
export interface ActivationMap {
  rows: number;
  columns: number;
  values: Float32Array;
}

const MOST_MAPS = 400;

/** Activation maps of atlas, world and own pictures, computed in the worker when they are asked for. */
export class ActivationMaps {
  readonly #client: Client;
  readonly #maps = new SvelteMap<string, ActivationMap>();
  readonly #fileOf: (seed: number) => Blob | null;
  readonly #network: NetworkSource;
  #onError: (error: unknown) => void;

  /** @param fileOf the file of one of the reader's own pictures; null for another number */
  constructor(
    client: Client,
    fileOf: (seed: number) => Blob | null,
    onError: (error: unknown) => void,
    network: NetworkSource = 'pictures',
  ) {
    this.#client = client;
    this.#network = network;
    this.#fileOf = fileOf;
    this.#onError = onError;
  }

  /** The map, if it is here yet. */
  get(layer: string, unit: number, seed: number): ActivationMap | null {
    return this.#maps.get(keyOf(layer, unit, seed)) ?? null;
  }

  /** Asks for a filter's maps over pictures, until the signal is aborted. */
  async want(layer: string, unit: number, seeds: readonly number[], signal: AbortSignal): Promise<void> {
    const missing = untrack(() => seeds.filter((seed) => !this.#maps.has(keyOf(layer, unit, seed))));
    if (missing.length === 0) return;
    const pictures = missing.map((seed) => {
      const file = this.#fileOf(seed);
      return file ? { kind: 'file' as const, file } : { kind: 'seed' as const, seed };
    });
    try {
      await this.#client.run(
        'activation-map',
        { network: this.#network, layer, unit, pictures },
        {
          signal,
          onProgress: ({ partial }) => {
            if (!partial) return;
            const { index, rows, columns, values } = partial;
            this.#maps.set(keyOf(layer, unit, missing[index]!), { rows, columns, values });
            this.#forgetOldest();
          },
        },
      );
    } catch (error) {
      if (!isAbort(error)) this.#onError(error);
    }
  }

  /** Forgets the maps of pictures of which this is true. */
  forget(which: (seed: number) => boolean): void {
    for (const key of this.#maps.keys()) {
      if (which(Number(key.slice(key.lastIndexOf('/') + 1)))) this.#maps.delete(key);
    }
  }

  #forgetOldest(): void {
    for (const key of this.#maps.keys()) {
      if (this.#maps.size <= MOST_MAPS) return;
      this.#maps.delete(key);
    }
  }
}

function keyOf(layer: string, unit: number, seed: number): string {
  return `${layer}/${unit}/${seed}`;
}
