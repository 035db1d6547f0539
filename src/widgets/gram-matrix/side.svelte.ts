import { type Client, isAbort, latest } from '#worker/client';
import type { GramMatrixResult, PaintingInput } from '#worker/protocol';

/** Longer side of a picture, in pixels. */
const SIDE = 128;
const SMALLEST = 32;
/** Layers that are kept, so that going back to one is at once. */
const KEPT = 8;

/** The size at which a picture is looked at: the site's own are square, a reader's own keep their shape. */
export function sizeOf(input: PaintingInput): { width: number; height: number } {
  if (input.kind !== 'pixels') return { width: SIDE, height: SIDE };
  const scale = SIDE / Math.max(input.width, input.height);
  const side = (length: number) => Math.min(SIDE, Math.max(SMALLEST, Math.round((length * scale) / 8) * 8));
  return { width: side(input.width), height: side(input.height) };
}

/** One of the two pictures, and what a layer makes of it. */
export class GramSide {
  /** Of the picture and the layer asked for last; an older one stays until it has come. */
  layer = $state.raw<GramMatrixResult | null>(null);
  loading = $state(false);

  readonly #run: ReturnType<typeof latest>;
  readonly #kept = new Map<string, GramMatrixResult>();
  #input: PaintingInput | null = null;
  #wanted = '';

  constructor(client: Client) {
    this.#run = latest(client);
  }

  /**
   * Brings `layer` up to a picture and a layer. Asked for the same again it does nothing.
   *
   * @throws ExperimentError when the worker can't; asked again it tries again
   */
  async want(input: PaintingInput, layer: string): Promise<void> {
    const picture = input.kind === 'pixels' ? 'own' : JSON.stringify(input);
    if (picture === 'own' && input !== this.#input) {
      for (const key of this.#kept.keys()) if (key.startsWith('own')) this.#kept.delete(key);
      this.#wanted = '';
    }
    this.#input = input;
    const key = `${picture} ${layer}`;
    if (key === this.#wanted) return;
    this.#wanted = key;
    const known = this.#kept.get(key);
    if (known) {
      this.#run.cancel();
      this.layer = known;
      this.loading = false;
      return;
    }
    this.loading = true;
    try {
      const result = await this.#run.run('gram-matrix', {
        network: 'pictures',
        layer,
        input,
        ...sizeOf(input),
      });
      if (key !== this.#wanted) return;
      this.#keep(key, result);
      this.layer = result;
      this.loading = false;
    } catch (error) {
      if (isAbort(error)) return;
      this.#wanted = '';
      this.loading = false;
      throw error;
    }
  }

  stop(): void {
    this.#run.cancel();
  }

  #keep(key: string, result: GramMatrixResult): void {
    this.#kept.set(key, result);
    const oldest = this.#kept.keys().next().value;
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}
