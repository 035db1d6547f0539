import {
  add,
  type GradConfig,
  getGradient,
  grad,
  matMul,
  mul,
  registerGradient,
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
  unregisterGradient,
} from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { maxPoolGradient } from '#models/pooling-gradient';
import type { StyleWeights } from '#models/style-objective';

/** A cost as one would write it with tfjs: square pictures, [side, side, 3], and the layers that count. */
export interface StockStep {
  side: number;
  content: { pixels: Float32Array; layer: string };
  style: Float32Array;
  weights: StyleWeights;
}

/**
 * The slopes for the pixels of a picture by tfjs's own gradients, with its tape. The targets are kept, and the Gram
 * matrices are made without the slow transposed product.
 *
 * @param stock tfjs's own gradient of Conv2D
 * @returns what finds the slopes, [side, side, 3]
 */
export function stockSlopes(
  network: LayersModel,
  { side, content, style, weights }: StockStep,
  stock: GradConfig,
): (pixels: Float32Array) => Float32Array {
  const { alpha, beta, lambda } = weights;
  const shape: [number, number, number, number] = [1, side, side, 3];
  const wanted = new Set([content.layer, ...Object.keys(lambda).filter((layer) => lambda[layer])]);
  const mapsOf = (picture: Tensor4D) => {
    const maps = new Map<string, Tensor4D>();
    let map = picture;
    for (const layer of network.layers) {
      if (layer.getClassName() !== 'InputLayer') map = layer.apply(map) as Tensor4D;
      if (wanted.has(layer.name)) maps.set(layer.name, map);
      if (maps.size === wanted.size) break;
    }
    return maps;
  };
  const target = tidy(() => mapsOf(tensor4d(content.pixels, shape)).get(content.layer)!.clone());
  const styled = Object.keys(lambda).filter((layer) => lambda[layer]);
  const grams = tidy(() => {
    const maps = mapsOf(tensor4d(style, shape));
    return styled.map((layer) => gram(maps.get(layer)!));
  });
  const slopes = grad((picture: Tensor) => {
    const maps = mapsOf(picture as Tensor4D);
    const difference = sub(maps.get(content.layer)!, target);
    let total = mul(sum(square(difference)), alpha / 2) as Scalar;
    for (const [i, layer] of styled.entries()) {
      const [, rows, columns, channels] = maps.get(layer)!.shape;
      const factor = (beta * lambda[layer]!) / (2 * rows * columns * channels) ** 2;
      total = add(total, mul(sum(square(sub(gram(maps.get(layer)!), grams[i]!))), factor));
    }
    return total;
  });
  return (pixels) => {
    const before = [getGradient('Conv2D'), getGradient('MaxPool')] as GradConfig[];
    replaceGradient(stock);
    // WASM has no kernel for the slopes of a maximum: the stock step borrows ours.
    replaceGradient({
      ...before[1]!,
      gradFunc: (dy, saved) => {
        const [x, y] = saved as [Tensor4D, Tensor4D];
        return { x: () => maxPoolGradient(x, y, dy as Tensor4D) };
      },
    });
    const found = tidy(() => slopes(tensor4d(pixels, shape)).dataSync()) as Float32Array;
    for (const gradient of before) replaceGradient(gradient);
    return found;
  };
}

function gram(map: Tensor4D): Tensor2D {
  const [, rows, columns, channels] = map.shape;
  const activations = reshape(map, [rows * columns, channels]) as Tensor2D;
  return matMul(transpose(activations), activations);
}

function replaceGradient(gradient: GradConfig): void {
  unregisterGradient(gradient.kernelName);
  registerGradient(gradient);
}
