import { SvelteMap } from 'svelte/reactivity';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import {
  type GrownStyle,
  loadTextures,
  type ShippedTextures,
  TEXTURE,
  type TextureRecord,
} from '#site/shipped-textures';
import { defaultOptions } from '#site/view-options';
import { fittedSize } from '#widgets/shared/fitted-size';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import type { LossPoint } from '#widgets/shared/loss-point';
import type { OwnPainting } from '#widgets/shared/own-painting';
import { type Job, RunQueue } from '#widgets/shared/run-queue.svelte.ts';
import type { TransferFrame, TransferRun } from '#widgets/shared/transfer-run.svelte.ts';
import { type Client, isAbort } from '#worker/client';
import type { PaintingInput } from '#worker/protocol';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { CONVOLUTION_NAMES, type ConvolutionName } from '#world/style/layers';
import { SPECS, type TextureOptions } from './options.ts';
import { layersUpTo } from './words.ts';

/** One texture as it stands: shipped, grown here, or neither. */
export interface Texture {
  upTo: ConvolutionName;
  record: TextureRecord | null;
  run: TransferRun | null;
  frame: TransferFrame | null;
}

/** What the reader has set, what the site ships, and what was grown here. */
export class TextureState {
  readonly #client: Client;
  /** Two pictures may have the same name. */
  #ownPictures = $state(0);
  #loading: AbortController | undefined;
  #complete = false;

  options = $state.raw<TextureOptions>(defaultOptions(SPECS));
  own = $state.raw<OwnPainting | null>(null);
  shipped = $state.raw<ShippedTextures>() as ShippedTextures;
  loading = $state(false);
  problem = $state.raw<FrameError | null>(null);
  /** The step that is shown large; null: the latest. */
  at = $state<number | null>(null);
  /** For each finished texture the style cost of every layer, as a part of what it was for the noise. */
  readonly measured = new SvelteMap<string, number[]>();
  readonly queue: RunQueue;

  readonly side = $derived(Number(this.options.size));
  /** Size of the source, as the network gets it. */
  readonly source = $derived(fittedSize(this.own, TEXTURE.source));
  /** What the site has of the present style and settings. */
  readonly record = $derived.by<GrownStyle | null>(() => {
    const { own, shipped, options } = this;
    if (own) return null;
    const same =
      Number(options.size) === shipped.side &&
      options.steps === shipped.steps &&
      options.smoothing === 1 &&
      options.seed === shipped.seed;
    return (same && shipped.styles.find(({ style }) => style === options.style)) || null;
  });
  /** Numbers of the chosen texture, for live formulas. */
  readonly values = $derived.by(() => {
    const { layer } = this.options;
    const losses = this.losses(layer);
    const [first, last] = [losses[0], losses.at(-1)];
    const values: Record<string, string | number> = { layer };
    if (!first || !last) return values;
    return { ...values, 'cost-start': first.style, cost: last.style, share: last.style / first.style };
  });

  readonly #sourceKey = $derived(this.own ? `own ${this.#ownPictures}` : this.options.style);

  /** @param poster what the page shows before the rest has arrived */
  constructor(client: Client, poster: ShippedTextures) {
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
      this.shipped = await loadTextures({ signal: controller.signal });
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
    if (request.style !== undefined) this.own = null;
    if (this.options.layer !== before.layer || request.style !== undefined) this.at = null;
  }

  takeOwn(picture: OwnPainting): void {
    this.#ownPictures += 1;
    this.own = picture;
    this.at = null;
  }

  texture(upTo: ConvolutionName): Texture {
    const run = this.queue.run(this.#key(upTo));
    if (run) return { upTo, record: null, run, frame: run.picture };
    const record = this.record?.textures.find((one) => one.upTo === upTo) ?? null;
    return { upTo, record, run: null, frame: null };
  }

  /** Style cost left in every layer, as a part of the noise's; null until measured. */
  remaining(upTo: ConvolutionName): readonly number[] | null {
    return this.texture(upTo).record?.remaining ?? this.measured.get(this.#key(upTo)) ?? null;
  }

  /** The costs of a texture over its steps, for LossChart. */
  losses(upTo: ConvolutionName): readonly LossPoint[] {
    const { record, run } = this.texture(upTo);
    if (run) return run.losses;
    return (record?.curve ?? []).map(([step, style, total]) => ({
      step,
      style,
      total,
      content: 0,
      evaluations: step + 1,
    }));
  }

  /** Shows an earlier step of the chosen texture. */
  seek(step: number): void {
    const last = this.losses(this.options.layer).at(-1)?.step ?? 0;
    this.at = step >= last ? null : Math.max(0, step);
  }

  /** Grows textures with the layers up to each of these; those that were grown here already begin anew. */
  grow(layers: readonly ConvolutionName[]): void {
    this.at = null;
    const jobs = layers.map((layer) => this.#job(layer));
    const keys = jobs.map(({ key }) => key);
    this.queue.forget((key) => keys.includes(key));
    for (const key of keys) this.measured.delete(key);
    this.queue.start(jobs);
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
    }
    this.queue.resume();
  }

  stop(): void {
    this.#loading?.abort();
    this.queue.dispose();
  }

  #input(): PaintingInput {
    if (this.own)
      return { kind: 'pixels', width: this.own.width, height: this.own.height, data: this.own.data };
    return { kind: 'style', name: this.options.style, seed: 1 };
  }

  #key(upTo: ConvolutionName): string {
    const { steps, smoothing, seed } = this.options;
    return [this.#sourceKey, this.side, steps, smoothing, seed, upTo].join(' · ');
  }

  #job(upTo: ConvolutionName): Job {
    const { steps, smoothing, seed } = this.options;
    const { lambda, variation } = this.shipped;
    return {
      key: this.#key(upTo),
      options: {
        network: STYLE_DEFAULTS.network,
        width: this.side,
        height: this.side,
        contentLayer: upTo,
        styles: [{ input: this.#input(), weight: 1, size: this.source }],
        lambda: Object.fromEntries(layersUpTo(upTo).map((layer) => [layer, lambda[layer]])),
        alpha: 0,
        beta: 1,
        variation: variation * smoothing,
        start: { kind: 'noise', seed },
        optimiser: TEXTURE.optimiser,
        rate: TEXTURE.rate,
        margin: TEXTURE.margin,
        steps,
      },
    };
  }

  async #measure({ key, options }: Job, run: TransferRun): Promise<void> {
    const [first, last] = [run.frames[0], run.picture];
    const style = options.styles[0];
    if (!first || !last || !style) return;
    try {
      const { compared } = await this.#client.run('compare-layers', {
        network: options.network,
        reference: { input: style.input, ...(style.size ?? this.source) },
        pictures: [first, last].map(({ width, height, pixels }) => ({ width, height, data: pixels.slice() })),
      });
      const [noise, grown] = compared;
      this.measured.set(
        key,
        CONVOLUTION_NAMES.map((layer) => grown!.style[layer]! / noise!.style[layer]!),
      );
    } catch {
      // The texture itself is there; the table says that this column was not measured.
    }
  }
}
