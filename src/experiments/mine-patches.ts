import { copyRanking, emptyRanking, type RankedLayer } from '#math/ranked-list';
import type { MapShape } from '#models/activations';
import type { PictureForm } from '#models/picture-form';
import { ATLAS_PICTURES, ATLAS_SEED, SHEET_COLUMNS, SHEET_PICTURES } from '#world/scene/sets';
import {
  type Experiment,
  type ExperimentContext,
  ExperimentError,
  type Pixels,
  type Progress,
} from './experiment.ts';
import { mineFiles, type OwnBatch } from './mine-files.ts';
import { convolutionNames, type NetworkSource, openNetwork, siteMaps } from './networks.ts';
import { PatchMiner } from './patch-miner.ts';
import { PictureBatch } from './picture-input.ts';

export interface MinePatchesOptions {
  network: NetworkSource;
  /** All convolutions when left out. */
  layers?: string[];
  /**
   * The site's atlas, its first `from` pictures left out (they are in `start` then), or new pictures of the world with
   * the scene seeds from, from + 1, …, or the reader's own files, the first `from` of them left out.
   */
  source:
    | { kind: 'atlas'; from?: number }
    | { kind: 'world'; from: number; count: number }
    | { kind: 'files'; files: readonly Blob[]; from?: number };
  /** Pictures that each unit's list keeps. */
  keep: number;
  /** Lists to improve, one a layer, in the order of the layers. */
  start?: RankedLayer[];
  /** Pictures that run through the network together. */
  batch?: number;
}

export interface MinePatchesPartial {
  lists: RankedLayer[];
  /** Pictures looked at so far; of the atlas, those that were left out count, and of files those, too. */
  pictures: number;
  /** Of files: what the latest ones excite, and which could not be read. It comes once, so it is for keeping. */
  own?: OwnBatch;
}

export interface MinePatchesResult extends MinePatchesPartial {
  /** Time in the network alone. On a GPU it works on while the maxima are awaited: look at `milliseconds`. */
  forwardMilliseconds: number;
  milliseconds: number;
  backend: string;
}

const TILE = 64;
const PARTIAL_EVERY = 250;

/**
 * Finds, for every unit of the layers, the pictures that excite it most, and where in each.
 *
 * @throws ExperimentError 'bad-input' for an unknown layer, an impossible count, or lists that don't fit
 */
export const run: Experiment<MinePatchesOptions, MinePatchesPartial, MinePatchesResult> = async function* (
  options,
  context,
) {
  const { source, keep, batch = 32 } = options;
  checkCounts(options);
  const { network, form } = await openNetwork(options.network, context);
  const maps = siteMaps(network, options.layers ?? convolutionNames(network));
  const miner = new PatchMiner(network, maps, startLists(maps, keep, options.start));
  const started = performance.now();
  const pictures =
    source.kind === 'files'
      ? yield* mineFiles(source, options.batch, miner, form, context)
      : yield* mineScenes(source, batch, miner, form, context);
  const milliseconds = performance.now() - started;
  const { lists, forwardMilliseconds } = miner;
  return { lists, pictures, forwardMilliseconds, milliseconds, backend: context.backend };
};

type SceneSource = Exclude<MinePatchesOptions['source'], { kind: 'files' }>;

async function* mineScenes(
  source: SceneSource,
  batch: number,
  miner: PatchMiner,
  form: PictureForm,
  context: ExperimentContext,
): AsyncGenerator<Progress<MinePatchesPartial>, number, void> {
  const first = source.kind === 'atlas' ? ATLAS_SEED : source.from;
  const total = source.kind === 'atlas' ? ATLAS_PICTURES : source.count;
  const fill = source.kind === 'atlas' ? atlasFiller(context) : worldFiller(source.from);
  let told = performance.now();
  for (let done = source.kind === 'atlas' ? (source.from ?? 0) : 0; done < total; ) {
    context.signal.throwIfAborted();
    const size = Math.min(batch, total - done);
    const pictures = new PictureBatch(size, form);
    for (let i = 0; i < size; i++) await fill(pictures, i, done + i);
    const seeds = Array.from({ length: size }, (_, i) => first + done + i);
    await miner.enter(() => pictures.tensor(), seeds);
    done += size;
    const progress = { done, total, what: 'pictures looked at' };
    const now = performance.now();
    if (now - told < PARTIAL_EVERY && done < total) yield progress;
    else {
      told = now;
      yield { ...progress, partial: { lists: miner.lists, pictures: done } };
    }
  }
  return total;
}

function checkCounts({ source, keep, batch = 32 }: MinePatchesOptions): void {
  const counts = { keep, batch, count: source.kind === 'world' ? source.count : 1 };
  for (const [name, value] of Object.entries(counts)) {
    if (!Number.isInteger(value) || value < 1) {
      throw new ExperimentError('bad-input', `Mining needs a whole number from 1 for ${name}, not ${value}.`);
    }
  }
  if (source.kind === 'world') return;
  const { from = 0 } = source;
  const most = source.kind === 'atlas' ? ATLAS_PICTURES : source.files.length;
  if (!Number.isInteger(from) || from < 0 || from > most) {
    const whole = source.kind === 'atlas' ? 'atlas' : 'folder';
    throw new ExperimentError('bad-input', `The ${whole} has no picture number ${from} to go on from.`);
  }
}

function startLists(maps: MapShape[], keep: number, start: RankedLayer[] | undefined): RankedLayer[] {
  return maps.map(({ layer, units }, i) => {
    if (!start) return emptyRanking(layer, units, keep);
    const list = start[i];
    if (list?.layer !== layer || list.units !== units || list.keep !== keep) {
      throw new ExperimentError('bad-input', `The lists to improve don't fit the layer ${layer}.`);
    }
    return copyRanking(list);
  });
}

type Filler = (batch: PictureBatch, place: number, picture: number) => void | Promise<void>;

function worldFiller(from: number): Filler {
  return (batch, place, picture) => batch.enter(place, { kind: 'seed', seed: from + picture });
}

function atlasFiller(context: ExperimentContext): Filler {
  let current = -1;
  let sheet: Pixels;
  return async (batch, place, picture) => {
    const wanted = Math.floor(picture / SHEET_PICTURES);
    if (wanted !== current) {
      sheet = await context.pictures(`data/pictures/sheet-${String(wanted).padStart(2, '0')}.webp`);
      current = wanted;
    }
    const tile = picture % SHEET_PICTURES;
    const row = Math.floor(tile / SHEET_COLUMNS) * TILE;
    const column = (tile % SHEET_COLUMNS) * TILE;
    batch.set(place, sheet.data, 4, sheet.width * 4, (row * sheet.width + column) * 4);
  };
}
