import {
  conv2d,
  type GradConfig,
  keep,
  memory,
  profile,
  randomUniform,
  reverse,
  type Tensor4D,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ExperimentContext } from '#experiments/experiment';
import { median } from '#math/quantile';
import { FeatureNetwork } from '#models/feature-network';
import { loadNetwork } from '#models/load-network';
import { createStyleObjective, type StyleWeights } from '#models/style-objective';
import { randomStream } from '#world/random';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { byTurns, type Line, medianRatio } from './measure.ts';
import { stockSlopes } from './stock-style-step.ts';

const SIDE = 128;
const LARGE = 384;
const ROUNDS = 25;

/**
 * A step of style transfer, that is the costs and their slopes for the pixels, with the layers of the defaults: beside
 * the same step by tfjs's own gradients, and beside the bare convolutions, there and back, that it is made of.
 *
 * @param stock tfjs's own gradient of Conv2D, taken before it was replaced
 */
export async function benchStyleStep(context: ExperimentContext, stock: GradConfig): Promise<Line[]> {
  const network = await loadNetwork(`models/${STYLE_DEFAULTS.network}`, context.asset);
  const features = FeatureNetwork.of(network);
  const random = randomStream(4);
  const picture = () => Float32Array.from({ length: SIDE * SIDE * 3 }, random);
  const content = { pixels: picture(), layer: STYLE_DEFAULTS.contentLayer };
  const style = picture().map(Math.sqrt);
  const weights: StyleWeights = {
    lambda: STYLE_DEFAULTS.lambda,
    alpha: STYLE_DEFAULTS.ratio,
    beta: 1,
    variation: 0,
  };
  const size = { width: SIDE, height: SIDE };
  const styles = [{ pixels: style, ...size, weight: 1 }];
  const objective = createStyleObjective(features, { ...size, ...weights, content, styles });
  const stockStep = stockSlopes(network, { side: SIDE, content, style, weights }, stock);
  const painted = picture();
  const { gradient, styleOfLayer } = await objective.evaluate(painted);
  checkAgreement(gradient, stockStep(painted));

  const layers = features.layers.slice(0, features.layers.findLastIndex((name) => name in styleOfLayer) + 1);
  const convolutions = bareConvolutions(features, network, layers);
  // Until the code has been compiled for speed, twenty steps or so.
  for (let i = 0; i < 30; i++) await objective.evaluate(painted);
  const [ours, theirs, bare] = (await byTurns(ROUNDS, [
    () => objective.evaluate(painted),
    () => stockStep(painted),
    convolutions,
  ])) as [number[], number[], number[]];
  objective.dispose();
  const { most, kept } = await memoryOfStep(features, weights, LARGE + 2 * STYLE_DEFAULTS.margin);
  return [
    { name: 'style step, ours / stock', value: medianRatio(ours, theirs), bound: 1 / 3 },
    { name: 'style step throughput / bare conv2d', value: medianRatio(bare, ours), least: 0.6 },
    { name: 'style step of 128 px', value: median(ours), unit: 'ms' },
    { name: 'style steps of 128 px', value: 1000 / median(ours), unit: 'a second' },
    { name: `style step of ${LARGE} px, tensors at its height`, value: most / 1e6, unit: 'MB', bound: 400 },
    { name: `style step of ${LARGE} px, tensors before and after`, value: kept / 1e6, unit: 'MB' },
  ];
}

/** Bytes of all tensors at the height of a step on a square picture, and between two steps. */
async function memoryOfStep(
  features: FeatureNetwork,
  weights: StyleWeights,
  side: number,
): Promise<{ most: number; kept: number }> {
  const size = { width: side, height: side };
  const pixels = Float32Array.from({ length: side * side * 3 }, randomStream(5));
  const content = { pixels, layer: STYLE_DEFAULTS.contentLayer };
  const styles = [{ pixels, ...size, weight: 1 }];
  const objective = createStyleObjective(features, { ...size, ...weights, content, styles });
  let answer: Promise<unknown> | undefined;
  // The step is over when `evaluate` returns; only its numbers are still to come.
  const { peakBytes } = await profile(() => {
    answer = objective.evaluate(pixels);
    return [];
  });
  await answer;
  const kept = memory().numBytes;
  objective.dispose();
  return { most: peakBytes, kept };
}

/** Each convolution alone, forward and for its slopes, on numbers that lie ready. */
function bareConvolutions(
  features: FeatureNetwork,
  network: LayersModel,
  layers: readonly string[],
): () => void {
  const maps = features.maps(SIDE, SIDE).slice(0, layers.length);
  const calls = maps.flatMap(({ layer, rows, columns, units }) => {
    const kernel = network.getLayer(layer).getWeights()[0] as Tensor4D;
    const turned = keep(tidy(() => transpose(reverse(kernel, [0, 1]), [0, 1, 3, 2]))) as Tensor4D;
    const input = randomUniform([1, rows, columns, kernel.shape[2]]) as Tensor4D;
    const slopes = randomUniform([1, rows, columns, units]) as Tensor4D;
    return [() => conv2d(input, kernel, 1, 'same'), () => conv2d(slopes, turned, 1, 'same')];
  });
  return () => {
    for (const call of calls) call().dispose();
  };
}

function checkAgreement(ours: Float32Array, theirs: Float32Array): void {
  const largest = theirs.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  const apart = ours.reduce((most, slope, i) => Math.max(most, Math.abs(slope - theirs[i]!)), 0);
  if (apart > 1e-4 * largest)
    throw new Error(`The slopes are ${apart} apart, where the largest is ${largest}.`);
}
