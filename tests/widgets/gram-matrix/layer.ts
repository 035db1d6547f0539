import { gram } from '../../../src/math/gram.ts';
import type { GramMatrixResult } from '../../../src/worker/protocol.ts';

/** A layer's answer from its activations, one list of channels a place. */
export function layerOf(rows: number, columns: number, places: number[][]): GramMatrixResult {
  const channels = places[0]!.length;
  const activations = Float32Array.from(places.flat());
  return {
    layer: 'conv1',
    width: columns * 8,
    height: rows * 8,
    pixels: new Uint8ClampedArray(rows * columns * 64 * 3),
    rows,
    columns,
    channels,
    activations,
    gram: gram(activations, channels),
    order: Uint16Array.from({ length: channels }, (_, k) => k),
  };
}
