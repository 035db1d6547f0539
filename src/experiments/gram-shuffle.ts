import { type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { contentLoss, type Gram, styleLoss } from '#math/gram';
import { type GramDifference, gramDifference } from '#math/gram-difference';
import { randomOrder, rearranged, rearrangedTiles, sourcesOf } from '#math/shuffle-places';
import type { Features } from '#models/features';
import { gramTensor } from '#models/style-targets';
import { randomStream } from '#world/random';
import { type Experiment, type ExperimentContext, ExperimentError } from './experiment.ts';
import type { NetworkName } from './networks.ts';
import { type PaintingInput, paintingPixels, shownPixels } from './painting-input.ts';
import { styleFeatures } from './style-features.ts';

export interface GramShuffleOptions {
  network: NetworkName;
  layer: string;
  input: PaintingInput;
  /** Pixels, multiples of 8 up to 384. */
  width: number;
  height: number;
  /** Of the places that change. */
  seed: number;
  /** Parts of the places that change, 0 to 1 each: the first is answered first. */
  shares: readonly number[];
  /**
   * 'activations': what the layer answered is moved. 'tiles': the picture's tiles are moved, and the network looks
   * again.
   */
  shuffled: 'activations' | 'tiles';
}

/** The picture as it is, and what the layer makes of it. */
export interface ShuffleLayer {
  /** RGBA. */
  width: number;
  height: number;
  data: Uint8ClampedArray;
  /** n_H, n_W, n_C */
  rows: number;
  columns: number;
  channels: number;
  /** Side of the square of pixels at a place of the map. */
  tile: number;
  /** [channels, channels], in the arithmetic of the backend. */
  gram: Float32Array;
  /** Channels that are shown: those that change most from place to place. */
  shown: number[];
  /** [shown, rows, columns] */
  maps: Float32Array;
  /** Costs of a picture for which the layer would be silent: what the others can be measured by. */
  silent: { content: number; style: number };
}

/** The same with some places changed. */
export interface ShuffleStep {
  share: number;
  /** Places that changed. */
  moved: number;
  /** [places]: where what now stands there comes from. */
  sources: Uint32Array;
  gram: Float32Array;
  difference: GramDifference;
  /** L_content and L_style of the layer, against the picture as it is. */
  content: number;
  style: number;
  maps: Float32Array;
}

export type GramShufflePartial = { layer: ShuffleLayer } | { step: ShuffleStep };

export interface GramShuffleResult {
  steps: number;
}

const STEP = 8;
const LARGEST = 384;
const SHOWN = 4;

/** Activations [places, channels] and their Gram matrix. */
interface Answer {
  activations: Float32Array;
  gram: Gram;
}

/**
 * Shuffles the places of a layer's activations, or the picture itself, and measures what that does to the Gram matrix,
 * the style cost and the content cost.
 *
 * The matrices are summed in the backend's own arithmetic, as in style transfer: another order of summands gives
 * another last digit.
 *
 * @throws ExperimentError 'bad-input' for an unknown layer, a size that does not fit, or own pixels that are damaged
 */
export const run: Experiment<GramShuffleOptions, GramShufflePartial, GramShuffleResult> = async function* (
  { network: name, layer, input, width, height, seed, shares, shuffled },
  context,
) {
  for (const side of [width, height]) {
    if (side % STEP !== 0 || side < STEP || side > LARGEST) {
      throw new ExperimentError(
        'bad-input',
        `A side of ${side} pixels is not a multiple of 8 up to ${LARGEST}.`,
      );
    }
  }
  const total = shares.length;
  const what = 'shuffles measured';
  const network = await layerOf(name, layer, context);
  const place = network.place(layer);
  const { rows, columns, units: channels } = network.maps(height, width)[place]!;
  const places = rows * columns;
  const tile = height / rows;
  const pixels = paintingPixels(input, width, height);
  const before = await look(network, place, pixels, height, width);
  const shown = liveliest(before.activations, channels, SHOWN);
  yield {
    done: 0,
    total,
    what,
    partial: {
      layer: {
        ...{ width, height, data: shownPixels(pixels), rows, columns, channels, tile },
        gram: before.gram.values.slice(),
        shown,
        maps: mapsOf(before.activations, channels, shown),
        silent: silentCosts(before),
      },
    },
  };
  const order = randomOrder(places, randomStream(seed));
  for (const [done, share] of shares.entries()) {
    context.signal.throwIfAborted();
    const wanted = Math.round(Math.min(1, Math.max(0, share)) * places);
    const moved = wanted < 2 ? 0 : wanted;
    const sources = sourcesOf(order, moved);
    const after =
      shuffled === 'tiles'
        ? await look(network, place, rearrangedTiles(pixels, width, 3, tile, sources), height, width)
        : await shuffledAnswer(before, [1, rows, columns, channels], sources);
    const step: ShuffleStep = {
      share,
      moved,
      sources,
      gram: after.gram.values,
      difference: gramDifference(before.gram.values, after.gram.values),
      content: contentLoss(before.activations, after.activations),
      style: styleLoss(before.gram, after.gram),
      maps: mapsOf(after.activations, channels, shown),
    };
    yield { done: done + 1, total, what, partial: { step } };
  }
  return { steps: total };
};

async function layerOf(name: NetworkName, layer: string, context: ExperimentContext): Promise<Features> {
  const network = await styleFeatures(name, context);
  if (network.layers.includes(layer)) return network;
  throw new ExperimentError('bad-input', `The network has no layer named ${layer}.`);
}

async function look(
  network: Features,
  place: number,
  pixels: Float32Array,
  height: number,
  width: number,
): Promise<Answer> {
  const map = tidy(() => network.forward(tensor4d(pixels, [1, height, width, 3]), place + 1)[place]!);
  return read(map);
}

function shuffledAnswer(
  { activations }: Answer,
  shape: [number, number, number, number],
  sources: Uint32Array,
): Promise<Answer> {
  return read(tensor4d(rearranged(activations, shape[3], sources), shape));
}

/** Takes the map and gives it back. */
async function read(map: Tensor4D): Promise<Answer> {
  const matrix = gramTensor(map);
  const [, rows, columns, channels] = map.shape;
  try {
    const activations = (await map.data<'float32'>()).slice();
    const values = (await matrix.data<'float32'>()).slice();
    return { activations, gram: { values, channels, positions: rows * columns } };
  } finally {
    map.dispose();
    matrix.dispose();
  }
}

/** The channels that vary most over the places, the liveliest first. */
function liveliest(activations: Float32Array, channels: number, count: number): number[] {
  const places = activations.length / channels;
  const sums = new Float64Array(channels);
  const squares = new Float64Array(channels);
  for (const [i, value] of activations.entries()) {
    sums[i % channels]! += value;
    squares[i % channels]! += value * value;
  }
  const spread = Array.from(squares, (sum, k) => sum / places - (sums[k]! / places) ** 2);
  return [...spread.keys()].sort((one, other) => spread[other]! - spread[one]!).slice(0, count);
}

/** The maps of some channels: [shown, places]. */
function mapsOf(activations: Float32Array, channels: number, shown: readonly number[]): Float32Array {
  const places = activations.length / channels;
  const maps = new Float32Array(shown.length * places);
  for (const [row, channel] of shown.entries()) {
    for (let at = 0; at < places; at++) maps[row * places + at] = activations[at * channels + channel]!;
  }
  return maps;
}

function silentCosts({ activations, gram }: Answer): { content: number; style: number } {
  const nothing = { ...gram, values: new Float32Array(gram.values.length) };
  return {
    content: contentLoss(activations, new Float32Array(activations.length)),
    style: styleLoss(gram, nothing),
  };
}
