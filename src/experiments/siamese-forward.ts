import { max, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { squaredDistance } from '#math/triplet';
import { mapShape, withActivations } from '#models/activations';
import {
  changeWeights,
  type FilterChange,
  filterLengths,
  type ReadWeights,
  readWeights,
  withWeights,
} from '#models/changed-filter';
import { ENCODING_LAYER, toUnitLength } from '#models/face-encoder';
import { drawFaces } from './drawn-faces.ts';
import { type Experiment, ExperimentError } from './experiment.ts';
import { FaceBatch, type FaceInput } from './face-input.ts';
import { convolutionNames, siteNetwork } from './networks.ts';

export type { FilterChange } from '#models/changed-filter';

export interface SiameseForwardOptions {
  pictures: [FaceInput, FaceInput];
  /** What is done to the weights; left out, nothing. */
  change?: FilterChange;
  /** Maps shown of each layer, 6 when left out. */
  shown?: number;
}

/** The filters of one layer: how many weights each has, its bias not counted, and how long they are. */
export interface TowerWeights {
  layer: string;
  weights: number;
  /** Euclidean lengths as they were trained: [filters]. */
  lengths: Float32Array;
  /** The length of the changed filter after the change, where the change is in this layer. */
  changed: number | null;
}

/** What one convolution answers. */
export interface TowerMaps {
  layer: string;
  rows: number;
  columns: number;
  /**
   * The filters that answer most over both pictures in the network as trained, the strongest first; the changed one
   * takes the last place if it is not among them.
   */
  shown: Int32Array;
  /** The strongest activation of the shown filters as trained, over both pictures. */
  strongest: number;
  /** [sets, pictures, shown, rows, columns], from 0 up. */
  maps: Float32Array;
}

/** `sets`: 0 is the network as it was trained, 1 after the change. */
export interface SiameseForwardResult {
  /** Convolutions, then the layer of the encoding. */
  weights: TowerWeights[];
  maps: TowerMaps[];
  /** [sets, pictures, 32], of unit length. */
  encodings: Float32Array;
  /** ‖f(x₁) − f(x₂)‖² with the change in both towers. */
  distance: number;
  /** Of the network: the first 12 hexadecimal digits of its weights' sha256. */
  version: string;
  /** Time in the network alone. */
  milliseconds: number;
}

const PICTURES = 2;
const MOST_GAIN = 8;
const MOST_NOISE = 8;

/** Numbers of one forward pass of both pictures. */
interface Answers {
  /** Per layer [pictures, rows, columns, filters]. */
  maps: Float32Array[];
  /** Per layer the greatest activation of each filter: [pictures, filters]. */
  peaks: Float32Array[];
  encodings: Float32Array;
}

/**
 * Sends two faces through the encoder, as it was trained and with one filter changed.
 *
 * Which tower has which weights is up to the caller: both sets answer for both pictures, so that towers which share
 * the change and towers which don't can be drawn from the same result.
 *
 * @throws ExperimentError 'bad-input' for an unknown layer or filter, a change out of bounds, or a face that can't be
 */
export const run: Experiment<SiameseForwardOptions, never, SiameseForwardResult> = async function* (
  { pictures, change, shown: wanted = 6 },
  context,
) {
  if (pictures.length !== PICTURES) throw new ExperimentError('bad-input', 'Two towers take two pictures.');
  const [network, sum] = await Promise.all([
    siteNetwork('faces', context),
    context.sha256('models/faces/weights.bin'),
  ]);
  const names = convolutionNames(network);
  const read = await Promise.all(
    [...names, ENCODING_LAYER].map(async (layer) => ({
      layer,
      ...(await readWeights(network.getLayer(layer))),
    })),
  );
  const target = change ? checkedTarget(read, change) : null;
  const other = target && change ? changeWeights(target, change) : null;
  const batch = new FaceBatch(PICTURES);
  for (const [place, picture] of pictures.entries()) {
    if (picture.kind === 'pixels') batch.enter(place, picture);
    else {
      const [drawn] = yield* drawFaces([picture], context);
      batch.numbers.set(drawn!, place * drawn!.length);
    }
  }

  const before = performance.now();
  const forward = starter(network, names, batch);
  const plain = await forward()();
  const changed = target && other ? await withWeights(network, target.layer, other, forward)() : plain;
  const milliseconds = performance.now() - before;

  const maps = names.map((layer, i): TowerMaps => {
    const { rows, columns, units } = mapShape(network, layer);
    const must = change?.layer === layer ? change.filter : null;
    const peaks = plain.peaks[i]!;
    const shown = strongestFilters(peaks, units, Math.min(wanted, units), must);
    const sets = [plain.maps[i]!, changed.maps[i]!];
    const strongest = [...shown].flatMap((filter) => [peaks[filter]!, peaks[units + filter]!]);
    return {
      ...{ layer, rows, columns, shown, maps: pickMaps(sets, rows * columns, units, shown) },
      strongest: Math.max(0, ...strongest),
    };
  });
  const weights = read.map(({ layer, ...all }): TowerWeights => {
    const own = other && layer === change?.layer ? filterLengths(other)[change.filter]! : null;
    return { layer, weights: all.kernel.length / all.filters, lengths: filterLengths(all), changed: own };
  });
  const size = plain.encodings.length / PICTURES;
  const encodings = Float32Array.of(...plain.encodings, ...changed.encodings);
  const distance = squaredDistance(encodings.subarray(2 * size, 3 * size), encodings.subarray(3 * size));
  return { weights, maps, encodings, distance, version: sum.slice(0, 12), milliseconds };
};

/** Gives how to start a forward pass, all of it at once; what that returns waits for the numbers. */
function starter(network: LayersModel, names: string[], batch: FaceBatch): () => () => Promise<Answers> {
  const look = withActivations(network, names);
  return () => {
    const tensors: Tensor[] = tidy(() => {
      const { maps, probabilities } = look(batch.tensor());
      return [...maps, ...maps.map((map) => max(map, [1, 2])), toUnitLength(probabilities)];
    });
    return async () => {
      const numbers = (await Promise.all(tensors.map((one) => one.data()))) as Float32Array[];
      const copies = numbers.map((values) => values.slice());
      for (const one of tensors) one.dispose();
      const layers = names.length;
      return {
        maps: copies.slice(0, layers),
        peaks: copies.slice(layers, 2 * layers),
        encodings: copies[2 * layers]!,
      };
    };
  };
}

/** The filters with the greatest sum of peaks over both pictures; equals in the order of their numbers. */
function strongestFilters(
  peaks: Float32Array,
  filters: number,
  count: number,
  must: number | null,
): Int32Array {
  const strength = (filter: number) => peaks[filter]! + peaks[filters + filter]!;
  const order = Array.from({ length: filters }, (_, filter) => filter);
  const shown = order.sort((a, b) => strength(b) - strength(a) || a - b).slice(0, count);
  if (must !== null && !shown.includes(must)) shown[count - 1] = must;
  return Int32Array.from(shown);
}

/** [sets, pictures, shown, places] of sets of [pictures, places, filters]. */
function pickMaps(sets: Float32Array[], places: number, filters: number, shown: Int32Array): Float32Array {
  const picked = new Float32Array(sets.length * PICTURES * shown.length * places);
  let to = 0;
  for (const set of sets) {
    for (let picture = 0; picture < PICTURES; picture++) {
      for (const filter of shown) {
        for (let place = 0; place < places; place++) {
          picked[to++] = set[(picture * places + place) * filters + filter]!;
        }
      }
    }
  }
  return picked;
}

function checkedTarget<W extends ReadWeights & { layer: string }>(read: W[], change: FilterChange): W {
  const { layer, filter, gain, noise } = change;
  const target = read.find((one) => one.layer === layer);
  if (!target) throw new ExperimentError('bad-input', `The encoder has no layer named ${layer}.`);
  if (!Number.isInteger(filter) || filter < 0 || filter >= target.filters) {
    throw new ExperimentError(
      'bad-input',
      `The layer ${layer} has ${target.filters} filters, and none is number ${filter}.`,
    );
  }
  if (!(Math.abs(gain) <= MOST_GAIN) || !(noise >= 0 && noise <= MOST_NOISE)) {
    throw new ExperimentError('bad-input', `A filter can't be changed by gain ${gain} and noise ${noise}.`);
  }
  return target;
}
