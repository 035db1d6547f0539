import type { Options } from '#site/page-bus';
import { isContentName } from '#site/paintings';
import { applyRequest } from '#site/request-options';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import type { OwnPainting } from '#widgets/shared/own-painting';
import { type Client, isAbort, latest } from '#worker/client';
import type { PaintingInput, ShuffleLayer, ShuffleStep } from '#worker/protocol';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { type GramShuffleViewOptions, SHARE_STEP, SPECS } from './options.ts';

/** Longer side of the picture, in pixels. */
const SIDE = 128;
const SMALLEST = 32;

/** The picture, the layer and the seed, and what every shuffle of them costs. */
export class GramShuffleState {
  readonly #run: ReturnType<typeof latest>;
  /** What `layer` and `steps` were asked for. */
  #wanted: unknown[] = [];

  options = $state.raw<GramShuffleViewOptions>(defaultOptions(SPECS));
  own = $state.raw<OwnPainting | null>(null);
  layer = $state.raw<ShuffleLayer | null>(null);
  /** By percent of the places that change. */
  steps = $state.raw<ReadonlyMap<number, ShuffleStep>>(new Map());
  /** Of the tiles or of the activations: what `steps` are. */
  again = $state(false);
  /** The name of the layer that `layer` is. */
  layerName = $state('');
  running = $state.raw<{ done: number; total: number } | null>(null);
  problem = $state.raw<FrameError | null>(null);

  /** The step that the slider asks for, until it has come the nearest one that is known. It belongs to `layer`. */
  readonly step = $derived.by(() => {
    const { share } = this.options;
    const known = [...this.steps].sort(([one], [other]) => Math.abs(one - share) - Math.abs(other - share));
    return known[0]?.[1] ?? null;
  });

  constructor(client: Client) {
    this.#run = latest(client);
  }

  request(request: Options): void {
    if (request.picture !== undefined) this.own = null;
    this.options = applyRequest(SPECS, this.options, request);
  }

  /** Brings the steps up to the options; asked for the same again, or for another share only, it does nothing. */
  async refresh(): Promise<void> {
    const { picture, layer, again, seed, share } = this.options;
    const wanted = [this.own ?? picture, layer, again, seed];
    if (wanted.every((value, i) => value === this.#wanted[i])) return;
    this.#wanted = wanted;
    this.problem = null;
    const all = Array.from({ length: 100 / SHARE_STEP + 1 }, (_, i) => i * SHARE_STEP);
    const order = [share, ...all.filter((value) => value !== share)];
    const input = this.#input();
    const steps = new Map<number, ShuffleStep>();
    let known: ShuffleLayer | null = null;
    this.running = { done: 0, total: order.length };
    try {
      await this.#run.run(
        'gram-shuffle',
        {
          network: STYLE_DEFAULTS.network,
          ...{ layer, seed, input, ...sizeOf(this.own) },
          shares: order.map((percent) => percent / 100),
          shuffled: again ? 'tiles' : 'activations',
        },
        {
          onProgress: ({ done, total, partial }) => {
            this.running = { done, total };
            if (!partial) return;
            if ('layer' in partial) {
              // After a lost backend it begins again.
              known = partial.layer;
              steps.clear();
              return;
            }
            steps.set(order[done - 1]!, partial.step);
            this.layer = known;
            this.layerName = layer;
            this.again = again;
            this.steps = new Map(steps);
          },
        },
      );
      this.running = null;
    } catch (error) {
      if (isAbort(error)) return;
      this.#wanted = [];
      this.running = null;
      this.problem = frameError(error);
    }
  }

  stop(): void {
    this.#run.cancel();
  }

  #input(): PaintingInput {
    if (this.own) {
      const { width, height, data } = this.own;
      return { kind: 'pixels', width, height, data };
    }
    const { picture } = this.options;
    return isContentName(picture)
      ? { kind: 'content', name: picture }
      : { kind: 'style', name: picture, seed: 1 };
  }
}

/** The site's own pictures are square, a reader's own keep their shape. */
function sizeOf(own: OwnPainting | null): { width: number; height: number } {
  if (!own) return { width: SIDE, height: SIDE };
  const scale = SIDE / Math.max(own.width, own.height);
  const side = (length: number) => Math.min(SIDE, Math.max(SMALLEST, Math.round((length * scale) / 8) * 8));
  return { width: side(own.width), height: side(own.height) };
}
