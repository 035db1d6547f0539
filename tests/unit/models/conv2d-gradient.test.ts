import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

type Padding =
  | 'valid'
  | 'same'
  | number
  | [[number, number], [number, number], [number, number], [number, number]];
interface Case {
  height: number;
  width: number;
  kernel: [number, number];
  stride: number | [number, number];
  padding: Padding;
  dilation: number | [number, number];
}

const explicit: Padding = [
  [0, 0],
  [2, 1],
  [0, 3],
  [0, 0],
];

function allCases(): Case[] {
  const cases: Case[] = [];
  const size = { height: 7, width: 8 };
  for (const kernel of [
    [3, 3],
    [2, 3],
    [1, 1],
  ] as [number, number][]) {
    for (const padding of ['valid', 'same', 0, 1, 3, explicit] as Padding[]) {
      for (const stride of [1, 2, 3]) cases.push({ ...size, kernel, stride, padding, dilation: 1 });
      for (const dilation of [2, 3]) cases.push({ ...size, kernel, stride: 1, padding, dilation });
      cases.push({ ...size, kernel, stride: [1, 2], padding, dilation: 1 });
      cases.push({ ...size, kernel, stride: 1, padding, dilation: [1, 2] });
    }
  }
  return cases;
}

const label = (c: Case) =>
  `kernel ${c.kernel.join('×')}, stride ${c.stride}, padding ${JSON.stringify(c.padding)}, dilation ${c.dilation}`;

/** Small whole numbers from a fixed recurrence: sums of their products are exact in float32. */
function numbers(shape: [number, number, number, number], seed: number): tf.Tensor4D {
  let state = seed;
  const values = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 28) - 8;
  });
  return tf.tensor4d(values, shape);
}

function forward(c: Case, x: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  return tf.conv2d(
    x,
    filter,
    c.stride,
    c.padding,
    'NHWC',
    c.dilation,
    typeof c.padding === 'number' ? 'floor' : undefined,
  );
}

/** The loss sum(conv · weights), whose gradient for the conv is `weights`. */
function gradients(c: Case): { x: Float32Array; filter: Float32Array } {
  return tf.tidy(() => {
    const [x, filter] = inputs(c);
    const weights = numbers(forward(c, x, filter).shape, 5);
    const loss = (a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(tf.mul(forward(c, a as tf.Tensor4D, b as tf.Tensor4D), weights)) as tf.Scalar;
    const [dx, dFilter] = tf.grads(loss)([x, filter]) as [tf.Tensor, tf.Tensor];
    expect(dx.shape).toEqual(x.shape);
    expect(dFilter.shape).toEqual(filter.shape);
    return { x: dx.dataSync() as Float32Array, filter: dFilter.dataSync() as Float32Array };
  });
}

function inputs(c: Case): [tf.Tensor4D, tf.Tensor4D] {
  return [numbers([2, c.height, c.width, 2], 1), numbers([...c.kernel, 2, 3], 2)];
}

/**
 * With padding given as a number tfjs derives the output's width from the kernel's height, the row stride and
 * the row dilation, and its WASM kernel then writes another shape than it promised: nothing to differentiate.
 */
function forwardIsBrokenOnWasm(c: Case): boolean {
  if (typeof c.padding !== 'number') return false;
  return c.kernel[0] !== c.kernel[1] || Array.isArray(c.stride) || Array.isArray(c.dilation);
}

/** The loss is linear in the input and in the filter, so a difference quotient is exact. */
function finiteDifferences(c: Case): { x: number[]; filter: number[] } {
  return tf.tidy(() => {
    const [x, filter] = inputs(c);
    const weights = numbers(forward(c, x, filter).shape, 5);
    const loss = (a: tf.Tensor4D, b: tf.Tensor4D) =>
      tf.tidy(() => tf.sum(tf.mul(forward(c, a, b), weights)).dataSync()[0]!);
    const nudged = (t: tf.Tensor4D, index: number) => {
      const values = t.dataSync().slice();
      values[index]! += 1;
      return tf.tensor4d(values as Float32Array, t.shape);
    };
    const base = loss(x, filter);
    return {
      x: Array.from({ length: x.size }, (_, i) => loss(nudged(x, i), filter) - base),
      filter: Array.from({ length: filter.size }, (_, i) => loss(x, nudged(filter, i)) - base),
    };
  });
}

describe('the gradient of conv2d', () => {
  const cases = allCases();
  const stock = new Map<string, { x: Float32Array; filter: Float32Array }>();
  const undilated = cases.filter((c) => c.dilation === 1);

  beforeAll(async () => {
    await startTensorflow('cpu');
    for (const c of undilated) stock.set(label(c), gradients(c));
    registerFastConv2dGradient();
    registerFastConv2dGradient();
  });

  for (const backend of ['cpu', 'wasm'] as const) {
    describe(`on ${backend}`, () => {
      beforeAll(() => startTensorflow(backend));

      it.each(undilated.map((c) => [label(c), c] as const))('equals the stock gradient: %s', (name, c) => {
        const fast = gradients(c);
        expect(fast.x).toEqual(stock.get(name)!.x);
        expect(fast.filter).toEqual(stock.get(name)!.filter);
      });
    });
  }

  for (const backend of ['cpu', 'wasm'] as const) {
    describe(`against finite differences on ${backend}`, () => {
      beforeAll(() => startTensorflow(backend));
      const sound = cases.filter((c) => backend === 'cpu' || !forwardIsBrokenOnWasm(c));
      it.each(sound.map((c) => [label(c), c] as const))('%s', (_name, c) => {
        const fast = gradients(c);
        const slow = finiteDifferences(c);
        expect([...fast.x].map((v) => v + 0)).toEqual(slow.x.map((v) => v + 0));
        expect([...fast.filter].map((v) => v + 0)).toEqual(slow.filter.map((v) => v + 0));
      });
    });
  }

  it('leaves no tensor behind', async () => {
    await startTensorflow('wasm');
    const c = cases[0]!;
    gradients(c);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 10; i++) gradients(c);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('hands data in NCHW order back to the stock gradient', async () => {
    await startTensorflow('cpu');
    const x = numbers([1, 2, 4, 4], 1);
    const filter = numbers([3, 3, 2, 1], 2);
    const loss = (a: tf.Tensor) =>
      tf.sum(tf.conv2d(a as tf.Tensor4D, filter, 1, 'valid', 'NCHW')) as tf.Scalar;
    expect(() => tf.grad(loss)(x)).not.toThrow();
  });
});

describe('the gradient in tfjs-layers on WASM', () => {
  let model: layers.Sequential;
  beforeAll(() => startTensorflow('wasm'));
  afterAll(() => model.dispose());

  it('serves a Conv2D layer with relu: the loss falls in training', async () => {
    registerFastConv2dGradient();
    model = layers.sequential({
      layers: [
        layers.layers.conv2d({
          inputShape: [6, 6, 1],
          filters: 2,
          kernelSize: 3,
          activation: 'relu',
          kernelInitializer: layers.initializers.heNormal({ seed: 3 }),
        }),
        layers.layers.flatten(),
        layers.layers.dense({ units: 1, kernelInitializer: layers.initializers.heNormal({ seed: 4 }) }),
      ],
    });
    model.compile({ optimizer: tf.train.sgd(1e-4), loss: 'meanSquaredError' });
    const x = numbers([8, 6, 6, 1], 7);
    const y = tf.sum(x, [1, 2]) as tf.Tensor2D;
    const history = await model.fit(x, y, { epochs: 8, batchSize: 8, shuffle: false, verbose: 0 });
    const loss = history.history.loss as number[];
    expect(loss.at(-1)!).toBeLessThan(0.8 * loss[0]!);
    tf.dispose([x, y]);
  });

  it('does not reach a Conv2D layer without activation, which tfjs fuses: WASM has no kernel for it', () => {
    const layer = layers.layers.conv2d({ inputShape: [6, 6, 1], filters: 2, kernelSize: 3 });
    const x = numbers([1, 6, 6, 1], 7);
    tf.dispose(layer.apply(x) as tf.Tensor);
    const loss = () => tf.sum(layer.apply(x) as tf.Tensor) as tf.Scalar;
    expect(() => tf.tidy(() => tf.variableGrads(loss))).toThrow(/Conv2DBackpropFilter/);
  });
});
