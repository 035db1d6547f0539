import { OwnNetworkState } from '#widgets/shared/own-network/own-network.svelte.ts';
import type { Client } from '#worker/client';
import type { InspectedLayer, Inspection, OpenedOwnNetwork, OwnNetwork } from '#worker/protocol';

/** As many layers of the reader's network stand side by side as of the course's. */
export const MOST_LAYERS = 6;

/** Whether a layer answers with a map, from which a picture can be rebuilt. */
export function hasMap({ kind, shape }: Pick<InspectedLayer, 'kind' | 'shape'>): boolean {
  return kind !== 'InputLayer' && shape.length === 3;
}

/** Layers to begin with: up to `most`, spread from the first to the last, after a ReLU or the like if there are such. */
export function spreadLayers({ layers }: Pick<Inspection, 'layers'>, most = MOST_LAYERS): string[] {
  const maps = layers.filter(hasMap);
  const active = maps.filter((layer) => layer.active);
  const from = (active.length > 0 ? active : maps).map(({ name }) => name);
  if (from.length <= most) return from;
  return Array.from({ length: most }, (_, i) => from[Math.round((i * (from.length - 1)) / (most - 1))]!);
}

/** The network that the reader brought to this widget: which of its layers are the columns, and which is looked at. */
export class Brought {
  readonly network: OwnNetworkState;
  readonly #onChange: (forgotten: string | null) => void;
  picked = $state.raw<readonly string[]>([]);
  /** The layer that is looked at closely. */
  layer = $state('');
  shown = $state<'course' | 'own'>('course');
  #key: string | null = null;

  /** @param onChange told when another network is there, with the key of the one before if that is gone */
  constructor(client: Client, onChange: (forgotten: string | null) => void) {
    this.#onChange = onChange;
    this.network = new OwnNetworkState(client, () => this.#take());
  }

  get isThere(): boolean {
    return this.network.opened !== null && this.picked.length > 0;
  }

  /** The network, where it is the one that is shown. */
  get source(): OwnNetwork | null {
    return this.shown === 'own' && this.isThere ? this.network.opened!.network : null;
  }

  /** Puts these layers side by side. */
  pick(layers: readonly string[]): void {
    this.picked = layers.slice(0, MOST_LAYERS);
    if (!this.picked.includes(this.layer)) this.layer = this.picked[Math.floor(this.picked.length / 2)] ?? '';
  }

  #take(): void {
    const { opened } = this.network;
    const before = this.#key;
    this.#key = opened?.network.key ?? null;
    const isSame = before === this.#key;
    this.pick(opened ? this.#picksOf(opened, isSame) : []);
    this.shown = this.isThere ? 'own' : 'course';
    if (opened && !this.isThere) this.network.problem = 'None of its layers answers with a map of filters.';
    this.#onChange(isSame ? null : before);
  }

  /** The layers picked before, where the same network is prepared otherwise; else those to begin with. */
  #picksOf({ inspection }: OpenedOwnNetwork, isSame: boolean): string[] {
    const there = this.picked.filter((name) => inspection.layers.some((layer) => layer.name === name));
    return isSame && there.length > 0 ? there : spreadLayers(inspection);
  }
}
