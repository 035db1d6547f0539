import type { Baseline } from '#math/class-share';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { loadAtlasClasses, loadPatches, loadUnitIndex, type UnitIndex } from '#site/unit-index';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import { chanceOf, type Finding, findUnits } from './hunt.ts';
import { SPECS, type UnitHuntOptions } from './options.ts';

interface Loaded {
  index: UnitIndex;
  labels: Uint8Array;
}

/** What was found at build time, so that the chart stands there before anything is loaded. */
export interface Summary {
  class: string;
  findings: Finding[];
}

/** Leaves the main thread to others between two pieces of work. */
const breathe = () => new Promise<void>((resolve) => setTimeout(resolve));

export class UnitHuntState {
  options = $state.raw<UnitHuntOptions>(defaultOptions(SPECS));
  loaded = $state.raw<Loaded | null>(null);
  problem = $state.raw<FrameError | null>(null);
  /** The nine best patches of all units, by layer. */
  patches = $state.raw<Readonly<Record<string, ImageBitmap>>>({});
  readonly summary: Summary | null;
  #chances = $state.raw<Readonly<Record<string, Baseline>>>({});
  #round = 0;

  constructor(summary: Summary | null) {
    this.summary = summary;
  }

  readonly target = $derived(this.loaded?.index.classes.indexOf(this.options.find) ?? -1);
  readonly #found = $derived(
    this.loaded && this.target >= 0 ? findUnits(this.loaded.index, this.loaded.labels, this.target) : null,
  );
  /** The best unit of every layer; empty when nothing is known yet. */
  readonly findings = $derived.by((): Finding[] => {
    if (!this.#found) return this.summary?.class === this.options.find ? this.summary.findings : [];
    return this.#found.map((one) => ({ ...one, chance: this.#chances[this.#key(one.layer)] ?? null }));
  });
  readonly finding = $derived(this.findings.find(({ layer }) => layer === this.options.layer) ?? null);

  #key(layer: string): string {
    return `${this.options.find} ${layer} ${this.options.seed}`;
  }

  set(changes: Options): void {
    this.options = applyRequest(SPECS, this.options, changes);
  }

  /** Loads the index, then every layer's patches. */
  async load(): Promise<void> {
    this.problem = null;
    try {
      const [index, labels] = await Promise.all([loadUnitIndex(), loadAtlasClasses()]);
      this.loaded = { index, labels };
      const drawn = index.layers.map(async ({ layer }) => {
        const image = await loadPatches(layer);
        this.patches = { ...this.patches, [layer]: image };
      });
      await Promise.all(drawn);
    } catch (error) {
      this.problem = frameError(error);
    }
  }

  /** Computes the baselines of the class in force, a layer at a time; a later call takes over. */
  async computeChances(): Promise<void> {
    const round = ++this.#round;
    const { loaded, target } = this;
    if (!loaded || target < 0) return;
    for (const layer of loaded.index.layers) {
      const key = this.#key(layer.layer);
      if (this.#chances[key]) continue;
      await breathe();
      if (round !== this.#round) return;
      const chance = chanceOf(layer, loaded.index.atlasSeed, loaded.labels, target, this.options.seed);
      this.#chances = { ...this.#chances, [key]: chance };
    }
  }
}
