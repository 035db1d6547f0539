import { analyse } from '#math/convolution/analyse';
import { networkFromLink, networkToLink } from '#math/convolution/link';
import type { Network, Shape } from '#math/convolution/network';
import { PRESETS, presetOf } from '#math/convolution/presets';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { nearestOptions } from '#site/view-options';
import { announcedValues } from './announced.ts';
import type { Numbers } from './drawing/numbers.ts';
import { legalPlace, placeOf, placeText } from './drawing/place.ts';
import { networkAround } from './edit.ts';
import { type ConvShapeOptions, SPECS } from './options.ts';

/** What a new network starts with: the window in the first place, untouched numbers. */
const START = { layer: 0, at: '', filter: 0, channel: 0, edits: '' } as const;
/** What a new layer starts with. */
const LAYER_START = { at: '', filter: 0, channel: 0, edits: '' } as const;

export class ConvShapeState {
  options = $state.raw<ConvShapeOptions>(nearestOptions(SPECS, {}));
  /** The network as typed: it may be impossible. */
  network = $state.raw<Network>(PRESETS[0]!.network);
  /** What the reader points at, here or in a formula of the page. */
  lit = $state<string | null>(null);

  readonly report = $derived(analyse(this.network));
  readonly index = $derived(Math.min(this.options.layer, this.network.layers.length - 1));
  readonly layer = $derived(this.report.layers[this.index]);
  readonly place = $derived(legalPlace(this.layer, placeOf(this.options.at)));
  readonly numbers = $derived.by((): Numbers => {
    const { input, weights, seed, edits } = this.options;
    return { input, weights, seed, edits };
  });
  readonly preset = $derived(presetOf(this.options.preset)!);
  /** Whether the network is the preset's, unchanged. */
  readonly untouched = $derived(this.options.network === '');
  readonly values = $derived(announcedValues(this.report, this.index));

  constructor(initial: Partial<ConvShapeOptions> = {}) {
    this.options = nearestOptions(SPECS, initial);
    this.#load();
  }

  /** A preset asked for is that network, seen from its beginning, unless the request says otherwise. */
  request(request: Options): void {
    const fresh = request.preset !== undefined;
    const before = fresh ? { ...this.options, ...START, network: '' } : this.options;
    const next = applyRequest(SPECS, before, request);
    const moved = next.layer !== before.layer && !fresh;
    if (moved) {
      for (const name of ['at', 'filter', 'channel', 'edits'] as const) {
        if (request[name] === undefined) Object.assign(next, { [name]: LAYER_START[name] });
      }
    }
    this.options = next;
    if (fresh || request.network !== undefined) this.#load();
  }

  /** Takes a network as the reader makes it, possible or not; the link keeps the nearest possible one. */
  change(network: Network, layer = this.index): void {
    this.network = network;
    const link = networkToLink(network);
    const own = link === networkToLink(this.preset.network) ? '' : link;
    const moved = layer !== this.options.layer;
    this.options = {
      ...this.options,
      ...(moved ? LAYER_START : {}),
      layer: Math.max(0, Math.min(layer, network.layers.length - 1)),
      network: own,
    };
  }

  changeInput(input: Shape): void {
    this.change({ ...this.network, input });
  }

  /** The same layers in another number of dimensions. */
  changeDimensions(dimensions: Network['dimensions']): void {
    if (dimensions === this.network.dimensions) return;
    this.change(networkAround(this.network, dimensions));
    this.options = { ...this.options, at: '', edits: '' };
  }

  moveTo(place: readonly number[]): void {
    this.options = { ...this.options, at: place.every((cell) => cell === 0) ? '' : placeText(place) };
  }

  #load(): void {
    const { network } = this.options;
    this.network = network === '' ? this.preset.network : networkFromLink(network, this.preset.network);
  }
}
