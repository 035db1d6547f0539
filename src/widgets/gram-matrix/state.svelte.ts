import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import type { OwnPainting } from '#widgets/shared/own-painting';
import { type Client, isAbort } from '#worker/client';
import type { PaintingInput } from '#worker/protocol';
import { entriesOf, lossSteps } from './loss.ts';
import { type GramMatrixViewOptions, SPECS } from './options.ts';
import { type ChannelPair, greatestPair, pairMaps } from './pair.ts';
import { inputOf } from './pictures.ts';
import { GramSide } from './side.svelte.ts';

export class GramState {
  options = $state.raw<GramMatrixViewOptions>(defaultOptions(SPECS));
  own = $state.raw<{ s: OwnPainting | null; g: OwnPainting | null }>({ s: null, g: null });
  problem = $state.raw<FrameError | null>(null);
  /** The pair under the pointer, while it is there. */
  hovered = $state.raw<ChannelPair | null>(null);
  /** The place in the maps that the reader points at, as shares of their height and width. */
  pointed = $state.raw<{ row: number; column: number } | null>(null);

  readonly s: GramSide;
  readonly g: GramSide;

  readonly style = $derived.by(() => this.s.layer);
  /** G, when it is compared and belongs to the same layer as S. */
  readonly generated = $derived.by(() => {
    const layer = this.options.compare ? this.g.layer : null;
    return layer && layer.layer === this.style?.layer ? layer : null;
  });
  readonly loading = $derived.by(
    () =>
      this.s.loading ||
      this.style?.layer !== this.options.layer ||
      (this.options.compare && (this.g.loading || !this.generated)),
  );
  readonly steps = $derived.by(() =>
    this.style && this.generated ? lossSteps(this.style, this.generated) : null,
  );
  readonly entries = $derived.by(() => {
    const perPlace = this.steps?.perPlace ?? false;
    return {
      s: this.style && entriesOf(this.style, perPlace),
      g: this.generated && entriesOf(this.generated, perPlace),
    };
  });
  /** The largest entry of both matrices: one scale for both. */
  readonly largest = $derived.by(() => Math.max(largestOf(this.entries.s), largestOf(this.entries.g)));
  /** Channels of the layer that fire nowhere in the pictures shown. */
  readonly silent = $derived.by(() => {
    const { style, generated } = this;
    if (!style) return 0;
    const silentIn = (gram: Float32Array, k: number) => gram[k * style.channels + k] === 0;
    let count = 0;
    for (let k = 0; k < style.channels; k++) {
      if (silentIn(style.gram, k) && (!generated || silentIn(generated.gram, k))) count++;
    }
    return count;
  });
  readonly order = $derived.by((): ArrayLike<number> => {
    if (!this.style) return [];
    if (this.options.order === 'similarity') return this.style.order;
    return Array.from({ length: this.style.channels }, (_, k) => k);
  });
  /** The pair in the link, or the one that stands out: of the difference when two pictures are compared, else of S. */
  readonly chosen = $derived.by((): ChannelPair => {
    const { k, k2 } = this.options;
    if (!this.style) return { k: Math.max(0, k), k2: Math.max(0, k2) };
    const { channels } = this.style;
    const most = Math.min(k, k2) < 0 ? this.standout() : { k, k2 };
    const legal = (wanted: number, fallback: number) =>
      wanted < 0 ? fallback : Math.min(wanted, channels - 1);
    return { k: legal(k, most.k), k2: legal(k2, most.k2) };
  });
  readonly pair = $derived.by(() => this.hovered ?? this.chosen);
  readonly maps = $derived.by(() => ({
    s: this.style && pairMaps(this.style, this.pair),
    g: this.generated && pairMaps(this.generated, this.pair),
  }));

  /** One input a picture, so that the same picture is not asked for twice. */
  readonly #ownInputs = $derived.by(() => ({ s: ownInput(this.own.s), g: ownInput(this.own.g) }));

  constructor(client: Client) {
    this.s = new GramSide(client);
    this.g = new GramSide(client);
  }

  request(request: Options): void {
    const before = this.options;
    const next = applyRequest(SPECS, before, request);
    const moved = next.layer !== before.layer;
    // A number of a channel means nothing in another layer.
    if (moved && request.k === undefined) next.k = -1;
    if (moved && request.k2 === undefined) next.k2 = -1;
    for (const side of ['s', 'g'] as const) {
      if (request[side] !== undefined) this.own = { ...this.own, [side]: null };
    }
    this.options = next;
    this.hovered = null;
  }

  /** What stands for a side: a reader's own picture, or the one in the options. */
  inputOf(side: 's' | 'g'): PaintingInput {
    return this.#ownInputs[side] ?? inputOf(this.options[side]);
  }

  takeOwn(side: 's' | 'g', picture: OwnPainting): void {
    this.own = { ...this.own, [side]: picture };
  }

  choose(pair: ChannelPair): void {
    this.request({ k: pair.k, k2: pair.k2 });
  }

  /** The two channels with the largest entry, of the difference or of S. */
  standout(): ChannelPair {
    if (!this.style) return { k: 0, k2: 0 };
    return greatestPair(this.steps?.difference ?? this.style.gram, this.style.channels);
  }

  /** Brings both sides up to the options. Called whenever pictures or layer have changed. */
  async refresh(): Promise<void> {
    this.problem = null;
    const { layer, compare } = this.options;
    try {
      const wanted = [this.s.want(this.inputOf('s'), layer)];
      if (compare) wanted.push(this.g.want(this.inputOf('g'), layer));
      await Promise.all(wanted);
    } catch (error) {
      if (!isAbort(error)) this.problem = frameError(error);
    }
  }

  stop(): void {
    this.s.stop();
    this.g.stop();
  }
}

function largestOf(values: Float32Array | null): number {
  let largest = 0;
  for (const value of values ?? []) if (value > largest) largest = value;
  return largest;
}

function ownInput(own: OwnPainting | null): PaintingInput | null {
  if (!own) return null;
  const { width, height, data } = own;
  return { kind: 'pixels', width, height, data };
}
