import {
  matMul,
  mul,
  reshape,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import type { DirectSlope } from './features.ts';
import { gramTensor } from './style-targets.ts';

/** A layer's direct part in the costs. */
export interface LayerCost {
  /** What tells the cost, to be read with the rest. */
  told: Tensor1D;
  /** Of the weighted cost; null where the weight is 0. */
  slope: DirectSlope | null;
}

/** ½ Σ (a − a(C))², which is told; its slope is a − a(C). */
export function contentCost(activations: Tensor4D, target: Tensor4D, weight: number): LayerCost {
  const difference = sub(activations, target) as Tensor4D;
  // In two stages, for the sake of the last digits.
  const squares = sum(sum(square(difference), -1)) as Scalar;
  return {
    told: reshape(mul(squares, 0.5), [1]),
    slope: weight === 0 ? null : () => mul(difference, weight),
  };
}

/**
 * 1/(2 n_H n_W n_C)² Σ D², where D is the difference of the Gram matrices. D is told: `styleCostOf` makes the cost of
 * it. The slope is a D / (n_H n_W n_C)², since D is symmetric.
 */
export function styleCost(activations: Tensor4D, target: Tensor2D, weight: number): LayerCost {
  const [, rows, columns, channels] = activations.shape;
  const positions = rows * columns;
  const difference = sub(gramTensor(activations), target) as Tensor2D;
  const told = reshape(difference, [channels * channels]) as Tensor1D;
  const slope = (): Tensor4D => {
    const factors = mul(difference, weight / (positions * channels) ** 2) as Tensor2D;
    const byPosition = reshape(activations, [positions, channels]) as Tensor2D;
    return reshape(matMul(byPosition, factors), activations.shape);
  };
  return { told, slope: weight === 0 ? null : slope };
}

/**
 * The style cost of a layer.
 *
 * @param difference D, [channels, channels]
 */
export function styleCostOf(difference: Float32Array, positions: number, channels: number): number {
  let sum = 0;
  for (const value of difference) sum += value * value;
  return sum / (2 * positions * channels) ** 2;
}
