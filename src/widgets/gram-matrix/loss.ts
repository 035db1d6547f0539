import type { GramMatrixResult } from '#worker/protocol';

/** The style cost of one layer, step by step. */
export interface LossSteps {
  /** 𝒢(S) − 𝒢(G), or the same of the matrices per place: [channels, channels]. */
  difference: Float32Array;
  /** The largest difference without its sign. */
  largest: number;
  /** Σ_kk′ of its squares. */
  squares: number;
  /** Whether each matrix was divided by its own n_H n_W first, since the pictures' shapes differ. */
  perPlace: boolean;
  /** What the sum is divided by: (2 n_H n_W n_C)², or (2 n_C)² per place. */
  divisor: number;
  loss: number;
}

/** Whether two layers have maps of different sizes. */
export function differInShape(one: GramMatrixResult, other: GramMatrixResult): boolean {
  return one.rows !== other.rows || one.columns !== other.columns;
}

/** A Gram matrix as it is, or divided by its number of places. */
export function entriesOf({ gram, rows, columns }: GramMatrixResult, perPlace: boolean): Float32Array {
  return perPlace ? gram.map((entry) => entry / (rows * columns)) : gram;
}

/** Works the style cost of two pictures out, as `styleLoss` of #math/gram does. */
export function lossSteps(style: GramMatrixResult, generated: GramMatrixResult): LossSteps {
  const perPlace = differInShape(style, generated);
  const one = entriesOf(style, perPlace);
  const other = entriesOf(generated, perPlace);
  const difference = new Float32Array(one.length);
  let [squares, largest] = [0, 0];
  for (let i = 0; i < one.length; i++) {
    const apart = one[i]! - other[i]!;
    difference[i] = apart;
    squares += apart ** 2;
    largest = Math.max(largest, Math.abs(apart));
  }
  const places = perPlace ? 1 : style.rows * style.columns;
  const divisor = (2 * places * style.channels) ** 2;
  return { difference, largest, squares, perPlace, divisor, loss: squares / divisor };
}
