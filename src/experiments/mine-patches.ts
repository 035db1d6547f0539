import { type Tensor, tidy } from '@tensorflow/tfjs-core';
import { copyRanking, emptyRanking, enterBatch, type RankedLayer } from '#math/ranked-list';
import { type MapShape, strongestActivations, withActivations } from '#models/activations';
import { ATLAS_PICTURES, ATLAS_SEED, SHEET_COLUMNS, SHEET_PICTURES } from '#world/scene/sets';
import { type Experiment, type ExperimentContext, ExperimentError, type Pixels } from './experiment.ts';
import { convolutionNames, type NetworkName, siteMaps, siteNetwork } from './networks.ts';
import { PictureBatch } from './picture-input.ts';

export interface MinePatchesOptions {
  network: NetworkName;
  /** All convolutions when left out. */
  layers?: string[];
  /**
   * The site's atlas, its first `from` pictures left out (they are in `start` then), or new pictures of the world with
   * the scene seeds from, from + 1, …
   */
  source: { kind: 'atlas'; from?: number } | { kind: 'world'; from: number; count: number };
  /** Pictures that each unit's list keeps. */
  keep: number;
  /** Lists to improve, one a layer, in the order of the layers. */
  start?: RankedLayer[];
  /** Pictures that run through the network together. */
  batch?: number;
}

export interface MinePatchesPartial {
  lists: RankedLayer[];
  /** Pictures looked at so far; of the atlas, those that were left out count. */
  pictures: number;
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
  const network = await siteNetwork(options.network, context);
  const maps = siteMaps(network, options.layers ?? convolutionNames(network));
  const lists = startLists(maps, keep, options.start);
  const look = withActivations(
    network,
    maps.map(({ layer }) => layer),
  );
  const first = source.kind === 'atlas' ? ATLAS_SEED : source.from;
  const total = source.kind === 'atlas' ? ATLAS_PICTURES : source.count;
  const fill = source.kind === 'atlas' ? atlasFiller(context) : worldFiller(source.from);
  const started = performance.now();
  let told = started;
  let forwardMilliseconds = 0;
  for (let done = source.kind === 'atlas' ? (source.from ?? 0) : 0; done < total; ) {
    context.signal.throwIfAborted();
    const size = Math.min(batch, total - done);
    const pictures = new PictureBatch(size);
    for (let i = 0; i < size; i++) await fill(pictures, i, done + i);
    const strongest = tidy(() => {
      const input = pictures.tensor();
      const before = performance.now();
      const answer = look(input);
      forwardMilliseconds += performance.now() - before;
      return strongestActivations(answer.maps);
    });
    const [values, positions] = await readBoth(strongest.values, strongest.positions);
    const seeds = Array.from({ length: size }, (_, i) => first + done + i);
    enterLayers(lists, maps, seeds, values, positions);
    done += size;
    const progress = { done, total, what: 'pictures looked at' };
    const now = performance.now();
    if (now - told < PARTIAL_EVERY && done < total) yield progress;
    else {
      told = now;
      yield { ...progress, partial: { lists: lists.map(copyRanking), pictures: done } };
    }
  }
  const milliseconds = performance.now() - started;
  return { lists, pictures: total, forwardMilliseconds, milliseconds, backend: context.backend };
};

function checkCounts({ source, keep, batch = 32 }: MinePatchesOptions): void {
  const counts = { keep, batch, count: source.kind === 'world' ? source.count : 1 };
  for (const [name, value] of Object.entries(counts)) {
    if (!Number.isInteger(value) || value < 1) {
      throw new ExperimentError('bad-input', `Mining needs a whole number from 1 for ${name}, not ${value}.`);
    }
  }
  const from = (source.kind === 'atlas' && source.from) || 0;
  if (!Number.isInteger(from) || from < 0 || from > ATLAS_PICTURES) {
    throw new ExperimentError('bad-input', `The atlas has no picture number ${from} to go on from.`);
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

async function readBoth(values: Tensor, positions: Tensor): Promise<[Float32Array, Float32Array]> {
  try {
    return (await Promise.all([values.data(), positions.data()])) as [Float32Array, Float32Array];
  } finally {
    values.dispose();
    positions.dispose();
  }
}

/** `values` and `positions` hold the units of all layers side by side: [pictures, units of all layers]. */
function enterLayers(
  lists: RankedLayer[],
  maps: MapShape[],
  seeds: number[],
  values: Float32Array,
  positions: Float32Array,
): void {
  const width = maps.reduce((sum, { units }) => sum + units, 0);
  let offset = 0;
  for (const [i, { units, columns }] of maps.entries()) {
    const part = (matrix: Float32Array) => {
      const own = new Float32Array(seeds.length * units);
      for (let picture = 0; picture < seeds.length; picture++) {
        const from = picture * width + offset;
        own.set(matrix.subarray(from, from + units), picture * units);
      }
      return own;
    };
    enterBatch(lists[i]!, { seeds, values: part(values), positions: part(positions), columns });
    offset += units;
  }
}
