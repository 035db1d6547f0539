import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerDepthwiseGradient } from '#models/depthwise-gradient';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

interface Case {
  kernel: [number, number];
  multiplier: number;
  stride: number;
  dilation: number;
  padding: 'same' | 'valid';
}

const CASES: Case[] = [];
for (const kernel of [
  [3, 3],
  [2, 3],
  [1, 1],
] as [number, number][])
  for (const multiplier of [1, 2])
    for (const padding of ['same', 'valid'] as const) {
      for (const stride of [1, 2, 3]) CASES.push({ kernel, multiplier, stride, dilation: 1, padding });
      CASES.push({ kernel, multiplier, stride: 1, dilation: 2, padding });
    }

/** Numbers from −1 to 1, the same at every call. */
function numbers(shape: [number, number, number, number], seed: number): tf.Tensor4D {
  const size = shape.reduce((product, side) => product * side, 1);
  const values = Float32Array.from({ length: size }, (_, i) => Math.sin(12.9898 * (i + 1) + 78.233 * seed));
  return tf.tensor4d(values, shape);
}

interface Loss {
  x: tf.Tensor4D;
  of: (x: tf.Tensor) => tf.Scalar;
}

function lossOf({ kernel, multiplier, stride, dilation, padding }: Case): Loss {
  const x = numbers([2, 6, 7, 3], 1);
  const filter = numbers([...kernel, 3, multiplier], 2);
  const forward = (a: tf.Tensor) =>
    tf.depthwiseConv2d(a as tf.Tensor4D, filter, stride, padding, 'NHWC', dilation);
  const weights = numbers(forward(x).shape, 5);
  return { x, of: (a) => tf.sum(tf.mul(forward(a), weights)) };
}

function slopes(one: Case): number[] {
  return tf.tidy(() => {
    const { x, of } = lossOf(one);
    const dx = tf.grad(of)(x);
    expect(dx.shape).toEqual(x.shape);
    return [...dx.dataSync()];
  });
}

/** The loss is linear in the input, so a difference quotient is exact. */
function quotients(one: Case): number[] {
  return tf.tidy(() => {
    const { x, of } = lossOf(one);
    const value = (input: tf.Tensor) => of(input).dataSync()[0]!;
    const start = [...x.dataSync()];
    const before = value(x);
    return start.map((number, i) =>
      tf.tidy(() => value(tf.tensor(start.with(i, number + 1), x.shape)) - before),
    );
  });
}

describe('the input gradient of depthwiseConv2d', () => {
  let exact: number[][];

  beforeAll(async () => {
    await startTensorflow('cpu');
    exact = CASES.map(quotients);
    registerDepthwiseGradient();
    registerDepthwiseGradient();
  });

  it.each(['cpu', 'wasm'] as const)('is that of difference quotients, on %s', async (backend) => {
    await startTensorflow(backend);
    for (const [i, one] of CASES.entries()) {
      for (const [j, value] of slopes(one).entries())
        expect(value, JSON.stringify(one)).toBeCloseTo(exact[i]![j]!, 4);
    }
    expect(CASES.length).toBe(48);
  });
});
