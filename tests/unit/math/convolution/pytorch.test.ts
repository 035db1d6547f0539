import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyse } from '#math/convolution/analyse';
import type {
  ConvolutionLayer,
  Dimensions,
  LayerReport,
  Network,
  Padding,
  PoolingLayer,
} from '#math/convolution/network';
import { layerValues } from '#math/convolution/values';

type Case = [
  kind: 'c' | 't' | 'm' | 'a',
  size: number[],
  channels: number,
  filters: number,
  kernel: number[],
  stride: number[],
  padding: number[],
  dilation: number[],
  groups: number,
  outputPadding: number[],
  output: number[] | null,
  parameters: number | null,
  values?: number[],
];

const { cases } = JSON.parse(readFileSync('tests/fixtures/conv-shapes.json', 'utf8')) as { cases: Case[] };

function networkOf(given: Case): Network {
  const [kind, size, channels, filters, kernel, stride, cells, dilation, groups, outputPadding] = given;
  const padding: Padding = { kind: 'sides', sides: cells.map((count): [number, number] => [count, count]) };
  const pooling: PoolingLayer = {
    op: 'pooling',
    how: kind === 'm' ? 'max' : 'average',
    kernel,
    stride,
    padding,
  };
  const convolution: ConvolutionLayer = {
    op: 'convolution',
    filters,
    kernel,
    stride,
    padding,
    dilation,
    groups,
    transposed: kind === 't',
    outputPadding,
    bias: true,
  };
  const layer = kind === 'c' || kind === 't' ? convolution : pooling;
  return { dimensions: size.length as Dimensions, input: { size, channels }, layers: [layer] };
}

const reportOf = (given: Case): LayerReport => analyse(networkOf(given)).layers[0]!;

/** As `numbers` in scripts/fixtures/conv_shapes.py. */
function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => ((index * 7919 + seed * 104_729) % 11) - 5);
}

describe('PyTorch, random configurations', () => {
  test('there are enough of each kind', () => {
    expect(cases.length).toBeGreaterThanOrEqual(3000);
    const accepted = cases.filter(([, , , , , , , , , , output]) => output);
    expect(accepted.length).toBeGreaterThanOrEqual(2000);
    for (const kind of 'ctma') {
      for (const dimensions of [1, 2, 3]) {
        const of = accepted.filter(([given, size]) => given === kind && size.length === dimensions);
        expect(of.length).toBeGreaterThan(50);
      }
    }
  });

  test('shapes and parameters are the same to the last one, and the same are refused', () => {
    for (const given of cases) {
      const { output, parameters, problem } = reportOf(given);
      const [expected, count] = [given[10], given[11]];
      const said = JSON.stringify(given);
      expect(output?.size ?? null, said).toEqual(expected);
      if (expected) expect(parameters, said).toBe(BigInt(count!));
      else expect(problem, said).toBeDefined();
    }
  });

  test('values are the same', () => {
    const valued = cases.filter(([, , , , , , , , , , , , values]) => values);
    expect(valued.length).toBeGreaterThanOrEqual(400);
    for (const given of valued) {
      const report = reportOf(given);
      const { size, channels } = report.input!;
      const input = numbers(
        size.reduce((count, side) => count * side, channels),
        1,
      );
      const weights = numbers(
        report.weights.reduce((count, side) => count * Number(side), report.weights.length > 0 ? 1 : 0),
        2,
      );
      const got = [...layerValues(report, input, weights)];
      const expected = given[12]!;
      expect(got.length).toBe(expected.length);
      for (const [index, value] of got.entries()) {
        expect(Math.abs(value - expected[index]!), JSON.stringify(given)).toBeLessThan(1e-5);
      }
    }
  });

  test('what is refused has a nearest that is not', () => {
    for (const given of cases.filter(([, , , , , , , , , , output]) => !output)) {
      const network = networkOf(given);
      const problem = reportOf(given).problem!;
      expect(problem.nearestSaid).not.toBe('');
      expect(analyse({ ...network, layers: [problem.nearest] }).layers[0]!.problem).toBeUndefined();
    }
  });
});
