import { onPixels, overlapIn } from '#math/concept-overlap';
import type { UnitConcept } from '#math/unit-index';
import type { Options } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import { loadPatches, loadUnitIndex, TILE, type UnitIndex } from '#site/unit-index';
import { defaultOptions } from '#site/view-options';
import { type FrameError, frameError } from '#widgets/shared/frame-error';
import type { Client } from '#worker/client';
import type { ShownPicture } from '#worker/protocol';
import {
  type Concept,
  type ConceptGroup,
  conceptOf,
  type LayerSummary,
  labelOf,
  largestGroup,
  summarise,
} from './concepts.ts';
import { Measurement } from './measurement.svelte.ts';
import { CLOSED, type DissectionOptions, SHOWN, SPECS, settled } from './options.ts';
import { intersect, pixelsOf } from './outline.ts';

/** What is compared in one picture. */
export interface Comparison {
  shown: ShownPicture;
  /** Pixels where the unit is on; null while the threshold is not known. */
  on: Uint8Array | null;
  mask: Uint8Array | null;
  both: Uint8Array | null;
  overlap: ReturnType<typeof overlapIn> | null;
}

export class DissectionState {
  options = $state.raw<DissectionOptions>(defaultOptions(SPECS));
  layers = $state.raw<LayerSummary[]>([]);
  index = $state.raw<UnitIndex | null>(null);
  /** Why the index or a picture could not be loaded. */
  failure = $state.raw<FrameError | null>(null);
  /** The nine best patches of all units, by layer. */
  patches = $state.raw<Readonly<Record<string, ImageBitmap>>>({});
  measurement = $state.raw<Measurement | null>(null);

  constructor(summary: LayerSummary[] | null) {
    this.layers = summary ?? [];
  }

  readonly layer = $derived(this.layers.find(({ layer }) => layer === this.options.layer) ?? null);
  readonly group = $derived.by((): ConceptGroup | null => {
    if (!this.layer) return null;
    const found = this.layer.groups.find(({ id }) => id === this.options.concept);
    return found ?? largestGroup(this.layer);
  });
  readonly isOpen = $derived(this.options.unit !== CLOSED);
  /** The shipped label of the opened unit. */
  readonly shipped = $derived.by((): UnitConcept | null => {
    if (!this.isOpen) return null;
    for (const { kind, name, units } of this.layer?.groups ?? []) {
      const found = units.find(({ unit }) => unit === this.options.unit);
      if (found) return { kind, name, iou: found.iou };
    }
    return null;
  });
  /** Scene seeds of the opened unit's strongest pictures. */
  readonly seeds = $derived.by((): number[] => {
    const top = this.index?.layers.find(({ layer }) => layer === this.options.layer)?.top;
    if (!top || !this.isOpen) return [];
    const from = this.options.unit * top.keep;
    return [...top.seeds.subarray(from, from + Math.min(SHOWN, top.keep))];
  });
  /** Whose mask the opened unit is compared with; null while that is to be measured. */
  readonly concept = $derived.by((): Concept | null => {
    const picked = conceptOf(this.options.compare);
    if (picked) return picked;
    const { shipped } = this;
    if (shipped && shipped.kind !== 'none') return { kind: shipped.kind, name: shipped.name };
    return this.measurement?.measured?.concepts[0] ?? null;
  });
  /** That concept over all pictures of the sample. */
  readonly overall = $derived(
    this.measurement?.measured?.concepts.find(
      ({ kind, name }) => kind === this.concept?.kind && name === this.concept.name,
    ) ?? null,
  );
  /** What is compared in each of the strongest pictures that is here. */
  readonly comparisons = $derived(this.seeds.map((seed) => this.#compare(seed)));
  readonly comparison = $derived(this.comparisons[this.options.picture] ?? null);

  #compare(seed: number): Comparison | null {
    const shown = this.measurement?.shown.get(seed);
    if (!shown) return null;
    const threshold = this.measurement?.measured?.threshold;
    const { values, rows, columns, masks } = shown;
    const on =
      threshold === undefined
        ? null
        : (onPixels(values, rows, columns, TILE, threshold) ?? new Uint8Array(TILE * TILE));
    const { concept } = this;
    if (!concept) return { shown, on, mask: null, both: null, overlap: null };
    const mask = pixelsOf(masks[concept.kind], labelOf(concept));
    const both = on && intersect(on, mask);
    return { shown, on, mask, both, overlap: on && overlapIn(on, mask, 1) };
  }

  /** Changes some options. */
  set(changes: Partial<DissectionOptions>): void {
    this.options = settled(this.options, { ...this.options, ...changes });
  }

  /** Takes a request from the page: words in the prose, or another widget. */
  request(wanted: Options): void {
    this.options = settled(this.options, applyRequest(SPECS, this.options, wanted));
  }

  /** Gives the state the worker, once there is one to ask. */
  connect(client: Client): void {
    this.measurement = new Measurement(client);
  }

  /** Loads the index: at once when nothing was found at build time, else when a unit is opened. */
  async loadIndex(): Promise<void> {
    if (this.index) return;
    this.failure = null;
    try {
      this.index = await loadUnitIndex();
      this.layers = summarise(this.index);
    } catch (error) {
      this.failure = frameError(error);
    }
  }

  /** Loads the shipped patches of the layer. */
  async wantPatches(): Promise<void> {
    const { layer } = this.options;
    if (this.patches[layer]) return;
    try {
      const image = await loadPatches(layer);
      this.patches = { ...this.patches, [layer]: image };
    } catch (error) {
      this.failure = frameError(error);
    }
  }

  /** Measures the opened unit. */
  measure(): void {
    if (!this.isOpen || this.seeds.length === 0) return;
    const { layer, unit, pictures } = this.options;
    void this.measurement?.measure(layer, unit, pictures, this.seeds);
  }
}
