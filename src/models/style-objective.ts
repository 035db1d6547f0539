import {
  add,
  concat,
  matMul,
  mul,
  reshape,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor4d,
  tidy,
} from '@tensorflow/tfjs-core';
import { totalVariation } from '#math/total-variation';
import type { FeatureNetwork } from './feature-network.ts';
import { gramPerPosition, type StyleTarget, StyleTargets } from './style-targets.ts';

export type { StyleTarget } from './style-targets.ts';

/** What may change from one evaluation to the next. */
export interface StyleWeights {
  /** α, of the content cost. */
  alpha: number;
  /** β, of the style cost. */
  beta: number;
  /** γ, of the total variation. */
  variation: number;
  /** λ of each layer's style cost; a layer that is left out, or 0, plays no part. */
  lambda: Partial<Record<string, number>>;
  /** Of each style picture, in their order; left out, those of last time. */
  styleWeights?: readonly number[];
}

export interface StyleObjectiveOptions extends StyleWeights {
  /** Size of the pictures that are evaluated. (Who wants a margin makes them larger, and cuts the result.) */
  width: number;
  height: number;
  /** [height, width, 3], 0 to 1, of the size of the pictures; left out: no content cost. */
  content?: { pixels: Float32Array; layer: string };
  /** Left out or empty: no style cost. */
  styles?: readonly StyleTarget[];
}

export interface StyleCosts {
  /** α L_content + β L_style + γ L_tv */
  total: number;
  content: number;
  /** Σ λ L over the layers. */
  style: number;
  /** L of each layer that plays a part. */
  styleOfLayer: Record<string, number>;
  variation: number;
  /** ∂ total / ∂ pixels, [height, width, 3] */
  gradient: Float32Array;
}

export interface StyleObjective {
  /**
   * The costs of a picture and the slopes of the total for its pixels. A cost whose weight is 0 is told, too, but no
   * slopes are worked out for it.
   *
   * @param pixels [height, width, 3], 0 to 1
   * @param weights instead of those that the objective was made with; a layer in `lambda` must have been there then,
   *   if only with 0
   * @throws RangeError when the pixels don't fit, or a layer's target was not made; errors of tfjs as they are
   */
  evaluate(pixels: Float32Array, weights?: StyleWeights): Promise<StyleCosts>;
  /** Gives the targets back. The network stays. */
  dispose(): void;
}

/** A layer's direct part in the costs. */
interface LayerCost {
  /** Of one number. */
  cost: Scalar;
  /** For the layer's activations, times its weight; null where that is 0. */
  slope: Tensor4D | null;
}

/**
 * The cost of neural style transfer as a function of the pixels (Gatys, Ecker and Bethge 2015). What the content and
 * the style pictures ask for is worked out once, here.
 *
 * Gram matrices are divided by their numbers of positions, so that pictures of all sizes can be compared; for equal
 * sizes that is the formula of `#math/gram`.
 *
 * @throws RangeError for sizes that don't fit their pixels or a layer that is not there; errors of tfjs as they are
 */
export function createStyleObjective(
  network: FeatureNetwork,
  options: StyleObjectiveOptions,
): StyleObjective {
  const { width, height, content, styles = [] } = options;
  const contentTarget = content && contentActivations(network, content, height, width);
  const targets = styles.length > 0 ? new StyleTargets(network, styles, Object.keys(options.lambda)) : null;

  /** Layers whose style counts, first to last. */
  const styled = ({ lambda }: StyleWeights): string[] =>
    targets ? network.layers.filter((layer) => lambda[layer]) : [];

  /** The slopes, in one row, and then the costs: content, and the style of each layer. */
  const run = (pixels: Float32Array, weights: StyleWeights): Tensor1D =>
    tidy(() => {
      const layers = styled(weights);
      const used = content ? [content.layer, ...layers] : layers;
      const depth = Math.max(...used.map((layer) => network.place(layer))) + 1;
      const maps = network.pass(tensor4d(pixels, [1, height, width, 3]), depth);
      const slopes: (Tensor4D | null)[] = maps.activations.map(() => null);
      const costs: Scalar[] = [];
      const take = (layer: string, part: (activation: Tensor4D) => LayerCost) => {
        const place = network.place(layer);
        const { cost, slope } = part(maps.activations[place]!);
        costs.push(cost);
        const there = slopes[place];
        slopes[place] = there && slope ? add(there, slope) : (slope ?? there ?? null);
      };
      if (content)
        take(content.layer, (activation) => contentCost(activation, contentTarget!, weights.alpha));
      for (const layer of layers) {
        const target = targets!.of(layer, weights.styleWeights);
        take(layer, (activation) => styleCost(activation, target, weights.beta * weights.lambda[layer]!));
      }
      const told = costs.map((cost) => reshape(cost, [1]) as Tensor1D);
      if (slopes.every((slope) => slope === null)) return concat(told);
      const gradient = network.backward(maps, slopes);
      return concat([reshape(gradient, [pixels.length]) as Tensor1D, ...told]);
    });

  return {
    async evaluate(pixels, weights = options) {
      checkSize(pixels, height, width);
      const layers = styled(weights);
      const count = layers.length + (content ? 1 : 0);
      // One reading for everything.
      const numbers = count > 0 ? await readOut(run(pixels, weights)) : new Float32Array(0);
      const costs = numbers.subarray(numbers.length - count);
      const hasSlopes = numbers.length > count;
      const gradient = hasSlopes ? numbers.subarray(0, pixels.length) : new Float32Array(pixels.length);
      const { alpha, beta, variation: gamma, lambda } = weights;
      const contentOf = content ? costs[0]! : 0;
      const ofLayers = costs.subarray(count - layers.length);
      const styleOfLayer = Object.fromEntries(layers.map((layer, i) => [layer, ofLayers[i]!]));
      const style = layers.reduce((total, layer, i) => total + lambda[layer]! * ofLayers[i]!, 0);
      const variation = totalVariation(pixels, height, width, gamma === 0 ? undefined : gradient, gamma);
      const total = alpha * contentOf + beta * style + gamma * variation;
      return { total, content: contentOf, style, styleOfLayer, variation, gradient };
    },

    dispose() {
      contentTarget?.dispose();
      targets?.dispose();
    },
  };
}

function contentActivations(
  network: FeatureNetwork,
  { pixels, layer }: { pixels: Float32Array; layer: string },
  height: number,
  width: number,
): Tensor4D {
  checkSize(pixels, height, width);
  const count = network.place(layer) + 1;
  return tidy(() => network.forward(tensor4d(pixels, [1, height, width, 3]), count).at(-1)!);
}

/** ½ Σ (a − a(C))², whose slope is a − a(C). */
function contentCost(activation: Tensor4D, target: Tensor4D, weight: number): LayerCost {
  const difference = sub(activation, target) as Tensor4D;
  return {
    cost: mul(sumOfSquares(difference), 0.5),
    slope: weight === 0 ? null : mul(difference, weight),
  };
}

/**
 * 1/(2 n_C)² Σ D², where D is the difference of the Gram matrices, each divided by its number of positions. Its slope
 * is a D / (n_C² n_H n_W), since D is symmetric.
 */
function styleCost(activation: Tensor4D, target: Tensor2D, weight: number): LayerCost {
  const [, rows, columns, channels] = activation.shape;
  const positions = rows * columns;
  const difference = sub(gramPerPosition(activation), target) as Tensor2D;
  const cost = mul(sumOfSquares(difference), 1 / (2 * channels) ** 2) as Scalar;
  if (weight === 0) return { cost, slope: null };
  const factors = mul(difference, weight / (channels ** 2 * positions)) as Tensor2D;
  const byPosition = reshape(activation, [positions, channels]) as Tensor2D;
  return { cost, slope: reshape(matMul(byPosition, factors), activation.shape) };
}

/** In two stages, for the sake of the last digits. */
function sumOfSquares(values: Tensor): Scalar {
  return sum(sum(square(values), -1));
}

async function readOut(numbers: Tensor1D): Promise<Float32Array> {
  try {
    return (await numbers.data()) as Float32Array;
  } finally {
    numbers.dispose();
  }
}

function checkSize(pixels: Float32Array, height: number, width: number): void {
  if (pixels.length === height * width * 3) return;
  throw new RangeError(`${pixels.length} numbers are not a picture of ${width} × ${height} pixels.`);
}
