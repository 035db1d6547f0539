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
import type { NetworkSource, PaintingInput } from '#worker/protocol';
import { CONVOLUTION_NAMES, type ConvolutionName } from '#world/style/layers';
import { Brought } from './brought.svelte.ts';
import { Measures } from './measures.svelte.ts';
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
  readonly #measures: Measures;
  /** The reader's network, and what is made with it beside what is made with the course's. */
  readonly brought: Brought;
  readonly #queues: Record<'course' | 'own', RunQueue>;
  /** Whether the original is looked at, before a network of the reader's can begin. */
  preparing = $state(false);
  /** Why some layers were passed over. */
  notice = $state('');
  #wanted: readonly string[] | null = null;

  /** The layers side by side, and the one that is looked at closely. */
  readonly layers: readonly string[] = $derived.by(() =>
    this.brought.source ? this.brought.picked : CONVOLUTION_NAMES,
  );
  readonly layer: string = $derived.by(() => (this.brought.source ? this.brought.layer : this.options.layer));

  /** Size of the rebuilds that would be made now. */
  readonly size = $derived(fittedSize(this.own, Number(this.options.size)));
  /** What the site has of the present picture and settings. */
  readonly record = $derived.by<RebuiltContent | null>(() => {
    const { own, shipped, options } = this;
    if (own || this.brought.source) return null;
    const same =
      Number(options.size) === shipped.side &&
      options.steps === shipped.steps &&
      options.smoothing === 1 &&
      options.seed === shipped.seeds[0];
    return (same && shipped.contents.find(({ content }) => content === options.content)) || null;
  });

  /** The original in the size of the rebuilds that are made here, once it was asked for. */
  readonly original = $derived.by(() => this.#measures.originals.get(this.#originalKey()) ?? null);

  /** Numbers of the chosen layer, for live formulas. */
  readonly values = $derived.by(() => {
    const { layer } = this;
    const [first, last] = [this.losses(layer)[0], this.losses(layer).at(-1)];
    const values: Record<string, string | number> = { layer };
    if (first && last) {
      const alpha = this.side(layer, 0).run?.options?.alpha ?? this.alpha(layer);
      values['cost-start'] = first.content / alpha;
      values.cost = last.content / alpha;
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
    this.#measures = new Measures(client);
    this.shipped = poster;
    const queue = () => new RunQueue(client, (job, run) => void this.#measure(job, run));
    this.#queues = { course: queue(), own: queue() };
    this.brought = new Brought(client, (gone) => this.#takeNetwork(gone));
  }

  /** What is made with the network that is shown. */
  get queue(): RunQueue {
    return this.#queues[this.brought.source ? 'own' : 'course'];
  }

  /** Takes up the next rebuild when the one at work is over. */
  follow(): void {
    for (const queue of Object.values(this.#queues)) queue.follow();
  }

  /** Shows the course's network or the reader's; what the other was at is put aside. */
  showNetwork(shown: 'course' | 'own'): void {
    if (shown === this.brought.shown) return;
    this.cancelPreparing();
    this.queue.pause();
    this.problem = null;
    this.notice = '';
    this.at = null;
    this.brought.shown = shown;
  }

  /** Looks at one layer closely. */
  choose(layer: string): void {
    if (!this.brought.source) {
      this.request({ layer });
      return;
    }
    if (layer !== this.brought.layer) this.at = null;
    this.brought.layer = layer;
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
    if (request.layer !== undefined) this.showNetwork('course');
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
  isLive(layer: string): boolean {
    return [0, 1].some((place) => this.queue.run(this.#key(layer, this.seedAt(place))) !== null);
  }

  seedAt(place: number): number {
    return this.options.seed + place;
  }

  /** A layer's rebuild from the first (0) or the second (1) noise. */
  side(layer: string, place: number): Side {
    const seed = this.seedAt(place);
    const run = this.queue.run(this.#key(layer, seed));
    if (this.isLive(layer)) return { seed, record: null, run, frame: run?.picture ?? null };
    const rebuilt = this.record?.layers.find((one) => one.layer === layer);
    return { seed, record: rebuilt?.rebuilds[place] ?? null, run: null, frame: null };
  }

  /** The costs of the rebuild from the first noise over its steps, for LossChart. */
  losses(layer: string): readonly LossPoint[] {
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

  /**
   * α of a layer's rebuilds: the cost is near 1 where nothing is right. For the reader's network it is exactly 1 where
   * the layer is silent; NaN until the original was looked at.
   */
  alpha(layer: string): number {
    if (this.brought.source) return 1 / (this.#measures.silent.get(this.#silentKey(layer)) ?? Number.NaN);
    return this.shipped.alpha[layer as ConvolutionName] / (this.size.width * this.size.height);
  }

  /** Shows an earlier step of the chosen layer. */
  seek(step: number): void {
    const last = this.losses(this.layer).at(-1)?.step ?? 0;
    this.at = step >= last ? null : Math.max(0, step);
  }

  /** Forgets what was made here of one layer, so that it is made again. */
  forgetLayer(layer: string): void {
    const keys = [0, 1].map((place) => this.#key(layer, this.seedAt(place)));
    this.queue.forget((key) => keys.includes(key));
    for (const key of keys) this.#measures.forget(key);
  }

  /** Content cost that is left in every layer, as a part of the noise's; null until measured. */
  remaining(layer: string, place = 0): (number | null)[] | null {
    const side = this.side(layer, place);
    if (side.record) return side.record.remaining;
    return this.#measures.shares(this.#key(layer, side.seed), this.layers);
  }

  /** Rebuilds the picture from these layers, each from both noises. */
  async rebuild(layers: readonly string[]): Promise<void> {
    this.at = null;
    this.notice = '';
    this.#wanted = layers;
    let answering = layers;
    if (this.brought.source) {
      const keys = layers.map((layer) => this.#silentKey(layer));
      this.preparing = true;
      const looked = await this.#look(layers);
      this.preparing = false;
      // Another picture or network may have come meanwhile.
      if (!looked || layers.some((layer, i) => this.#silentKey(layer) !== keys[i])) return;
      answering = layers.filter((layer) => Number.isFinite(this.alpha(layer)));
      const silent = layers.filter((layer) => !answering.includes(layer));
      if (silent.length > 0) {
        this.notice = `To this picture ${silent.join(', ')} ${silent.length > 1 ? 'answer' : 'answers'} 0 everywhere: there is nothing to rebuild it from.`;
      }
    } else void this.#look();
    this.#wanted = null;
    this.queue.start(
      answering.flatMap((layer) => [0, 1].map((place) => this.#job(layer, this.seedAt(place)))),
    );
  }

  cancelPreparing(): void {
    if (this.preparing) this.#looking?.abort();
    this.#wanted = null;
  }

  /** Back to what the site ships, or to nothing for the reader's network. */
  forget(): void {
    this.queue.forget();
    this.notice = '';
    this.#measures.forget(this.#networkKey());
    this.at = null;
  }

  retry(): void {
    if (!this.#complete) void this.load();
    else if (this.problem) {
      this.problem = null;
      if (this.#wanted) void this.rebuild(this.#wanted);
      else void this.#look();
    }
    this.queue.resume();
  }

  stop(): void {
    this.#loading?.abort();
    this.#looking?.abort();
    for (const queue of Object.values(this.#queues)) queue.dispose();
    this.brought.network.forget();
  }

  /** Another network of the reader's is there, or none any more. */
  #takeNetwork(gone: string | null): void {
    this.cancelPreparing();
    this.at = null;
    this.notice = '';
    this.#queues.course.pause();
    if (gone === null) {
      this.#queues.own.cancel();
      return;
    }
    this.#queues.own.forget();
    this.#measures.forget(gone);
    this.problem = null;
  }

  #source(): NetworkSource {
    return this.brought.source ?? REBUILD.network;
  }

  /** The network with how pictures are prepared for it. */
  #networkKey(): string {
    const { source } = this.brought;
    return source ? `${source.key} ${source.form.rows} ${source.form.preprocessing}` : REBUILD.network;
  }

  #silentKey(layer: string): string {
    return `${this.#networkKey()} ${this.#originalKey()} ${layer}`;
  }

  #input(): PaintingInput {
    if (this.own)
      return { kind: 'pixels', width: this.own.width, height: this.own.height, data: this.own.data };
    return { kind: 'content', name: this.options.content };
  }

  #key(layer: string, seed: number): string {
    const { steps, smoothing } = this.options;
    return [
      this.#networkKey(),
      this.#pictureKey,
      `${this.size.width}x${this.size.height}`,
      steps,
      smoothing,
      layer,
      seed,
    ].join(' · ');
  }

  #job(layer: string, seed: number): Job {
    const { steps, smoothing } = this.options;
    const { shipped } = this;
    return {
      key: this.#key(layer, seed),
      options: {
        network: this.#source(),
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

  /**
   * Asks for the original as the network gets it, to compare with, and for what these layers of the reader's network
   * answer.
   *
   * @returns whether it is known now
   */
  async #look(layers: readonly string[] = []): Promise<boolean> {
    this.#looking?.abort();
    const controller = new AbortController();
    this.#looking = controller;
    try {
      await this.#measures.look(
        this.#originalKey(),
        this.#source(),
        { input: this.#input(), ...this.size },
        new Map(layers.map((layer) => [layer, this.#silentKey(layer)])),
        controller.signal,
      );
      return true;
    } catch (error) {
      if (!isAbort(error)) this.problem = frameError(error);
      return false;
    }
  }

  async #measure({ key, options }: Job, run: TransferRun): Promise<void> {
    const [first, last] = [run.frames[0], run.picture];
    if (!first || !last || !options.content) return;
    const { network, width, height, content } = options;
    const layers = typeof network === 'string' ? CONVOLUTION_NAMES : this.brought.picked;
    const pictures = { noise: first.pixels, rebuilt: last.pixels };
    await this.#measures.measure(key, network, { input: content, width, height }, pictures, layers);
  }
}
