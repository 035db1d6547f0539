import {
  abs,
  add,
  concat,
  maxPool,
  mul,
  neg,
  range,
  reshape,
  slice,
  step,
  sub,
  type Tensor,
  type Tensor2D,
  type Tensor3D,
  type Tensor4D,
  tidy,
} from '@tensorflow/tfjs-core';
import { type LayersModel, model } from '@tensorflow/tfjs-layers';

/** Size of a layer's map: `units` filters at rows × columns positions. */
export interface MapShape {
  layer: string;
  rows: number;
  columns: number;
  units: number;
}

/**
 * The map of a layer, by name.
 *
 * @throws RangeError when the network has no such layer, or it has no map
 */
export function mapShape(network: LayersModel, layer: string): MapShape {
  const found = network.layers.find(({ name }) => name === layer);
  const shape = found?.outputShape as (number | null)[] | undefined;
  if (shape?.length !== 4) throw new RangeError(`The network has no layer ${layer} with a map.`);
  const [, rows, columns, units] = shape as [null, number, number, number];
  return { layer, rows, columns, units };
}

/** A network's answer with what happened inside: maps as [pictures, rows, columns, units], in the order asked. */
export interface InnerAnswer {
  maps: Tensor4D[];
  probabilities: Tensor2D;
}

/**
 * Makes a network tell the activations of some layers beside its answer. It shares the network's weights; its
 * answers belong to the caller, who disposes them or calls it inside `tidy`.
 */
export function withActivations(
  network: LayersModel,
  layers: readonly string[],
): (pictures: Tensor4D) => InnerAnswer {
  const outputs = layers.flatMap((name) => network.getLayer(name).output);
  const inner = model({ inputs: network.inputs, outputs: [...outputs, ...network.outputs] });
  return (pictures) => {
    const answers = tidy(() => inner.apply(pictures) as Tensor[]);
    return { maps: answers.slice(0, layers.length) as Tensor4D[], probabilities: answers.at(-1) as Tensor2D };
  };
}

/** For each picture and unit its greatest activation and where that is: [pictures, units of all maps]. */
export type Strongest = {
  values: Tensor2D;
  /** row · columns + column; the first in row-major order among equals. */
  positions: Tensor2D;
};

/**
 * Reduces maps to their maxima without reading them back. Three passes over the maps, of kinds that are fast
 * on every backend (an argMax over positions would transpose them first): the maximum of each row tells the row;
 * then all other rows are pushed far down, and the maximum of each column tells the column.
 *
 * @param maps [pictures, rows, columns, units], activations from 0 up
 */
export function strongestActivations(maps: readonly Tensor4D[]): Strongest {
  return tidy(() => {
    const reduced = maps.map(strongestOfMap);
    return {
      values: concat(
        reduced.map(({ values }) => values),
        1,
      ),
      positions: concat(
        reduced.map(({ positions }) => positions),
        1,
      ),
    };
  });
}

/** Larger than any activation, and within the range of half floats. */
const FAR_DOWN = -60000;

function strongestOfMap(map: Tensor4D): Strongest {
  const [pictures, rows, columns, units] = map.shape;
  const ofRows = maxPool(map, [1, columns], 1, 'valid');
  const values = maxPool(ofRows, [rows, 1], 1, 'valid');
  const row = firstAt(values, ofRows, [rows, 1]);
  const distance = abs(sub(reshape(range(0, rows), [1, rows, 1, 1]), row));
  const bestRow = maxPool(add(map, mul(distance, FAR_DOWN)) as Tensor4D, [rows, 1], 1, 'valid');
  const column = firstAt(values, bestRow, [1, columns]);
  return {
    values: reshape(values, [pictures, units]),
    positions: reshape(add(mul(row, columns), column), [pictures, units]),
  };
}

/**
 * The first place along a line of values that holds its maximum. (What argMax takes among equals differs between
 * backends.)
 *
 * @param maxima [pictures, 1, 1, units]
 * @param line [pictures, rows, 1, units] or [pictures, 1, columns, units]
 * @param window [rows, 1] or [1, columns]
 * @returns [pictures, 1, 1, units]
 */
function firstAt(maxima: Tensor4D, line: Tensor4D, window: [number, number]): Tensor4D {
  const length = window[0] * window[1];
  const places = reshape(range(0, length), [1, window[0], window[1], 1]);
  const missed = mul(step(sub(maxima, line)), length);
  return neg(maxPool(neg(add(places, missed)) as Tensor4D, window, 1, 'valid'));
}

/** The map of one unit alone: [pictures, rows, columns]. */
export function unitMap(map: Tensor4D, unit: number): Tensor3D {
  const [pictures, rows, columns] = map.shape;
  return tidy(() =>
    reshape(slice(map, [0, 0, 0, unit], [pictures, rows, columns, 1]), [pictures, rows, columns]),
  );
}
