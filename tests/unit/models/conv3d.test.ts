import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import { type Conv3dCode, conv3dInForce, registerFastConv3d, useConv3d } from '#models/conv3d';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

type Three = [number, number, number];
interface Case {
  size: Three;
  kernel: Three;
  stride: number | Three;
  /** tfjs honours a number too, though its types don't say so. */
  padding: 'valid' | 'same' | number;
  dilation: number | Three;
}

function allCases(): Case[] {
  const cases: Case[] = [];
  const size: Three = [6, 7, 8];
  const kernels: Three[] = [
    [3, 3, 3],
    [2, 3, 1],
    [1, 2, 4],
    [1, 1, 1],
    [5, 4, 2],
  ];
  for (const kernel of kernels) {
    for (const padding of ['valid', 'same'] as const) {
      for (const stride of [1, 2, 3, [1, 2, 3], [3, 1, 2]] as (number | Three)[]) {
        cases.push({ size, kernel, stride, padding, dilation: 1 });
      }
    }
  }
  for (const padding of ['valid', 'same'] as const) {
    for (const dilation of [2, [2, 1, 3], [1, 3, 1]] as (number | Three)[]) {
      cases.push({ size, kernel: [3, 2, 3], stride: 1, padding, dilation });
    }
  }
  for (const padding of [0, 1, 2]) {
    for (const stride of [1, 2]) cases.push({ size, kernel: [3, 3, 3], stride, padding, dilation: 1 });
  }
  cases.push({ size: [1, 1, 5], kernel: [3, 3, 3], stride: 1, padding: 'same', dilation: 1 });
  cases.push({ size: [2, 5, 4], kernel: [3, 3, 3], stride: 2, padding: 'same', dilation: 1 });
  return cases.filter((c) => fits(c));
}

function fits({ size, kernel, padding, dilation }: Case): boolean {
  if (padding === 'same') return true;
  const margin = padding === 'valid' ? 0 : 2 * padding;
  const steps = Array.isArray(dilation) ? dilation : [dilation, dilation, dilation];
  return size.every((side, i) => side + margin >= (kernel[i]! - 1) * steps[i]! + 1);
}

const label = (c: Case) =>
  `${c.size.join('×')}, kernel ${c.kernel.join('×')}, stride ${c.stride}, padding ${c.padding}, dilation ${c.dilation}`;

/** Small whole numbers from a fixed recurrence: sums of their products are exact in float32. */
function numbers(shape: tf.Tensor5D['shape'], seed: number): tf.Tensor5D {
  let state = seed;
  const values = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 28) - 8;
  });
  return tf.tensor5d(values, shape);
}

function inputs(c: Case): [tf.Tensor5D, tf.Tensor5D] {
  return [numbers([2, ...c.size, 2], 1), numbers([...c.kernel, 2, 3], 2)];
}

function forward(c: Case, x: tf.Tensor5D, filter: tf.Tensor5D): tf.Tensor5D {
  return tf.conv3d(x, filter, c.stride, c.padding as 'same', 'NDHWC', c.dilation as Three);
}

function values(c: Case): { shape: number[]; values: number[] } {
  return tf.tidy(() => {
    const out = forward(c, ...inputs(c));
    return { shape: out.shape, values: Array.from(out.dataSync(), (v) => v + 0) };
  });
}

/** Of the loss sum(conv · weights), whose gradient for the convolution is `weights`. */
function gradients(c: Case): { x: number[]; filter: number[] } {
  return tf.tidy(() => {
    const [x, filter] = inputs(c);
    const weights = numbers(forward(c, x, filter).shape, 5);
    const loss = (a: tf.Tensor, b: tf.Tensor) =>
      tf.sum(tf.mul(forward(c, a as tf.Tensor5D, b as tf.Tensor5D), weights)) as tf.Scalar;
    const [dx, dFilter] = tf.grads(loss)([x, filter]) as [tf.Tensor, tf.Tensor];
    expect([dx.shape, dFilter.shape]).toEqual([x.shape, filter.shape]);
    return { x: plain(dx), filter: plain(dFilter) };
  });
}

const plain = (t: tf.Tensor) => Array.from(t.dataSync(), (v) => v + 0);

/** The loss is linear in the input and in the filter, so a difference quotient is exact. */
function finiteDifferences(c: Case): { x: number[]; filter: number[] } {
  return tf.tidy(() => {
    const [x, filter] = inputs(c);
    const weights = numbers(forward(c, x, filter).shape, 5);
    const loss = (a: tf.Tensor5D, b: tf.Tensor5D) =>
      tf.tidy(() => tf.sum(tf.mul(forward(c, a, b), weights)).dataSync()[0]!);
    const nudged = (t: tf.Tensor5D, at: number) => {
      const changed = t.dataSync().slice() as Float32Array;
      changed[at]! += 1;
      return tf.tensor5d(changed, t.shape);
    };
    const base = loss(x, filter);
    return {
      x: Array.from({ length: x.size }, (_, i) => loss(nudged(x, i), filter) - base + 0),
      filter: Array.from({ length: filter.size }, (_, i) => loss(x, nudged(filter, i)) - base + 0),
    };
  });
}

const cases = allCases();
const named = cases.map((c) => [label(c), c] as const);
const undilated = named.filter(([, { dilation, padding }]) => dilation === 1 && typeof padding === 'string');
const others = named.filter((entry) => !undilated.includes(entry));
let stock: Conv3dCode;
let fast: Conv3dCode;

beforeAll(async () => {
  await startTensorflow('wasm');
  stock = conv3dInForce();
  registerFastConv3d();
  fast = conv3dInForce();
});

describe('conv3d on WASM', () => {
  beforeAll(() => startTensorflow('wasm'));
  afterAll(() => useConv3d(fast));

  it('is no longer that of tfjs, and is not replaced twice', () => {
    expect(fast.kernel).not.toBe(stock.kernel);
    registerFastConv3d();
    expect(conv3dInForce().kernel).toBe(fast.kernel);
  });

  it.each(named)('equals the stock one: %s', (_name, c) => {
    useConv3d(stock);
    const expected = values(c);
    useConv3d(fast);
    expect(values(c)).toEqual(expected);
  });

  it('refuses what is not float32', () => {
    const [x, filter] = inputs(cases[0]!);
    expect(() => tf.conv3d(tf.cast(x, 'int32'), tf.cast(filter, 'int32'), 1, 'valid')).toThrow(/float32/);
    tf.dispose([x, filter]);
  });

  it('leaves no tensor behind, forward or backward', () => {
    for (const c of [cases[0]!, cases.find(({ stride }) => stride === 2)!]) {
      gradients(c);
      const before = tf.memory().numTensors;
      for (let i = 0; i < 5; i++) gradients(c);
      expect(tf.memory().numTensors).toBe(before);
    }
  });
});

describe('the gradient of conv3d', () => {
  const known = new Map<string, { x: number[]; filter: number[] }>();
  beforeAll(async () => {
    await startTensorflow('cpu');
    useConv3d(stock);
    for (const [name, c] of undilated) known.set(name, gradients(c));
    useConv3d(fast);
    await startTensorflow('wasm');
  });

  it.each(undilated)('equals that of plain JavaScript: %s', (name, c) => {
    expect(gradients(c)).toEqual(known.get(name));
  });

  it.each(others)('equals finite differences: %s', (_name, c) => {
    expect(gradients(c)).toEqual(finiteDifferences(c));
  });

  it('is the stock one on another backend', async () => {
    await startTensorflow('cpu');
    const [name, c] = undilated[0]!;
    expect(gradients(c)).toEqual(known.get(name));
    const [, dilated] = others.find(([, { dilation }]) => dilation !== 1)!;
    expect(() => tf.tidy(() => gradients(dilated))).toThrow(/dilation/);
    await startTensorflow('wasm');
  });
});

describe('a standard network on WASM', () => {
  it('learns with Conv3D layers: the loss falls', async () => {
    await startTensorflow('wasm');
    registerFastConv2dGradient();
    const seeded = (seed: number) => layers.initializers.heNormal({ seed });
    const model = layers.sequential({
      layers: [
        layers.layers.conv3d({
          inputShape: [5, 5, 5, 1],
          filters: 3,
          kernelSize: 3,
          padding: 'same',
          activation: 'relu',
          kernelInitializer: seeded(3),
        }),
        layers.layers.conv3d({ filters: 2, kernelSize: [2, 3, 1], strides: 2, kernelInitializer: seeded(5) }),
        layers.layers.flatten(),
        layers.layers.dense({ units: 1, kernelInitializer: seeded(4) }),
      ],
    });
    model.compile({ optimizer: tf.train.sgd(5e-5), loss: 'meanSquaredError' });
    const x = numbers([8, 5, 5, 5, 1], 7);
    const y = tf.sum(x, [1, 2, 3]) as tf.Tensor2D;
    const history = await model.fit(x, y, { epochs: 8, batchSize: 8, shuffle: false, verbose: 0 });
    const loss = history.history.loss as number[];
    expect(loss.at(-1)!).toBeLessThan(0.8 * loss[0]!);
    tf.dispose([x, y]);
    model.dispose();
  });
});
