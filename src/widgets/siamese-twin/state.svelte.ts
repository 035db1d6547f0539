import type { EncodingSet } from '#math/encoding-set';
import { loadEncodings } from '#site/face-encodings';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { type Client, isAbort } from '#worker/client';
import type { FaceInput, FilterChange, SiameseForwardOptions, SiameseForwardResult } from '#worker/protocol';
import { lookAlikes, type Pair, strangersToThemselves } from './look-alikes.ts';
import { type SiameseTwinOptions, SPECS, viewOf } from './options.ts';
import { distanceOf, filtersOf, fourWays, SHOWN, termsOf, towersOf } from './towers.ts';

/** How many pairs a preset goes through before it begins again. */
const PRESET_PAIRS = 12;

export type Preset = 'same' | 'two' | 'alike' | 'hard' | 'twice';

export class SiameseTwinState {
  options = $state.raw<SiameseTwinOptions>(defaultOptions(SPECS));
  result = $state.raw<SiameseForwardResult | null>(null);
  problem = $state.raw<FrameError | null>(null);
  gallery = $state.raw<EncodingSet | null>(null);
  running = $state(false);
  /** The number of the encodings that is pointed at; null for none. */
  pointed = $state<number | null>(null);

  readonly filter = $derived(Math.min(this.options.filter, filtersOf(this.options.layer) - 1));
  readonly changed = $derived(this.options.gain !== 1 || this.options.noise !== 0);
  readonly towers = $derived(towersOf(this.options));
  readonly terms = $derived(this.result ? termsOf(this.result, this.towers) : null);
  readonly distance = $derived(this.result ? distanceOf(this.result, this.towers) : null);
  /** With the pictures in each other's tower. */
  readonly exchanged = $derived(
    this.result
      ? distanceOf(this.result, {
          ...this.towers,
          pictures: [this.towers.pictures[1], this.towers.pictures[0]],
        })
      : null,
  );
  /** By the network as it was trained. */
  readonly before = $derived(
    this.result ? distanceOf(this.result, { ...this.towers, weights: [0, 0] }) : null,
  );
  readonly ways = $derived(this.result ? fourWays(this.result, this.towers.weights) : null);
  readonly samePerson = $derived(this.options.person1 === this.options.person2);
  readonly #alike = $derived(this.gallery ? lookAlikes(this.gallery, PRESET_PAIRS) : []);
  readonly #hard = $derived(this.gallery ? strangersToThemselves(this.gallery, PRESET_PAIRS) : []);

  readonly #client: Client;
  #wanted: SiameseForwardOptions | null = null;
  #stopped = new AbortController();

  constructor(client: Client) {
    this.#client = client;
  }

  /** The shipped encodings, for the presets that search in them. Without them, those presets are missing. */
  async load(): Promise<void> {
    try {
      this.gallery = await loadEncodings('gallery', { signal: this.#stopped.signal });
    } catch (error) {
      if (!isAbort(error)) console.warn(error);
    }
  }

  request(request: Options): void {
    this.options = applyRequest(SPECS, this.options, request);
  }

  /** Weights as they were trained, in both towers. */
  reset(): void {
    this.request({ gain: 1, noise: 0, tied: true });
  }

  /** The pairs of a preset that is found by computing; empty until they are known. */
  pairsOf(preset: 'alike' | 'hard'): readonly Pair[] {
    return preset === 'alike' ? this.#alike : this.#hard;
  }

  /** Shows the next pair of a preset. */
  show(preset: Preset): void {
    const { person1, person2, picture1, picture2 } = this.options;
    const plain = { look1: '', look2: '', swapped: false };
    if (preset === 'twice') {
      this.request({ ...this.#sameAsFirst(), swapped: false });
    } else if (preset === 'same') {
      const next = this.samePerson && picture1 === 0 ? (picture2 % 9) + 1 : 1;
      this.request({ ...plain, person2: person1, picture1: 0, picture2: next });
    } else if (preset === 'two') {
      const other = person1 === person2 ? person1 + 1 : person2 + 1;
      const free = other % 60 === person1 ? other + 1 : other;
      this.request({ ...plain, person2: free % 60, picture1: 0, picture2: 0 });
    } else {
      const pairs = this.pairsOf(preset);
      const at = pairs.findIndex(
        (pair) =>
          pair.people[0] === person1 &&
          pair.people[1] === person2 &&
          pair.pictures[0] === picture1 &&
          pair.pictures[1] === picture2,
      );
      const pair = pairs[(at + 1) % pairs.length];
      if (!pair) return;
      const [first, second] = pair.people;
      this.request({
        ...plain,
        ...{ person1: first, person2: second, picture1: pair.pictures[0], picture2: pair.pictures[1] },
      });
    }
  }

  #sameAsFirst(): Options {
    const { person1, picture1, look1 } = this.options;
    return { person2: person1, picture2: picture1, look2: look1 };
  }

  /** Brings the answers up to the options: what is asked while a run goes on waits, and only the latest is run. */
  refresh(): void {
    const { layer, gain, noise } = this.options;
    const change: FilterChange = { layer, filter: this.filter, gain, noise, seed: this.filter };
    const face = (side: 1 | 2): FaceInput => ({ kind: 'face', ...viewOf(this.options, side) });
    this.#wanted = { pictures: [face(1), face(2)], change, shown: SHOWN };
    if (!this.running) void this.#run();
  }

  retry(): void {
    if (!this.gallery) void this.load();
    this.refresh();
  }

  stop(): void {
    this.#wanted = null;
    this.#stopped.abort();
    this.#stopped = new AbortController();
  }

  async #run(): Promise<void> {
    this.running = true;
    this.problem = null;
    const { signal } = this.#stopped;
    try {
      while (this.#wanted) {
        const wanted = this.#wanted;
        this.#wanted = null;
        this.result = await this.#client.run('siamese-forward', wanted, { signal });
      }
    } catch (error) {
      if (!isAbort(error)) this.problem = frameError(error);
    } finally {
      this.running = false;
    }
  }
}
