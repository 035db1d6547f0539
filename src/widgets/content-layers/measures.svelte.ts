import { SvelteMap } from 'svelte/reactivity';
import type { Client } from '#worker/client';
import type { CompareLayersOptions, CompareLayersResult, NetworkSource, Pixels } from '#worker/protocol';

type Reference = CompareLayersOptions['reference'];

/** So many originals are kept. */
const MOST_ORIGINALS = 12;

/** What was measured in the layers of a network: of the originals, and of the rebuilds that are done. */
export class Measures {
  readonly #client: Client;
  /** Originals as a network gets them, by picture and size. */
  readonly originals = new SvelteMap<string, Pixels>();
  /** Content cost of a layer of the reader's network that is silent, by network, original and layer. */
  readonly silent = new SvelteMap<string, number>();
  /** For each finished rebuild its content cost in every layer, as a part of what it was for the noise. */
  readonly #shares = new SvelteMap<string, Readonly<Record<string, number>>>();

  constructor(client: Client) {
    this.#client = client;
  }

  /**
   * Looks at an original, unless it is known.
   *
   * @param key of the original
   * @param layers of the reader's network whose cost is wanted, each with its key in `silent`
   * @throws whatever the experiment throws
   */
  async look(
    key: string,
    network: NetworkSource,
    reference: Reference,
    layers: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<void> {
    const unknown = [...layers].filter(([, place]) => !this.silent.has(place));
    if (this.originals.has(key) && unknown.length === 0) return;
    const names = unknown.map(([layer]) => layer);
    const { reference: seen, silent } = await this.#compare(network, reference, [], names, signal);
    this.originals.set(key, seen);
    for (const old of [...this.originals.keys()].slice(0, -MOST_ORIGINALS)) this.originals.delete(old);
    for (const [layer, place] of unknown) this.silent.set(place, silent.content[layer]!);
  }

  /** Measures a rebuild beside the noise that it began with. */
  async measure(
    key: string,
    network: NetworkSource,
    reference: Reference,
    pictures: { noise: Uint8ClampedArray; rebuilt: Uint8ClampedArray },
    layers: readonly string[],
  ): Promise<void> {
    const { width, height } = reference;
    const both = [pictures.noise, pictures.rebuilt].map((data) => ({ width, height, data: data.slice() }));
    try {
      const [noise, rebuilt] = (await this.#compare(network, reference, both, layers)).compared;
      const shares = Object.entries(rebuilt!.content).map(
        ([layer, cost]) => [layer, cost / noise!.content[layer]!] as const,
      );
      this.#shares.set(key, Object.fromEntries(shares.filter(([, share]) => Number.isFinite(share))));
    } catch {
      // The rebuild itself is there; the table says that this row was not measured.
    }
  }

  /** A rebuild's shares in these layers, null where not measured. */
  shares(key: string, layers: readonly string[]): (number | null)[] | null {
    const shares = this.#shares.get(key);
    return shares ? layers.map((layer) => shares[layer] ?? null) : null;
  }

  /** Forgets what has a key that begins like this, but for originals. */
  forget(beginning: string): void {
    for (const map of [this.#shares, this.silent]) {
      for (const key of map.keys()) if (key.startsWith(beginning)) map.delete(key);
    }
  }

  /** The site's networks are always measured in all layers. */
  #compare(
    network: NetworkSource,
    reference: Reference,
    pictures: Pixels[],
    layers: readonly string[],
    signal?: AbortSignal,
  ): Promise<CompareLayersResult> {
    const only = typeof network === 'string' ? {} : { layers };
    return this.#client.run('compare-layers', { network, reference, pictures, ...only }, { signal });
  }
}
