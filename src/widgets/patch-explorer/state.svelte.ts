import { emptyRanking, mergeRankings } from '#math/ranked-list';
import { fieldBox } from '#math/receptive-field';
import { announce, type Options as BusOptions } from '#site/page-bus';
import { applyRequest } from '#site/request-options';
import {
  type LayerIndex,
  loadAtlasClasses,
  loadPatches,
  loadUnitIndex,
  PATCH_SIDE,
  PATCHES_PER_UNIT,
  type RankedLayer,
  TILE,
  type UnitIndex,
} from '#site/unit-index';
import { defaultOptions, linkTo, type OptionSpecs } from '#site/view-options';
import { type Client, isAbort } from '#worker/client';
import type { OpenedOwnNetwork, OwnBatch } from '#worker/protocol';
import { sampleFactors } from '#world/scene/factors';
import { type FrameError, frameError } from '../shared/frame-error.ts';
import { OwnNetworkState } from '../shared/own-network/own-network.svelte.ts';
import { suggestedLayers } from '../shared/own-network/words.ts';
import { ActivationMaps } from './activation-maps.svelte.ts';
import { classShares } from './class-shares.ts';
import { type Box, WHOLE } from './crop.ts';
import { type Entry, entriesOf, keepingSame } from './entries.ts';
import { Mining } from './mining.svelte.ts';
import {
  legalOptions,
  linkedOptions,
  optionSpecs,
  type PatchExplorerOptions,
  readLink,
  WIDGET,
} from './options.ts';
import type { Chosen } from './own-files.ts';
import { type Mined, MOST_LAYERS, ownIndex } from './own-index.ts';
import { OwnMining } from './own-mining.svelte.ts';
import { OwnPictures } from './own-pictures.svelte.ts';
import { isOwn, type PictureSource, PictureStore } from './picture-store.svelte.ts';

/** Side of a tile's crisp rendering, and of a large picture's, in pixels. */
export const CRISP_SIDE = 112;
export const LARGE_SIDE = 256;

/** What can only be there once the unit index has arrived. */
export interface Loaded {
  index: UnitIndex;
  atlasClasses: Uint8Array;
  pictures: PictureStore;
  maps: ActivationMaps;
  mining: Mining;
  own: OwnMining;
  ownPictures: OwnPictures;
  /** Pixels of the network's picture for one of the atlas. */
  scale: number;
}

/** Which pictures the lists are over: the course's atlas, the reader's own, or both. */
export type WhichPictures = 'atlas' | 'own' | 'both';

/** The state of one patch-explorer. */
export class ExplorerState {
  readonly client: Client;
  readonly #initial: Partial<PatchExplorerOptions>;
  #specs: OptionSpecs<PatchExplorerOptions> = optionSpecs();

  options = $state.raw<PatchExplorerOptions>(defaultOptions(optionSpecs()));
  /** The course's network, and the reader's with all that was found for it; which of them is shown. */
  #course = $state.raw<Loaded | null>(null);
  #brought = $state.raw<Loaded | null>(null);
  shown = $state<'course' | 'brought'>('course');
  /** The network that the reader brought. */
  readonly network: OwnNetworkState;
  /** Layers of it that are looked at. */
  picked = $state.raw<readonly string[]>([]);
  /** Whose they are. */
  #pickedKey = '';
  #patches = $state.raw<{ layer: string; image: ImageBitmap } | null>(null);
  /** Why the index could not be loaded: nothing works without it. */
  failure = $state.raw<FrameError | null>(null);
  /** Why a picture or a map could not be had: the rest goes on. */
  trouble = $state.raw<FrameError | null>(null);
  /** Which lists are shown: those that the site ships, or those that this machine found. */
  lists = $state<'shipped' | 'found'>('shipped');
  /** Not in a link, which can't carry the reader's pictures. */
  which = $state<WhichPictures>('atlas');
  /** Whether rendering failed: then the atlas's own pixels stand in. */
  #unrendered = $state(false);
  /** Counts up with every retry, so that what asks for pictures asks again. */
  attempt = $state(0);

  /** @param initial what holds where the link says nothing */
  constructor(client: Client, initial: Partial<PatchExplorerOptions> = {}) {
    this.client = client;
    this.#initial = initial;
    this.network = new OwnNetworkState(client, () => this.#takeNetwork());
  }

  /** What is shown, once the course's index has arrived. */
  get loaded(): Loaded | null {
    return (this.shown === 'brought' && this.#brought) || this.#course;
  }

  /** Whether the reader's network is shown. */
  get isBrought(): boolean {
    return this.shown === 'brought' && this.#brought !== null;
  }

  get hasBrought(): boolean {
    return this.#brought !== null;
  }

  /** Loads the index; the options in the link count from then on. */
  async load(search: string): Promise<void> {
    this.failure = null;
    try {
      const [index, atlasClasses] = await Promise.all([loadUnitIndex(), loadAtlasClasses()]);
      this.#specs = optionSpecs(index.layers, index.layers[0]?.range.keep, this.#initial);
      this.options = legalOptions(readLink(this.#specs, search), index.layers);
      this.#course = this.#load(index, atlasClasses, { network: 'pictures' }, 1);
    } catch (error) {
      this.failure = frameError(error);
    }
  }

  #load(index: UnitIndex, atlasClasses: Uint8Array, mined: Mined, scale: number): Loaded {
    const onError = (error: unknown) => this.report(error);
    const fileOf = (seed: number) => own.file(seed)?.file ?? null;
    const ownPictures = new OwnPictures(this.client, fileOf, onError);
    const take = (batch: OwnBatch) => void ownPictures.take(batch).catch(onError);
    const own = new OwnMining(this.client, index, take, mined);
    return {
      index,
      atlasClasses,
      pictures: new PictureStore(this.client, index, ownPictures, (error) => {
        this.#unrendered = true;
        onError(error);
      }),
      maps: new ActivationMaps(this.client, fileOf, onError, mined.network),
      mining: new Mining(this.client, index, mined),
      own,
      ownPictures,
      scale,
    };
  }

  /** Shows the network that was brought just now, or the course's when it was forgotten. */
  #takeNetwork(): void {
    const { opened } = this.network;
    if (opened) this.pick(this.#picksOf(opened));
    else {
      this.showNetwork('course');
      this.#brought?.own.forget();
      this.#brought = null;
      this.picked = [];
    }
  }

  /** The layers picked before, where the same network is prepared otherwise; else those to begin with. */
  #picksOf({ network, inspection }: OpenedOwnNetwork): string[] {
    const isSame = this.#pickedKey === network.key;
    this.#pickedKey = network.key;
    const there = this.picked.filter((name) =>
      inspection.layers.some((layer) => layer.name === name && layer.minable),
    );
    return isSame && there.length > 0 ? there : suggestedLayers(inspection);
  }

  /** Looks at these layers of the reader's network; what was found in others is forgotten. */
  pick(layers: readonly string[]): void {
    const { opened } = this.network;
    const course = this.#course;
    if (!opened || !course) return;
    this.#brought?.mining.stop();
    this.#brought?.own.forget();
    this.picked = layers.slice(0, MOST_LAYERS);
    if (layers.length === 0) {
      this.#brought = null;
      this.network.problem =
        'None of its layers answers with a map of filters whose receptive field is known.';
      this.showNetwork('course');
      return;
    }
    const index = ownIndex(opened.inspection, this.picked, course.index);
    const mined = { network: opened.network, layers: index.layers.map(({ layer }) => layer) };
    const scale = opened.inspection.form.rows / TILE;
    this.#brought = this.#load(index, course.atlasClasses, mined, scale);
    this.showNetwork('brought', course.own.chosen);
  }

  /** @param chosen the reader's pictures, if the network has not looked at them */
  showNetwork(shown: 'course' | 'brought', chosen?: Chosen): void {
    const from = this.loaded;
    if (!from) return;
    from.mining.stop();
    this.shown = shown;
    const { index, own } = this.loaded!;
    this.#specs = optionSpecs(
      index.layers,
      index.layers[0]?.range.keep,
      shown === 'course' ? this.#initial : {},
    );
    const names = index.layers.map(({ layer }) => layer);
    const { layer } = this.options;
    this.set(names.includes(layer) ? {} : { layer: names[0]!, unit: 0, view: 'grid' });
    const pictures = chosen ?? from.own.chosen;
    if (own.chosen !== pictures && pictures.pictures.length > 0) void own.take(pictures);
  }

  /** Changes some options. */
  set(changes: Partial<PatchExplorerOptions>): void {
    const options = { ...this.options, ...changes };
    this.options = this.loaded ? legalOptions(options, this.loaded.index.layers) : options;
  }

  /** Takes a request from the page: words in the prose, or another widget. A filter that is named is opened. */
  request(wanted: BusOptions): void {
    // Words on the page speak of the course's network.
    if (this.isBrought && wanted.layer !== undefined) this.showNetwork('course');
    const opens = wanted.unit !== undefined && wanted.view === undefined;
    this.set(applyRequest(this.#specs, this.options, opens ? { ...wanted, view: 'detail' } : wanted));
  }

  link(): string {
    return linkTo(WIDGET, this.#specs, linkedOptions(this.#specs, this.options));
  }

  /** Tells the page what is shown: no filter, while none is opened. */
  announce(): void {
    const { field, units } = this.layer;
    const { unit, ...others } = this.options;
    const options = others.view === 'detail' ? { ...others, unit } : others;
    const values = { size: field.size, jump: field.jump, units, activation: this.entries[0]?.value ?? 0 };
    announce(WIDGET, { options, values });
  }

  /** Says that something could not be had. */
  report(error: unknown): void {
    if (!isAbort(error)) this.trouble = frameError(error);
  }

  /**
   * Asks for what tiles of `side` pixels need: crisp renderings, or pictures as the network sees them; returns how to
   * stop. The sheets of the atlas are large: they are fetched only where their pixels are shown.
   */
  wantCrisp(entries: readonly Entry[], show: PatchExplorerOptions['show'], side: number): () => void {
    const controller = new AbortController();
    const { pictures } = this.loaded!;
    if (this.options.asNetwork || this.#unrendered) {
      pictures.wantPictures(
        entries.map(({ seed }) => seed),
        controller.signal,
      );
    }
    if (!this.options.asNetwork && !this.#unrendered) {
      const requests = entries.map((entry) => ({
        seed: entry.seed,
        box: show === 'patch' ? this.box(entry) : WHOLE,
        side,
      }));
      void pictures.wantCrisp(requests, controller.signal);
    }
    return () => controller.abort();
  }

  /** Loads the shown layer's shipped patches. */
  wantPatches(): void {
    if (this.isBrought) return;
    const { layer } = this.layer;
    loadPatches(layer).then(
      (image) => {
        this.#patches = { layer, image };
      },
      (error) => this.report(error),
    );
  }

  /** The shown layer's shipped patches, if they are here yet. */
  get patches(): ImageBitmap | null {
    if (this.isBrought) return null;
    return this.#patches?.layer === this.layer.layer ? this.#patches.image : null;
  }

  /** The opened filter's shipped patch of a picture, where there is one. */
  shippedPatch(seed: number): PictureSource | null {
    const image = this.patches;
    const { top } = this.layer;
    const from = this.options.unit * top.keep;
    const rank = top.seeds.subarray(from, from + PATCHES_PER_UNIT).indexOf(seed);
    if (!image || rank < 0) return null;
    return { image, x: rank * PATCH_SIDE, y: this.options.unit * PATCH_SIDE, side: PATCH_SIDE };
  }

  /** Asks for the opened filter's activation maps over pictures; returns how to stop. */
  wantMaps(seeds: readonly number[]): () => void {
    const controller = new AbortController();
    void this.loaded!.maps.want(this.layer.layer, this.options.unit, seeds, controller.signal);
    return () => controller.abort();
  }

  /** Tries again after trouble. */
  retry(): void {
    this.trouble = null;
    this.#unrendered = false;
    this.attempt += 1;
    this.loaded?.pictures.resume();
  }

  get layer(): LayerIndex {
    const layers = this.loaded!.index.layers;
    return layers.find(({ layer }) => layer === this.options.layer) ?? layers[0]!;
  }

  /** The lists shown of a layer. */
  list = $derived.by((): RankedLayer => this.listsOf(this.layer));

  /** The lists over the pictures that count, of any layer. */
  listsOf({ layer, top }: LayerIndex): RankedLayer {
    const { mining, own } = this.loaded!;
    const found = this.lists === 'found' || this.isBrought ? mining.lists?.get(layer) : undefined;
    const atlas = found ?? top;
    if (this.which === 'atlas') return atlas;
    const ownList = own.lists?.get(layer) ?? emptyRanking(layer, top.units, top.keep);
    return this.which === 'own' ? ownList : mergeRankings(atlas, ownList);
  }

  /** Takes the reader's pictures in place of those before: 'own' is shown, if the atlas was. */
  takeFolder(chosen: Chosen): void {
    this.forgetFolder();
    if (chosen.pictures.length > 0 && this.which === 'atlas') this.which = 'own';
    void this.loaded!.own.take(chosen);
  }

  /** Forgets the reader's pictures and all that was found in them. */
  forgetFolder(): void {
    this.loaded!.own.forget();
    this.loaded!.ownPictures.forget();
    this.loaded!.maps.forget(isOwn);
  }

  /** The opened filter's list. */
  entries = $derived.by(keepingSame((): Entry[] => entriesOf(this.list, this.options.unit)));

  /** The opened filter's range over the atlas, from the strongest picture to the weakest. */
  range = $derived.by((): Entry[] => entriesOf(this.layer.range, this.options.unit));

  /** The range that is shown: over the reader's pictures where only those count. */
  shownRange = $derived.by((): Entry[] => {
    if (this.which !== 'own') return this.range;
    return this.loaded!.own.range(this.layer.layer, this.options.unit, this.layer.range.keep);
  });

  /** How many pictures the shown range is over. */
  get rangePictures(): number {
    return this.which === 'own' ? this.loaded!.own.read : this.loaded!.index.pictures;
  }

  /** A filter's strongest few. */
  best(unit: number, count: number): Entry[] {
    return entriesOf(this.list, unit).slice(0, count);
  }

  /** Whether a filter of the shown layer answers to no picture of the atlas. */
  silent(unit: number): boolean {
    if (this.isBrought) return false;
    const { top } = this.layer;
    return top.values[unit * top.keep]! <= 0;
  }

  /** Whether a filter answers to none of the pictures that count. */
  mute(unit: number): boolean {
    const { values, keep } = this.list;
    const strongest = values[unit * keep]!;
    if (this.isBrought) return strongest === 0;
    if (this.which === 'own') return Number.isFinite(strongest) && strongest <= 0;
    return this.silent(unit) && !(strongest > 0);
  }

  /** Every class's share of the opened filter's list, and its mean. */
  shares = $derived.by(() => {
    const { classes } = this.loaded!.index;
    const { classMeans } = this.layer;
    const from = this.options.unit * classes.length;
    const means = classMeans.subarray(from, from + classes.length);
    return classShares(
      classes,
      this.entries.map(({ seed }) => this.classOf(seed)),
      means,
    );
  });

  /** What a unit at a position of the shown layer can see. */
  box({ row, column }: Pick<Entry, 'row' | 'column'>): Box {
    return fieldBox(this.layer.field, row, column);
  }

  /** What a picture is called: the class of one of the world's, the file of one of the reader's. */
  nameOf(seed: number): string {
    return this.loaded!.own.file(seed)?.path ?? this.classOf(seed);
  }

  classOf(seed: number): string {
    const { index, atlasClasses } = this.loaded!;
    const known = atlasClasses[seed - index.atlasSeed];
    return known === undefined ? sampleFactors(seed).className : index.classes[known]!;
  }
}
