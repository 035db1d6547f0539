import {
  add,
  concat,
  keep,
  matMul,
  mul,
  type Rank,
  reshape,
  type Scalar,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor4d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { totalVariation } from '#math/total-variation';
import type { FeatureNetwork } from './feature-network.ts';

/** A picture whose style is wanted. It may have any size. */
export interface StyleTarget {
  /** [height, width, 3], 0 to 1 */
  pixels: Float32Array;
  width: number;
  height: number;
  /** Its part of the target: the weights are divided by their sum. */
  weight: number;
}

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
  /** Of each style picture, in their order; left out, those they came with. */
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
   * The costs of a picture and the slopes of the total for its pixels.
   *
   * A cost whose weight is 0 is told, but no slopes are worked out for it.
   *
   * @param pixels [height, width, 3], 0 to 1
   * @param weights instead of those that the objective was made with; a layer in `lambda` must have been there then,
   *   if only with 0
   * @throws RangeError when the pixels don't fit, or a layer's target was not made
   */
  evaluate(pixels: Float32Array, weights?: StyleWeights): Promise<StyleCosts>;
  /** Gives the targets back. The network stays. */
  dispose(): void;
}

/**
 * The cost of neural style transfer as a function of the pixels (Gatys, Ecker and Bethge 2015). What the content and
 * the style pictures ask for is worked out once, here.
 *
 * Gram matrices are held divided by their numbers of positions, so that pictures of all sizes can be compared; for
 * equal sizes that is the formula of `#math/gram`.
 *
 * @throws RangeError for sizes that don't fit their pixels or a layer that is not there; errors of tfjs as they are
 */
export function createStyleObjective(
  network: FeatureNetwork,
  options: StyleObjectiveOptions,
): StyleObjective {
  const { width, height, content, styles = [] } = options;
  const lambda = Object.keys(options.lambda);
  const places = styles.length > 0 ? lambda.map((layer) => network.place(layer)) : [];
  const contentPlace = content ? network.place(content.layer) : -1;
  const contentTarget = content && contentActivations(network, content.pixels, options, contentPlace);
  const targets = styles.map((style) => styleTargets(network, style, places));
  const own: StyleWeights = options;
  const ownMix = styles.map(({ weight }) => weight);

  /** What plays a part, and what the layers' slopes are made of. */
  const run = (picture: Tensor4D, weights: StyleWeights): { costs: Scalar[]; gradient: Tensor4D | null } => {
    const used = usedLayers(weights).map((layer) => network.place(layer));
    const depth = Math.max(contentPlace, ...used) + 1;
    const activations = network.forward(picture, depth);
    const slopes: (Tensor4D | null)[] = activations.map(() => null);
    const costs: Scalar[] = [];
    if (contentTarget) {
      const difference = sub(activations[contentPlace]!, contentTarget) as Tensor4D;
      costs.push(mul(sumOfSquares(difference), 0.5));
      if (weights.alpha !== 0) slopes[contentPlace] = mul(difference, weights.alpha);
    }
    for (const place of used) {
      const activation = activations[place]!;
      const target = mixed(
        targets.map((ofStyle) => ofStyle.get(place)),
        weights.styleWeights ?? ownMix,
      );
      const [, rows, columns, channels] = activation.shape;
      const positions = rows * columns;
      const rowsOfPositions = reshape(activation, [positions, channels]) as Tensor2D;
      const difference = sub(gramPerPosition(rowsOfPositions), target) as Tensor2D;
      costs.push(mul(sumOfSquares(difference), 1 / (2 * channels) ** 2));
      const weight = weights.beta * weights.lambda[network.layers[place]!]!;
      if (weight === 0) continue;
      const factors = mul(difference, weight / (channels * channels * positions)) as Tensor2D;
      const slope = reshape(matMul(rowsOfPositions, factors), activation.shape) as Tensor4D;
      const there = slopes[place];
      slopes[place] = there ? add(there, slope) : slope;
    }
    const last = slopes.findLastIndex((slope) => slope !== null) + 1;
    const gradient = last === 0 ? null : network.backward(activations.slice(0, last), slopes.slice(0, last));
    return { costs, gradient };
  };

  const usedLayers = (weights: StyleWeights): string[] => {
    if (styles.length === 0) return [];
    const used = Object.keys(weights.lambda).filter((layer) => weights.lambda[layer]);
    const missing = used.find((layer) => !lambda.includes(layer));
    if (missing) throw new RangeError(`No target was made for the layer ${missing}.`);
    return network.layers.filter((layer) => used.includes(layer));
  };

  return {
    async evaluate(pixels, weights = own) {
      checkSize(pixels, width, height);
      const answer = tidy(() => {
        const { costs, gradient } = run(pictureTensor(pixels, width, height), weights);
        const parts: Tensor[] = costs.map((cost) => reshape(cost, [1]));
        if (gradient) parts.push(reshape(gradient, [-1]));
        return parts.length > 0 ? (concat(parts as Tensor<Rank.R1>[]) as Tensor) : null;
      });
      const numbers = answer ? ((await readAndDispose(answer)) as Float32Array) : new Float32Array(0);
      const layers = usedLayers(weights);
      const counted = (contentTarget ? 1 : 0) + layers.length;
      const told = numbers.subarray(0, counted);
      const gradient =
        numbers.length > counted ? numbers.slice(counted) : new Float32Array(width * height * 3);
      const contentCost = contentTarget ? told[0]! : 0;
      const styleOfLayer: Record<string, number> = {};
      let style = 0;
      for (const [i, layer] of layers.entries()) {
        const cost = told[counted - layers.length + i]!;
        styleOfLayer[layer] = cost;
        style += weights.lambda[layer]! * cost;
      }
      const variation = totalVariation(
        pixels,
        height,
        width,
        weights.variation === 0 ? undefined : gradient,
        weights.variation,
      );
      const total = weights.alpha * contentCost + weights.beta * style + weights.variation * variation;
      return { total, content: contentCost, style, styleOfLayer, variation, gradient };
    },

    dispose() {
      contentTarget?.dispose();
      for (const ofStyle of targets) for (const target of ofStyle.values()) target.dispose();
    },
  };
}

function contentActivations(
  network: FeatureNetwork,
  pixels: Float32Array,
  { width, height }: { width: number; height: number },
  place: number,
): Tensor4D {
  checkSize(pixels, width, height);
  return tidy(() => keep(network.forward(pictureTensor(pixels, width, height), place + 1)[place]!));
}

/** The Gram matrix of each layer, divided by the number of positions. */
function styleTargets(
  network: FeatureNetwork,
  { pixels, width, height }: StyleTarget,
  places: readonly number[],
): Map<number, Tensor2D> {
  checkSize(pixels, width, height);
  return tidy(() => {
    const activations = network.forward(pictureTensor(pixels, width, height), Math.max(...places) + 1);
    return new Map(
      places.map((place) => {
        const [, rows, columns, channels] = activations[place]!.shape;
        const rowsOfPositions = reshape(activations[place]!, [rows * columns, channels]) as Tensor2D;
        return [place, keep(gramPerPosition(rowsOfPositions))];
      }),
    );
  });
}

/**
 * 𝒢 / (n_H n_W). (On WASM, a product with a transposed factor is ten times as slow as transposing it first.)
 *
 * @param activations [positions, channels]
 */
function gramPerPosition(activations: Tensor2D): Tensor2D {
  return mul(matMul(transpose(activations), activations), 1 / activations.shape[0]) as Tensor2D;
}

function mixed(targets: readonly (Tensor2D | undefined)[], weights: readonly number[]): Tensor2D {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return targets
    .map((target, i) => mul(target!, weights[i]! / whole) as Tensor2D)
    .reduce((one, other) => add(one, other) as Tensor2D);
}

/** In two stages, for the sake of the last digits. */
function sumOfSquares(values: Tensor): Scalar {
  return sum(sum(square(values), -1)) as Scalar;
}

function pictureTensor(pixels: Float32Array, width: number, height: number): Tensor4D {
  return tensor4d(pixels, [1, height, width, 3]);
}

async function readAndDispose(answer: Tensor): Promise<Float32Array> {
  try {
    return (await answer.data()) as Float32Array;
  } finally {
    answer.dispose();
  }
}

function checkSize(pixels: Float32Array, width: number, height: number): void {
  if (pixels.length === width * height * 3) return;
  throw new RangeError(`${pixels.length} numbers are not a picture of ${width} × ${height} pixels.`);
}
