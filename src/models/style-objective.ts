import { add, concat, reshape, type Tensor1D, type Tensor4D, tensor4d, tidy } from '@tensorflow/tfjs-core';
import { totalVariation } from '#math/total-variation';
import type { DirectSlope, Features } from './features.ts';
import { contentCost, type LayerCost, styleCost, styleCostOf } from './layer-costs.ts';
import { type StyleTarget, StyleTargets } from './style-targets.ts';

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

/**
 * The cost of neural style transfer as a function of the pixels (Gatys, Ecker and Bethge 2015). What the content and
 * the style pictures ask for is worked out once, here.
 *
 * Gram matrices are divided by their numbers of positions, so that pictures of all sizes can be compared; for equal
 * sizes that is the formula of `#math/gram`.
 *
 * @throws RangeError for sizes that don't fit their pixels or a layer that is not there; errors of tfjs as they are
 */
export function createStyleObjective(network: Features, options: StyleObjectiveOptions): StyleObjective {
  const { width, height, content, styles = [] } = options;
  const contentTarget = content && contentActivations(network, content, height, width);
  const targets =
    styles.length > 0 ? new StyleTargets(network, styles, Object.keys(options.lambda), options) : null;

  /** Layers whose style counts, first to last. */
  const styled = ({ lambda }: StyleWeights): string[] =>
    targets ? network.layers.filter((layer) => lambda[layer]) : [];

  /** The slopes for the pixels, in one row, and then what tells the costs: of content, of the style of each layer. */
  const run = (pixels: Float32Array, weights: StyleWeights, layers: readonly string[]): Tensor1D =>
    tidy(() => {
      const used = content ? [content.layer, ...layers] : layers;
      const depth = Math.max(...used.map((layer) => network.place(layer))) + 1;
      const maps = network.pass(tensor4d(pixels, [1, height, width, 3]), depth);
      const slopes: (DirectSlope | null)[] = maps.activations.map(() => null);
      const parts: Tensor1D[] = [];
      const take = (layer: string, costOf: (activations: Tensor4D) => LayerCost) => {
        const place = network.place(layer);
        const { told, slope } = costOf(maps.activations[place]!);
        const there = slopes[place];
        slopes[place] = there && slope ? () => add(there(), slope()) : (slope ?? there ?? null);
        parts.push(told);
      };
      if (content) take(content.layer, (a) => contentCost(a, contentTarget!, weights.alpha));
      for (const layer of layers) {
        const target = targets!.of(layer, weights.styleWeights);
        take(layer, (a) => styleCost(a, target, weights.beta * weights.lambda[layer]!));
      }
      if (slopes.every((slope) => slope === null)) return concat(parts);
      return concat([reshape(network.backward(maps, slopes), [pixels.length]) as Tensor1D, ...parts]);
    });

  const shapes = network.maps(height, width);

  return {
    async evaluate(pixels, weights = options) {
      checkSize(pixels, height, width);
      const layers = styled(weights);
      // One reading for everything.
      const isAny = content !== undefined || layers.length > 0;
      const numbers = isAny ? await readOut(run(pixels, weights, layers)) : new Float32Array(0);
      const own = layers.map((layer) => shapes[network.place(layer)]!);
      let at = numbers.length - own.reduce((count, { units }) => count + units ** 2, content ? 1 : 0);
      const gradient = at > 0 ? numbers.subarray(0, at) : new Float32Array(pixels.length);
      const contentOf = content ? numbers[at++]! : 0;
      const styleOfLayer: Record<string, number> = {};
      let style = 0;
      for (const { layer, rows, columns, units } of own) {
        const cost = styleCostOf(numbers.subarray(at, at + units ** 2), rows * columns, units);
        at += units ** 2;
        styleOfLayer[layer] = cost;
        style += weights.lambda[layer]! * cost;
      }
      const { alpha, beta, variation: gamma } = weights;
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
  network: Features,
  { pixels, layer }: { pixels: Float32Array; layer: string },
  height: number,
  width: number,
): Tensor4D {
  checkSize(pixels, height, width);
  const count = network.place(layer) + 1;
  return tidy(() => network.forward(tensor4d(pixels, [1, height, width, 3]), count).at(-1)!);
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
