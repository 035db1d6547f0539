import { OwnNetworkState } from '#widgets/shared/own-network/own-network.svelte.ts';
import { suggestedLayers } from '#widgets/shared/own-network/words';
import type { Client } from '#worker/client';
import type { InspectedLayer, OwnNetwork } from '#worker/protocol';

/** How many layers of a reader's network can carry the style. */
export const MOST_LAYERS = 6;

/** A reader's network as a run takes it: λ by its layers' names, and the layer of the content cost. */
export interface Painter {
  network: OwnNetwork;
  lambda: Record<string, number>;
  contentLayer: string;
}

/** Whether a layer's Gram matrix can be taken: it answers with a map of some places. */
export function hasMap({ kind, shape }: InspectedLayer): boolean {
  if (kind === 'InputLayer' || shape.length !== 3) return false;
  return shape.every((side) => side !== null && side > 0) && shape[0]! * shape[1]! > 1;
}

/** Of layers, first to last, the one that carries content to begin with: deep, but not the last, as in the course's network. */
export function usualContentLayer(layers: readonly string[]): string {
  return layers[Math.round((layers.length - 1) * 0.8)] ?? '';
}

/** The network that the reader brought to paint with: whether it paints, and its layers. */
export class Brought {
  readonly network: OwnNetworkState;
  readonly #onChange: () => void;
  #key = '';

  /** Which network paints. */
  shown = $state<'course' | 'brought'>('course');
  /** λ of the layers that were picked, first to last. */
  lambda = $state.raw<Record<string, number>>({});
  contentLayer = $state('');

  readonly picked = $derived(Object.keys(this.lambda));
  /** What paints, null for the course's network. */
  readonly painter = $derived.by<Painter | null>(() => {
    const { opened } = this.network;
    if (!opened || this.shown === 'course' || this.picked.length === 0) return null;
    return { network: opened.network, lambda: this.lambda, contentLayer: this.contentLayer };
  });

  /** @param onChange told when another network paints, or its layers or weights are others */
  constructor(client: Client, onChange: () => void) {
    this.network = new OwnNetworkState(client, () => this.#take());
    this.#onChange = onChange;
  }

  /** Lets the course's network paint, or the reader's. */
  show(shown: 'course' | 'brought'): void {
    if (this.shown === shown) return;
    this.shown = shown;
    this.#onChange();
  }

  /** Layers that carry the style; those that are new count 1. */
  pick(layers: readonly string[]): void {
    const picked = layers.slice(0, MOST_LAYERS);
    this.lambda = Object.fromEntries(picked.map((layer) => [layer, this.lambda[layer] ?? 1]));
    if (!picked.includes(this.contentLayer)) this.contentLayer = usualContentLayer(picked);
    this.#onChange();
  }

  weigh(lambda: Record<string, number>): void {
    this.lambda = lambda;
    this.#onChange();
  }

  carry(contentLayer: string): void {
    this.contentLayer = contentLayer;
    this.#onChange();
  }

  #take(): void {
    const { opened } = this.network;
    if (!opened) {
      this.lambda = {};
      this.contentLayer = '';
      this.shown = 'course';
      this.#onChange();
      return;
    }
    const { inspection, network } = opened;
    const usable = inspection.layers.filter(hasMap).map(({ name }) => name);
    const kept = this.#key === network.key ? this.picked.filter((name) => usable.includes(name)) : [];
    if (kept.length === 0) {
      this.lambda = {};
      this.contentLayer = '';
    }
    this.#key = network.key;
    this.shown = usable.length > 0 ? 'brought' : 'course';
    if (usable.length === 0) {
      this.network.problem =
        'None of its layers answers with a map of filters, so that it has no style to compare.';
    }
    this.pick(kept.length > 0 ? kept : suggestedLayers(inspection, MOST_LAYERS, hasMap));
  }
}
