import * as tf from '@tensorflow/tfjs-core';
import { input, layers, model, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import { networkFields } from '#models/own-network/geometry';
import { startTensorflow } from '../../../../scripts/tfjs-node.ts';

const SIDE = 40;

beforeAll(async () => {
  await startTensorflow('cpu');
  // The stock gradient does not know dilation.
  registerFastConv2dGradient();
});

/** Layers whose weights are all 1: nothing cancels out, so a unit changes with every pixel that it sees. */
const ones = { useBias: false, kernelInitializer: 'ones' as const };

type Build = (x: SymbolicTensor) => SymbolicTensor;
const put = (layer: layers.Layer, x: SymbolicTensor | SymbolicTensor[]) => layer.apply(x) as SymbolicTensor;
const conv = (kernelSize: number | [number, number], more: object = {}) =>
  layers.conv2d({ filters: 1, kernelSize, padding: 'same', ...ones, ...more });

const NETWORKS: Record<string, Build> = {
  convolution: (x) => put(conv(5), x),
  'with stride, same': (x) => put(conv(3), put(conv(3, { strides: 2 }), put(conv(5, { strides: 2 }), x))),
  'with stride, valid': (x) =>
    put(conv(3, { strides: 3, padding: 'valid' }), put(conv(4, { padding: 'valid' }), x)),
  dilated: (x) =>
    put(
      conv(3, { dilationRate: 3, activation: 'relu' }),
      put(conv(3, { dilationRate: 2, activation: 'relu' }), x),
    ),
  pooling: (x) =>
    put(
      conv(3),
      put(
        layers.averagePooling2d({ poolSize: 2 }),
        put(conv(3), put(layers.averagePooling2d({ poolSize: 3, strides: 2, padding: 'same' }), x)),
      ),
    ),
  depthwise: (x) =>
    put(
      layers.depthwiseConv2d({
        kernelSize: 3,
        strides: 2,
        padding: 'same',
        useBias: false,
        depthwiseInitializer: 'ones',
      }),
      put(conv(3), x),
    ),
  separable: (x) =>
    put(
      layers.separableConv2d({
        filters: 1,
        kernelSize: 5,
        padding: 'same',
        useBias: false,
        depthwiseInitializer: 'ones',
        pointwiseInitializer: 'ones',
      }),
      x,
    ),
  'zero padding': (x) =>
    put(
      conv(3, { strides: 2, padding: 'valid' }),
      put(
        layers.zeroPadding2d({
          padding: [
            [0, 1],
            [2, 1],
          ],
        }),
        x,
      ),
    ),
  skip: (x) => {
    const first = put(conv(3, { strides: 2 }), x);
    return put(layers.add(), [first, put(conv(3), put(conv(3), first))]);
  },
  'branches of 1 × 7, 7 × 1 and 5 × 5': (x) => {
    const one = put(conv([7, 1]), put(conv([1, 7]), x));
    const both = put(layers.concatenate(), [one, put(conv(5), x)]);
    return put(layers.conv2d({ filters: 1, kernelSize: [3, 1], padding: 'same', ...ones }), both);
  },
  'batch norm and relu': (x) =>
    put(conv(3), put(layers.reLU({ maxValue: 1e9 }), put(layers.batchNormalization(), put(conv(3), x)))),
};

/** Rows and columns of the picture that a unit depends on: the first and the one after the last. */
function seen(network: ReturnType<typeof model>, row: number, column: number) {
  return tf.tidy(() => {
    const slopes = tf.grad((x: tf.Tensor) => {
      const map = network.apply(x) as tf.Tensor4D;
      return tf.sum(tf.slice(map, [0, row, column, 0], [1, 1, 1, -1])) as tf.Scalar;
    })(tf.fill([1, SIDE, SIDE, 1], 0.5));
    const along = (axis: number) => {
      const sums = [...tf.sum(tf.abs(slopes), [0, axis, 3]).dataSync()];
      return [sums.findIndex((sum) => sum > 0), sums.findLastIndex((sum) => sum > 0) + 1];
    };
    return { rows: along(2), columns: along(1) };
  });
}

const inside = (value: number) => Math.min(Math.max(value, 0), SIDE);

describe('receptive fields against the slopes of the network itself', () => {
  it.each(Object.keys(NETWORKS))('%s', (name) => {
    const start = input({ shape: [SIDE, SIDE, 1] });
    const network = model({ inputs: start, outputs: NETWORKS[name]!(start) });
    const last = network.layers.find(({ output }) => output === network.outputs[0])!;
    const field = networkFields(network).get(last.name)!;
    const [, rows, columns] = last.outputShape as number[];
    for (const [row, column] of [
      [0, 0],
      [Math.floor(rows! / 2), Math.floor(columns! / 2)],
      [rows! - 1, columns! - 1],
    ] as const) {
      const expected = (axis: 'rows' | 'columns', at: number) => {
        const { low, high, jump } = field[axis].window!;
        return [inside(low + at * jump), inside(high + at * jump)];
      };
      expect(seen(network, row, column)).toEqual({
        rows: expected('rows', row),
        columns: expected('columns', column),
      });
    }
    network.dispose();
  });

  it.each([2, 3])(
    'upsampling by %i holds what each place sees, and no more than one step beside',
    (factor) => {
      const start = input({ shape: [SIDE, SIDE, 1] });
      const output = put(
        layers.upSampling2d({ size: [factor, factor] }),
        put(conv(3, { strides: factor }), start),
      );
      const network = model({ inputs: start, outputs: output });
      const { window } = networkFields(network).get(network.layers.at(-1)!.name)!.rows;
      for (const place of [6, 7, 8, 9]) {
        const [low, high] = seen(network, place, place).rows as [number, number];
        expect(window!.low + place * window!.jump).toBeLessThanOrEqual(low);
        expect(window!.high + place * window!.jump).toBeGreaterThanOrEqual(high);
        expect(window!.high - window!.low - (high - low)).toBeLessThanOrEqual(factor);
      }
      network.dispose();
    },
  );

  it.each(['same', 'valid'] as const)('transposed convolution, %s, holds what each place sees', (padding) => {
    const start = input({ shape: [SIDE, SIDE, 1] });
    const first = put(conv(3, { strides: 2 }), start);
    const output = put(
      layers.conv2dTranspose({ filters: 1, kernelSize: 4, strides: 2, padding, ...ones }),
      first,
    );
    const network = model({ inputs: start, outputs: output });
    const { window } = networkFields(network).get(network.layers.at(-1)!.name)!.rows;
    for (const place of [10, 11, 12, 13]) {
      const [low, high] = seen(network, place, place).rows as [number, number];
      expect(window!.low + place * window!.jump).toBeLessThanOrEqual(low);
      expect(window!.high + place * window!.jump).toBeGreaterThanOrEqual(high);
      expect(window!.high - window!.low - (high - low)).toBeLessThanOrEqual(2);
    }
    network.dispose();
  });
});

it('says where it does not know, and where the whole picture is seen', () => {
  const start = input({ shape: [8, 8, 2] });
  const permuted = put(layers.permute({ dims: [2, 1, 3] }), start);
  const pooled = put(layers.globalMaxPooling2d({}), start);
  const network = model({ inputs: start, outputs: [permuted, put(layers.dense({ units: 2 }), pooled)] });
  const fields = networkFields(network);
  expect(fields.get(permuted.sourceLayer.name)).toBeNull();
  expect(fields.get(pooled.sourceLayer.name)!.rows).toEqual({ window: null, whole: true });
  network.dispose();
});
