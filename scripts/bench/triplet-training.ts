import {
  conv2d,
  type GradConfig,
  getGradient,
  randomNormal,
  randomUniform,
  registerGradient,
  type Tensor4D,
  tidy,
  unregisterGradient,
} from '@tensorflow/tfjs-core';
import { median } from '#math/quantile';
import { selectTriplets, tripletBatch } from '#math/triplet-selection';
import { unitLength, unitLengthGradient } from '#math/unit-length';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import {
  initialWeights,
  SMALL_CONVOLUTIONS,
  SMALL_SIDE,
  SMALL_SIZE,
  type SmallConvolution,
} from '#models/small-encoder';
import { type Objective, slopesInOnePass } from '#models/triplet-step';
import { DEFAULT_RUN } from '#site/triplet-runs';
import { randomStream } from '#world/random';
import { startTensorflow } from '../tfjs-node.ts';
import { byTurns, type Line, medianRatio } from './measure.ts';

const ROUNDS = 9;
const FACES = DEFAULT_RUN.people * DEFAULT_RUN.pictures;
/** Plain JavaScript is slow: it gets fewer faces. */
const FEW = 8;

/**
 * One step of the live training: its time on WASM; the convolutions in it beside the same convolutions alone; and, in
 * plain JavaScript (WASM has no stock gradient for filters), beside the step with the stock gradients.
 *
 * @param stock tfjs's own gradient of Conv2D, taken before it was replaced
 */
export async function benchTripletTraining(stock: GradConfig): Promise<Line[]> {
  registerFastConv2dGradient();
  const fast = getGradient('Conv2D') as GradConfig;
  const take = (gradient: GradConfig) => {
    unregisterGradient('Conv2D');
    registerGradient(gradient);
  };
  take(fast);
  const convolutions = SMALL_CONVOLUTIONS.map(bareConvolution);
  const [step, bare] = (await byTurns(ROUNDS, [
    trainingStep(FACES),
    () =>
      tidy(() => {
        for (const run of convolutions) run().dataSync();
      }),
  ])) as [number[], number[]];
  // In a step each convolution runs forward and for its filters, and all but the first for their input.
  const forward = SMALL_CONVOLUTIONS.reduce((sum, one) => sum + operations(one), 0);
  const whole = 3 * forward - operations(SMALL_CONVOLUTIONS[0]!);
  const share = medianRatio(bare, step) * (whole / forward);

  await startTensorflow('cpu');
  const few = trainingStep(FEW);
  const [composed, plain] = (await byTurns(3, [
    () => {
      take(fast);
      few();
    },
    () => {
      take(stock);
      few();
    },
  ])) as [number[], number[]];
  take(fast);
  await startTensorflow('wasm');
  return [
    { name: 'training step on triplets, 64 faces', value: median(step), unit: 'ms' },
    { name: 'training steps on triplets', value: 1000 / median(step), unit: 'a second' },
    { name: '300 training steps on triplets', value: (300 * median(step)) / 1000, unit: 's', bound: 60 },
    { name: 'training step, throughput / bare conv2d', value: share },
    { name: 'training step in plain JavaScript, composed / stock', value: medianRatio(composed, plain) },
  ];
}

/** A step on faces of noise: forward, triplets, backward. */
function trainingStep(count: number): () => void {
  const random = randomStream(1);
  const faces = Float32Array.from({ length: count * SMALL_SIDE * SMALL_SIDE * 3 }, random);
  const labels = Array.from({ length: count }, (_, i) => Math.floor(i / DEFAULT_RUN.pictures));
  const weights = initialWeights(1);
  const { choice, margin } = DEFAULT_RUN;
  const objective: Objective = (answers) => {
    const encodings = unitLength(answers, SMALL_SIZE);
    const triplets = selectTriplets(encodings, SMALL_SIZE, labels, { choice, margin, random });
    const { loss, gradient } = tripletBatch(encodings, SMALL_SIZE, triplets, margin);
    return { loss, gradient: unitLengthGradient(answers, SMALL_SIZE, gradient) };
  };
  return () => void slopesInOnePass(weights, faces, objective);
}

function bareConvolution({ side, kernel, stride, channels, filters }: SmallConvolution): () => Tensor4D {
  const x = randomUniform([FACES, side, side, channels], 0, 1, 'float32', 1) as Tensor4D;
  const filter = randomNormal([kernel, kernel, channels, filters], 0, 1, 'float32', 2) as Tensor4D;
  return () => conv2d(x, filter, stride, 'same');
}

/** Multiplications and additions on one face. */
function operations({ side, kernel, stride, channels, filters }: SmallConvolution): number {
  return 2 * (side / stride) ** 2 * kernel * kernel * channels * filters;
}
