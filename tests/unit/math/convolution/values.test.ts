import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { analyse } from '#math/convolution/analyse';
import { convolution, type Network, paddingOf, pooling } from '#math/convolution/network';
import { flat, layerValues, placeAt, productsAt } from '#math/convolution/values';
import { sideTaps, windowAt } from '#math/convolution/window';
import { smallNetworks } from './networks.ts';
import { byTensorflow } from './reference.ts';

const MOST_MULTIPLICATIONS = 40_000n;

beforeAll(() => tf.setBackend('cpu'));

/** Small whole numbers, so that sums are exact in any order. */
function wholeNumbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => ((index * 7919 + seed * 104_729) % 11) - 5);
}

const count = (shape: readonly (number | bigint)[]) =>
  shape.reduce<number>((all, side) => all * Number(side), 1);

const single = (network: Network) => analyse(network).layers[0]!;

test('shapes and values are those of TensorFlow.js, to the last bit but for means', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(smallNetworks, fc.nat(1000), (network, seed) => {
      const report = single(network);
      fc.pre(report.multiplyAdds <= MOST_MULTIPLICATIONS);
      const { layer, input, output, weights } = report;
      const values = wholeNumbers(count([...input!.size, input!.channels]), seed);
      const numbers = wholeNumbers(layer.op === 'pooling' ? 0 : count(weights), seed + 1);
      const [expected, shape] = tf.tidy(() => {
        const kernel = layer.op === 'pooling' ? undefined : tf.tensor(numbers, weights.map(Number));
        const result = byTensorflow(report, tf.tensor(values, [...input!.size, input!.channels]), kernel);
        return [result.dataSync(), result.shape];
      });
      if (layer.op !== 'dense') expect(shape).toEqual([...output!.size, output!.channels]);
      const got = layerValues(report, values, numbers);
      if (layer.op === 'pooling' && layer.how === 'average') {
        expect(got.length).toBe(expected.length);
        for (const [index, value] of got.entries()) expect(value).toBeCloseTo(expected[index]!, 5);
      } else
        expect(got.map((value) => value + 0)).toEqual((expected as Float32Array).map((value) => value + 0));
      const kind = layer.op === 'convolution' ? (layer.transposed ? 'transposed' : 'slid') : layer.op;
      seen.add(`${kind} ${network.dimensions}`);
    }),
    { numRuns: 1500 },
  );
  expect(seen.size).toBe(12);
}, 120_000);

test('products at a place add up to its value, and their cells are those of the window', () => {
  fc.assert(
    fc.property(smallNetworks, fc.nat(), (network, seed) => {
      const report = single(network);
      const { layer, input, output, weights } = report;
      fc.pre(layer.op === 'convolution' && report.multiplyAdds <= MOST_MULTIPLICATIONS);
      const values = wholeNumbers(count([...input!.size, input!.channels]), seed % 97);
      const numbers = wholeNumbers(count(weights), seed % 89);
      const place = placeAt(seed % count(output!.size), output!.size);
      const filter = seed % output!.channels;
      const products = productsAt(report, values, numbers, place, filter);
      const sum = products.reduce((total, { product }) => total + product, 0);
      const all = layerValues(report, values, numbers);
      expect(sum + 0).toBe(all[flat(place, output!.size) * output!.channels + filter]! + 0);
      const first = products.filter(({ channel }) => channel === products[0]?.channel);
      expect(first.map(({ tap, cell }) => ({ tap, cell }))).toEqual(windowAt(report, place));
    }),
    { numRuns: 300 },
  );
});

test('each stamp of a transposed convolution is one tap of one input cell, counted once', () => {
  fc.assert(
    fc.property(smallNetworks, (network) => {
      const report = single(network);
      const { layer, output } = report;
      fc.pre(layer.op === 'convolution' && layer.transposed);
      const size = report.input!.size[0]!;
      const before = report.padding[0]![0];
      const convolved = layer as Extract<typeof layer, { op: 'convolution' }>;
      for (let place = 0; place < output!.size[0]!; place++) {
        const expected = [];
        for (let tap = 0; tap < convolved.kernel[0]!; tap++) {
          for (let cell = 0; cell < size; cell++) {
            const lands = cell * convolved.stride[0]! + tap * convolved.dilation[0]! - before;
            if (lands === place) expected.push({ tap, place: cell });
          }
        }
        expect(sideTaps(report, 0, place)).toEqual(expected);
      }
    }),
    { numRuns: 300 },
  );
});

test('a side of 10^9 with huge kernels, strides and dilations answers at once', () => {
  const huge = 1_000_000_000;
  const network: Network = {
    dimensions: 1,
    input: { size: [huge], channels: 1 },
    layers: [
      convolution(1, 1, huge, {
        stride: [9_000_000],
        dilation: [3],
        transposed: true,
        padding: paddingOf(1, 7),
      }),
    ],
  };
  const report = single(network);
  const [last] = report.output!.size.map((size) => size - 1);
  const start = performance.now();
  expect(sideTaps(report, 0, 0, 5)).toEqual([]);
  expect(sideTaps(report, 0, 2, 5)).toEqual([{ tap: 3, place: 0 }]);
  expect(sideTaps(report, 0, last!, 5).every(({ place }) => place < huge)).toBe(true);
  expect(performance.now() - start).toBeLessThan(50);
});

test('by hand: an edge filter, a causal mean, a transposed stamp, a maximum beside padding', () => {
  const along = (network: Network, input: number[], weights?: number[]) => [
    ...layerValues(single(network), Float32Array.from(input), weights && Float32Array.from(weights)),
  ];
  const signal = (layer: Network['layers'][number]): Network => ({
    dimensions: 1,
    input: { size: [4], channels: 1 },
    layers: [layer],
  });
  expect(along(signal(convolution(1, 1, 2)), [1, 1, 5, 5], [-1, 1])).toEqual([0, 4, 0]);
  const causal = convolution(1, 1, 2, { padding: { kind: 'causal' }, dilation: [2] });
  expect(along(signal(causal), [2, 4, 6, 8], [0.5, 0.5])).toEqual([1, 2, 4, 6]);
  const stamp = convolution(1, 1, 3, { stride: [2], transposed: true });
  expect(along(signal(stamp), [1, 0, 0, 2], [1, 2, 3])).toEqual([1, 2, 3, 0, 0, 0, 2, 4, 6]);
  expect(along(signal(pooling(1, 'max', 2, { padding: paddingOf(1, 1) })), [-1, -2, -3, -4])).toEqual([
    -1, -2, -4,
  ]);
  expect(along(signal(pooling(1, 'average', 3, { padding: { kind: 'same' } })), [3, 6, 9, 12])).toEqual([
    4.5, 10.5,
  ]);
  expect(along(signal(pooling(1, 'average', 2, { padding: paddingOf(1, 1) })), [4, 6, 8, 2])).toEqual([
    2, 7, 1,
  ]);
});

test('a wrong number of numbers is refused', () => {
  const report = single({ dimensions: 1, input: { size: [4], channels: 1 }, layers: [convolution(1, 1, 2)] });
  expect(() => layerValues(report, new Float32Array(3), new Float32Array(2))).toThrow(
    '3 numbers instead of 4',
  );
  expect(() => layerValues(report, new Float32Array(4), new Float32Array(3))).toThrow(
    '3 numbers instead of 2',
  );
});
