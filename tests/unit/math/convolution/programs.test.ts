import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { analyse } from '#math/convolution/analyse';
import { codeFor, FRAMEWORKS } from '#math/convolution/code';
import { networkFromLink, networkToLink } from '#math/convolution/link';
import { convolution, type Network } from '#math/convolution/network';
import { PRESETS } from '#math/convolution/presets';
import { layerValues } from '#math/convolution/values';
import { typedNetworks, wholeNetworks } from './networks.ts';

type Run = [hash: string, shape: number[], parameters: number, sums?: [number, number]];
type Program = [link: string, keras: Run, pytorch: Run];

const { programs } = JSON.parse(readFileSync('tests/fixtures/conv-programs.json', 'utf8')) as {
  programs: Program[];
};

/** As `numbers` in scripts/fixtures/conv_programs.py. */
const numbers = (count: number) =>
  Float32Array.from({ length: count }, (_, index) => ((index * 7919) % 11) - 5);

const count = (shape: readonly (number | bigint)[]) =>
  shape.reduce<number>((all, side) => all * Number(side), 1);

function shapeOf(network: Network): number[] {
  const { size, channels } = analyse(network).layers.at(-1)!.output!;
  return [...size, channels];
}

/** The output for all weights 1 and all biases 0. */
function withOnes(network: Network): Float32Array {
  const first = numbers(count([...network.input.size, network.input.channels]));
  return analyse(network).layers.reduce<Float32Array>((values, report) => {
    const weights = report.layer.op === 'pooling' ? 0 : count(report.weights);
    return layerValues(report, values, new Float32Array(weights).fill(1));
  }, first);
}

function sums(output: Float32Array): [number, number] {
  let [plain, weighted] = [0, 0];
  for (const [index, value] of output.entries()) {
    plain += value;
    weighted += value * (index % 97);
  }
  return [plain, weighted];
}

/**
 * Keras on PyTorch, on which the programs were run, repeats the border of the input under an uneven 'same'
 * average instead of leaving it out of the mean as Keras on TensorFlow does.
 */
function repeatsBorder(network: Network): boolean {
  return analyse(network).layers.some(
    ({ layer, padding }) =>
      layer.op === 'pooling' &&
      layer.how === 'average' &&
      layer.padding.kind === 'same' &&
      padding.some(([before, after]) => before !== after),
  );
}

function expectNear(got: readonly number[], expected: readonly number[], link: string) {
  for (const [index, value] of got.entries()) {
    const size = Math.max(1, Math.abs(expected[index]!));
    expect(Math.abs(value - expected[index]!) / size, link).toBeLessThan(1e-4);
  }
}

/** Runs the module's text and hands out its model. */
function modelOf(program: string): tf.Sequential {
  const body = program.replace(/^import .*$/m, '').replace('model.summary();', 'return model;');
  return new Function('tf', body)(tf) as tf.Sequential;
}

beforeAll(() => tf.setBackend('cpu'));

describe('programs for Keras and PyTorch', () => {
  test('are those that were run: all presets and two hundred networks more', () => {
    const links = programs.map(([link]) => link);
    expect(links).toEqual(expect.arrayContaining(PRESETS.map(({ network }) => networkToLink(network))));
    expect(links.length).toBeGreaterThan(200);
    const rerun = 'the code has changed: python3 scripts/fixtures/conv_programs.py runs it again';
    for (const [link, keras, pytorch] of programs) {
      for (const [framework, [hash]] of [['keras', keras] as const, ['pytorch', pytorch] as const]) {
        const program = codeFor(networkFromLink(link), framework);
        expect(createHash('sha256').update(program).digest('hex').slice(0, 12), `${link}: ${rerun}`).toBe(
          hash,
        );
      }
    }
  });

  test('gave the shapes and the parameters that are worked out here', () => {
    for (const [link, ...runs] of programs) {
      const network = networkFromLink(link);
      for (const [, shape, parameters] of runs) {
        expect(shape, link).toEqual(shapeOf(network));
        expect(BigInt(parameters), link).toBe(analyse(network).totals.parameters);
      }
    }
  });

  test('gave the values that are worked out here, with all weights 1', () => {
    const run = programs.filter(([, keras]) => keras[3]);
    expect(run.length).toBeGreaterThan(200);
    for (const [link, keras, pytorch] of run) {
      const expected = sums(withOnes(networkFromLink(link)));
      if (!repeatsBorder(networkFromLink(link))) expectNear(keras[3]!, expected, link);
      expectNear(pytorch[3]!, expected, link);
    }
  });
});

describe('programs for TensorFlow.js', () => {
  test('run, with the shapes, parameters and values that are worked out here', () => {
    for (const [link, keras] of programs) {
      const network = networkFromLink(link);
      const model = modelOf(codeFor(network, 'tensorflow.js'));
      expect(model.outputShape.slice(1), link).toEqual(shapeOf(network));
      expect(BigInt(model.countParams()), link).toBe(analyse(network).totals.parameters);
      if (!keras[3]) continue;
      const output = tf.tidy(() => {
        model.setWeights(
          model
            .getWeights()
            .map((weights) => (weights.rank === 1 ? tf.zerosLike(weights) : tf.onesLike(weights))),
        );
        const shape = [1, ...network.input.size, network.input.channels];
        return (model.predict(tf.tensor(numbers(count(shape)), shape)) as tf.Tensor).dataSync();
      });
      model.dispose();
      expectNear([...(output as Float32Array)], [...withOnes(network)], link);
    }
  });

  test('leave no tensor behind once their models are gone', () => {
    const before = tf.memory().numTensors;
    const network = networkFromLink('1d-9x4_c4k3s2d2g2ps_t4k3s3g2o1');
    const model = modelOf(codeFor(network, 'tensorflow.js'));
    for (let run = 0; run < 3; run++) {
      tf.tidy(() => void model.predict(tf.zeros([1, 9, 4])));
    }
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

test.each(FRAMEWORKS)('%s: an impossible layer is left out, and the code says why', (framework) => {
  const network: Network = {
    dimensions: 2,
    input: { size: [4, 4], channels: 1 },
    layers: [convolution(2, 7, 3), convolution(2, 2, 5), convolution(2, 3, 1)],
  };
  const program = codeFor(network, framework);
  expect(program).toContain('Layer 2 is left out. The kernel spans 5 cells of the height');
  expect(program.match(/\b7, (kernel_size=)?3|filters: 7/g)).toHaveLength(1);
  expect(program).not.toMatch(/filters: 3|Conv2D\(3|Conv2d\(\d, 3/);
});

test('whatever is typed, there is a program without a hole in it', () => {
  fc.assert(
    fc.property(fc.oneof(typedNetworks, wholeNetworks), (network) => {
      for (const framework of FRAMEWORKS) {
        const program = codeFor(network, framework);
        expect(program).not.toMatch(/NaN|undefined|Infinity(?! })|\b-0\b|,,|\(,/);
        expect(program.split('\n').length).toBeGreaterThan(6);
      }
    }),
    { numRuns: 500 },
  );
});
