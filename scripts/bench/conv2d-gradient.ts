import {
  avgPool,
  conv2d,
  type GradConfig,
  getGradient,
  grad,
  mean,
  randomNormal,
  randomUniform,
  registerGradient,
  relu,
  type Scalar,
  square,
  type Tensor,
  type Tensor4D,
  tidy,
  unregisterGradient,
} from '@tensorflow/tfjs-core';
import { median } from '#math/quantile';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import { CONVOLUTIONS } from '#models/picture-network';
import { byTurns, type Line, medianRatio } from './measure.ts';

const SIDE = 128;
const ROUNDS = 9;

/**
 * One step of descent on the pixels of a picture through the picture network's convolutions: with the stock
 * gradient of conv2d, and with ours. (WASM has no stock gradient for the filters to compare with.)
 *
 * @param stock tfjs's own gradient of Conv2D, taken before it was replaced
 */
export async function benchGradient(stock: GradConfig): Promise<Line[]> {
  registerFastConv2dGradient();
  const fast = getGradient('Conv2D') as GradConfig;
  const descend = pixelGradient();
  const stepWith = (gradient: GradConfig) => () => {
    unregisterGradient('Conv2D');
    registerGradient(gradient);
    tidy(() => descend().dataSync());
  };
  const [composed, plain] = (await byTurns(ROUNDS, [stepWith(fast), stepWith(stock)])) as [
    number[],
    number[],
  ];
  return [
    { name: 'gradient step, composed / stock', value: medianRatio(composed, plain), bound: 1 },
    { name: 'gradient step, composed', value: median(composed), unit: 'ms' },
    { name: 'gradient step, stock', value: median(plain), unit: 'ms' },
  ];
}

function pixelGradient(): () => Tensor {
  let channels = 3;
  const filters = CONVOLUTIONS.map(({ kernel, filters: count }, i) => {
    const shape: [number, number, number, number] = [kernel, kernel, channels, count];
    channels = count;
    return randomNormal(shape, 0, Math.sqrt(2 / (kernel * kernel * shape[2])), 'float32', i + 1) as Tensor4D;
  });
  const picture = randomUniform([1, SIDE, SIDE, 3], 0, 1, 'float32', 9);
  const loss = (pixels: Tensor) => {
    let map = pixels as Tensor4D;
    for (const [i, { pool }] of CONVOLUTIONS.entries()) {
      map = relu(conv2d(map, filters[i]!, 1, 'same'));
      if (pool) map = avgPool(map, 2, 2, 'valid');
    }
    return mean(square(map)) as Scalar;
  };
  const gradient = grad(loss);
  return () => gradient(picture);
}
