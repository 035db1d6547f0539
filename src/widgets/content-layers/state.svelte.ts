import { SvelteMap } from 'svelte/reactivity';
import { pictureDifference } from '#math/picture-difference';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import {
  loadRebuilds,
  REBUILD,
  type RebuildRecord,
  type RebuiltContent,
  type ShippedRebuilds,
} from '#site/shipped-rebuilds';
import { defaultOptions } from '#site/view-options';
import { fittedSize } from '#widgets/shared/fitted-size';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import type { LossPoint } from '#widgets/shared/loss-point';
import type { OwnPainting } from '#widgets/shared/own-painting';
import { type Job, RunQueue } from '#widgets/shared/run-queue.svelte.ts';
import type { TransferFrame, TransferRun } from '#widgets/shared/transfer-run.svelte.ts';
import { type Client, isAbort } from '#worker/client';
import type { PaintingInput, Pixels } from '#worker/protocol';
import { CONVOLUTION_NAMES, type ConvolutionName } from '#world/style/layers';
import { type ContentLayersOptions, SPECS } from './options.ts';

/** One rebuild as it stands: shipped, made here, or both absent. */
export interface Side {
  seed: number;
  record: RebuildRecord | null;
  run: TransferRun | null;
  /** The picture to show of the run. */
  frame: TransferFrame | null;
}

/** What the reader has set, what the site ships, and what was rebuilt here. */
export class ContentLayersState {
  readonly #client: Client;
  /** Two pictures may have the same name. */
  #ownPictures = $state(0);
  #loading: AbortController | undefined;
  #looking: AbortController | undefined;

  options = $state.raw<ContentLayersOptions>(defaultOptions(SPECS));
  own = $state.raw<OwnPainting | null>(null);
  shipped = $state.raw<ShippedRebuilds>() as ShippedRebuilds;
  #complete = false;
  loading = $state(false);
  problem = $state.raw<FrameError | null>(null);
  /** The step that is shown large; null: the latest. */
  at = $state<number | null>(null);
  /** The original as the network got it last. */
  #original = $state.raw<{ key: string; picture: Pixels } | null>(null);
  /** For each finished rebuild its content cost in every layer, as a part of what it was for the noise. */
  readonly measured = new SvelteMap<string, number[]>();
  readonly queue: RunQueue;

  /** Size of the rebuilds that would be made now. */
  readonly size = $derived(fittedSize(this.own, Number(this.options.size)));
  /** What the site has of the present picture and settings. */
  readonly record = $derived.by<RebuiltContent | null>(() => {
    const { own, shipped, options } = this;
    if (own) return null;
    const same =
      Number(options.size) === shipped.side &&
      options.steps === shipped.steps &&
      options.smoothing === 1 &&
      options.seed === shipped.seeds[0];
    return (same && shipped.contents.find(({ content }) => content === options.content)) || null;
  });

  /** The original in the size of the rebuilds that are made here, once it was asked for. */
  readonly original = $derived(this.#original?.key === this.#originalKey() ? this.#original.picture : null);

  /** Numbers of the chosen layer, for live formulas. */
  readonly values = $derived.by(() => {
    const { layer } = this.options;
    const [first, last] = [this.losses(layer)[0], this.losses(layer).at(-1)];
    const values: Record<string, string | number> = { layer };
    if (first && last) {
      values['cost-start'] = first.content / this.alpha(layer);
      values.cost = last.content / this.alpha(layer);
      values.share = last.content / first.content;
    }
    const [one, other] = [this.side(layer, 0), this.side(layer, 1)];
    const shipped = this.record?.layers.find((rebuilt) => rebuilt.layer === layer);
    if (one.record && shipped) {
      values.between = shipped.between;
      values.difference = one.record.difference;
    } else if (one.frame) {
      const { pixels } = one.frame;
      if (other.frame) values.between = pictureDifference(pixels, other.frame.pixels);
      if (this.original) values.difference = pictureDifference(pixels, this.original.data);
    }
    return values;
  });

  readonly #pictureKey = $derived(this.own ? `own ${this.#ownPictures}` : this.options.content);

  /** @param poster what the page shows before the rest has arrived */
  constructor(client: Client, poster: ShippedRebuilds) {
    this.#client = client;
    this.shipped = poster;
    this.queue = new RunQueue(client, (job, run) => void this.#measure(job, run));
  }

  async load(): Promise<void> {
    this.problem = null;
    this.loading = true;
    const controller = new AbortController();
    this.#loading = controller;
    try {
      this.shipped = await loadRebuilds({ signal: controller.signal });
      this.#complete = true;
    } catch (error) {
      if (!isAbort(error)) this.problem = frameError(error);
    } finally {
      this.loading = false;
    }
  }

  request(request: Options): void {
    const before = this.options;
    this.options = applyRequest(SPECS, before, request);
    if (request.content !== undefined) this.own = null;
    if (this.options.layer !== before.layer || request.content !== undefined) this.at = null;
  }

  takeOwn(picture: OwnPainting): void {
    this.#ownPictures += 1;
    this.own = picture;
    this.at = null;
  }

  /** Whether a rebuild of this layer was begun here. */
  isLive(layer: ConvolutionName): boolean {
    return [0, 1].some((place) => this.queue.run(this.#key(layer, this.seedAt(place))) !== null);
  }

  seedAt(place: number): number {
    return this.options.seed + place;
  }

  /** A layer's rebuild from the first (0) or the second (1) noise. */
  side(layer: ConvolutionName, place: number): Side {
    const seed = this.seedAt(place);
    const run = this.queue.run(this.#key(layer, seed));
    if (this.isLive(layer)) return { seed, record: null, run, frame: run?.picture ?? null };
    const rebuilt = this.record?.layers.find((one) => one.layer === layer);
    return { seed, record: rebuilt?.rebuilds[place] ?? null, run: null, frame: null };
  }

  /** The costs of the rebuild from the first noise over its steps, for LossChart. */
  losses(layer: ConvolutionName): readonly LossPoint[] {
    const { record, run } = this.side(layer, 0);
    if (run) return run.losses;
    return (record?.curve ?? []).map(([step, content, total]) => ({
      step,
      content,
      total,
      style: 0,
      evaluations: step + 1,
    }));
  }

  /** α of a layer's rebuilds: the cost is near 1 where nothing is right. */
  alpha(layer: ConvolutionName): number {
    return this.shipped.alpha[layer] / (this.size.width * this.size.height);
  }

  /** Shows an earlier step of the chosen layer. */
  seek(step: number): void {
    const last = this.losses(this.options.layer).at(-1)?.step ?? 0;
    this.at = step >= last ? null : Math.max(0, step);
  }

  /** Forgets what was made here of one layer, so that it is made again. */
  forgetLayer(layer: ConvolutionName): void {
    const keys = [0, 1].map((place) => this.#key(layer, this.seedAt(place)));
    this.queue.forget((key) => keys.includes(key));
    for (const key of keys) this.measured.delete(key);
  }

  /** Content cost that is left in every layer, as a part of the noise's; null until measured. */
  remaining(layer: ConvolutionName, place = 0): number[] | null {
    const side = this.side(layer, place);
    return side.record?.remaining ?? this.measured.get(this.#key(layer, side.seed)) ?? null;
  }

  /** Rebuilds the picture from these layers, each from both noises. */
  rebuild(layers: readonly ConvolutionName[]): void {
    this.at = null;
    this.queue.start(layers.flatMap((layer) => [0, 1].map((place) => this.#job(layer, this.seedAt(place)))));
    void this.#look();
  }

  /** Back to what the site ships. */
  forget(): void {
    this.queue.forget();
    this.measured.clear();
    this.at = null;
  }

  retry(): void {
    if (!this.#complete) void this.load();
    else if (this.problem) {
      this.problem = null;
      void this.#look();
    }
    this.queue.resume();
  }

  stop(): void {
    this.#loading?.abort();
    this.#looking?.abort();
    this.queue.dispose();
  }

  #input(): PaintingInput {
    if (this.own)
      return { kind: 'pixels', width: this.own.width, height: this.own.height, data: this.own.data };
    return { kind: 'content', name: this.options.content };
  }

  #key(layer: ConvolutionName, seed: number): string {
    const { steps, smoothing } = this.options;
    return [this.#pictureKey, `${this.size.width}x${this.size.height}`, steps, smoothing, layer, seed].join(
      ' · ',
    );
  }

  #job(layer: ConvolutionName, seed: number): Job {
    const { steps, smoothing } = this.options;
    const { shipped } = this;
    return {
      key: this.#key(layer, seed),
      options: {
        network: REBUILD.network,
        ...this.size,
        content: this.#input(),
        contentLayer: layer,
        styles: [],
        lambda: {},
        alpha: this.alpha(layer),
        beta: 0,
        variation: shipped.variation * smoothing,
        start: { kind: 'noise', seed },
        optimiser: REBUILD.optimiser,
        rate: REBUILD.rate,
        margin: REBUILD.margin,
        steps,
      },
    };
  }

  #originalKey(): string {
    return `${this.#pictureKey} ${this.size.width}x${this.size.height}`;
  }

  /** Asks for the original as the network gets it, to compare with. */
  async #look(): Promise<void> {
    const key = this.#originalKey();
    if (this.#original?.key === key) return;
    this.#looking?.abort();
    const controller = new AbortController();
    this.#looking = controller;
    try {
      const { reference } = await this.#client.run(
        'compare-layers',
        {
          network: REBUILD.network,
          reference: { input: this.#input(), ...this.size },
          pictures: [],
        },
        { signal: controller.signal },
      );
      this.#original = { key, picture: reference };
    } catch (error) {
      if (!isAbort(error)) this.problem = frameError(error);
    }
  }

  async #measure({ key, options }: Job, run: TransferRun): Promise<void> {
    const [first, last] = [run.frames[0], run.picture];
    if (!first || !last || !options.content) return;
    const { network, width, height, content } = options;
    try {
      const { compared } = await this.#client.run('compare-layers', {
        network,
        reference: { input: content, width, height },
        pictures: [first, last].map(({ pixels }) => ({ width, height, data: pixels.slice() })),
      });
      const [noise, rebuilt] = compared;
      this.measured.set(
        key,
        CONVOLUTION_NAMES.map((layer) => rebuilt!.content[layer]! / noise!.content[layer]!),
      );
    } catch {
      // The rebuild itself is there; the table says that this row was not measured.
    }
  }
}
