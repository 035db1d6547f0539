import type { GramMatrixResult } from '#worker/protocol';

/** Two channels of one picture, and what becomes of them in the Gram matrix. */
export interface ChannelPair {
  k: number;
  k2: number;
}

export interface PairMaps {
  rows: number;
  columns: number;
  /** Activations of k and of k′, and their products: [rows, columns]. */
  one: Float32Array;
  other: Float32Array;
  product: Float32Array;
  /** The greatest of each. */
  max: { one: number; other: number; product: number };
  /** 𝒢_kk′: the products added up in double precision. */
  sum: number;
  /** Places where both fire. */
  both: number;
  /** Where the product is greatest, as row · columns + column; 0 where they never fire together. */
  strongest: number;
  /** The cosine between the two channels: 𝒢_kk′ / √(𝒢_kk 𝒢_k′k′), 0 when one never fires. */
  cosine: number;
}

/** Works the number 𝒢_kk′ out, place by place. */
export function pairMaps(layer: GramMatrixResult, { k, k2 }: ChannelPair): PairMaps {
  const { rows, columns, channels, activations } = layer;
  const places = rows * columns;
  const one = new Float32Array(places);
  const other = new Float32Array(places);
  const product = new Float32Array(places);
  const max = { one: 0, other: 0, product: 0 };
  let [sum, both, strongest, squares, otherSquares] = [0, 0, 0, 0, 0];
  for (let place = 0; place < places; place++) {
    const a = activations[place * channels + k]!;
    const b = activations[place * channels + k2]!;
    const ab = a * b;
    one[place] = a;
    other[place] = b;
    product[place] = ab;
    sum += ab;
    squares += a * a;
    otherSquares += b * b;
    if (ab > 0) both++;
    if (a > max.one) max.one = a;
    if (b > max.other) max.other = b;
    if (ab > max.product) {
      max.product = ab;
      strongest = place;
    }
  }
  const norms = Math.sqrt(squares * otherSquares);
  const cosine = norms > 0 ? Math.min(1, sum / norms) : 0;
  return { rows, columns, one, other, product, max, sum, both, strongest, cosine };
}

/** The pair of two different channels with the greatest number; of a symmetric matrix that with k < k′. */
export function greatestPair(values: ArrayLike<number>, channels: number): ChannelPair {
  let best: ChannelPair = { k: 0, k2: Math.min(1, channels - 1) };
  let greatest = -1;
  for (let k = 0; k < channels; k++) {
    for (let k2 = k + 1; k2 < channels; k2++) {
      const value = Math.abs(values[k * channels + k2]!);
      if (value <= greatest) continue;
      greatest = value;
      best = { k, k2 };
    }
  }
  return best;
}
