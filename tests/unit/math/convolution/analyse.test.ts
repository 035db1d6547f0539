import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, cellsOf } from '#math/convolution/analyse';
import { legalNetwork } from '#math/convolution/legal';
import {
  type ConvolutionLayer,
  convolution,
  dense,
  LARGEST,
  type Layer,
  type Network,
  paddingOf,
  pooling,
} from '#math/convolution/network';
import { presetOf } from '#math/convolution/presets';
import { refusedByPytorch, sameInBoth } from '#math/convolution/same';
import { sideTaps } from '#math/convolution/window';
import { smallNetworks, typedNetworks, wholeNetworks } from './networks.ts';

const shapes = (network: Network) =>
  analyse(network).layers.map(({ output }) => [...output!.size, output!.channels].join('×'));

const reportOf = (id: string) => analyse(presetOf(id)!.network);

const plainSpaces = (text: string) => text.replaceAll('\u2009', ' ');

const signal = (length: number, layers: Layer[], channels = 1): Network => ({
  dimensions: 1,
  input: { size: [length], channels },
  layers,
});

describe('the examples of the lesson', () => {
  test('a picture, a signal and a volume', () => {
    expect(shapes(presetOf('picture')!.network)).toEqual(['10×10×16', '6×6×32']);
    expect(shapes(presetOf('signal')!.network)).toEqual(['10×16', '6×32']);
    expect(shapes(presetOf('volume')!.network)).toEqual(['10×10×10×16', '6×6×6×32']);
  });

  test('the quiz: 32 filters of 3 × 3 × 3 over 16 channels', () => {
    const [layer] = reportOf('quiz').layers;
    expect(layer!.output).toEqual({ size: [30, 30, 30], channels: 32 });
    expect(layer!.weights).toEqual([3n, 3n, 3n, 16n, 32n]);
    expect(layer!.parameters).toBe(27n * 16n * 32n + 32n);
    expect(layer!.multiplyAdds).toBe(27_000n * 32n * 27n * 16n);
    expect(layer!.activationBytes).toBe(27_000n * 32n * 4n);
  });

  test('LeNet-5 has its 61 706 parameters', () => {
    const { layers, totals } = reportOf('lenet');
    expect(layers.map(({ parameters }) => Number(parameters))).toEqual([
      156, 0, 2416, 0, 48_120, 10_164, 850,
    ]);
    expect(totals.parameters).toBe(61_706n);
    expect(layers[3]!.receptiveField).toEqual([16n, 16n]);
    expect(layers[4]!.receptiveField).toEqual([32n, 32n]);
  });

  test('four causal layers see 16 samples, none of them later', () => {
    const { layers } = reportOf('causal');
    expect(layers.map(({ receptiveField }) => Number(receptiveField[0]))).toEqual([2, 4, 8, 16]);
    expect(layers.map(({ padding }) => padding[0])).toEqual([
      [1, 0],
      [2, 0],
      [4, 0],
      [8, 0],
    ]);
    expect(layers.every(({ output }) => output!.size[0] === 32)).toBe(true);
  });

  test('the scan comes back to its size, and jumps halve again', () => {
    const { layers } = reportOf('medical');
    expect(layers.at(-1)!.output).toEqual({ size: [48, 48, 48], channels: 1 });
    expect(layers.map(({ jump }) => `${jump[0]!.over}/${jump[0]!.under}`)).toEqual([
      '1/1',
      '2/1',
      '2/1',
      '4/1',
      '4/1',
      '2/1',
      '1/1',
      '1/1',
    ]);
  });

  test('what is left over is said, a side', () => {
    const [layer] = reportOf('leftover').layers;
    expect(layer!.output!.size).toEqual([3, 4]);
    expect(layer!.leftover).toEqual([1, 1]);
  });

  test('separable: what a full layer needs, by far undercut', () => {
    const { totals } = reportOf('separable');
    const [full] = analyse({
      ...presetOf('separable')!.network,
      layers: [convolution(2, 64, 3, { padding: { kind: 'same' } })],
    }).layers;
    expect(totals.multiplyAdds).toBe(28n * 28n * (32n * 9n + 32n * 64n));
    expect(full!.multiplyAdds).toBe(28n * 28n * 64n * 9n * 32n);
  });
});

/** The same layer as a layer of TensorFlow.js, which has one for it where there are neither groups nor numbers as padding. */
function asTensorflowLayer(layer: Layer, dimensions: number): tf.layers.Layer | undefined {
  if (layer.op === 'dense') return tf.layers.dense({ units: layer.units, useBias: layer.bias });
  const { kernel, stride } = layer;
  const padding = layer.padding.kind;
  if (padding !== 'valid' && padding !== 'same') return undefined;
  if (layer.op === 'pooling') {
    const options = {
      poolSize: kernel as [number, number, number],
      strides: stride as never,
      padding,
    } as never;
    const how = layer.how === 'max' ? 'maxPooling' : 'averagePooling';
    return tf.layers[`${how}${dimensions}d` as 'maxPooling3d'](options);
  }
  const options = {
    filters: layer.filters,
    kernelSize: kernel as never,
    strides: stride as never,
    padding,
    dilationRate: layer.dilation as never,
    useBias: layer.bias,
  } as const;
  if (layer.groups > 1) return undefined;
  if (!layer.transposed) return tf.layers[`conv${dimensions}d` as 'conv2d'](options);
  const plain =
    layer.dilation.every((step) => step === 1) && layer.outputPadding.every((cells) => cells === 0);
  return plain && dimensions > 1
    ? tf.layers[`conv${dimensions}dTranspose` as 'conv2dTranspose'](options)
    : undefined;
}

test('shapes and parameters are those of the layers of TensorFlow.js', () => {
  let compared = 0;
  fc.assert(
    fc.property(smallNetworks, (network) => {
      const { layer, input, output, parameters } = analyse(network).layers[0]!;
      const theirs = asTensorflowLayer(layer, network.dimensions);
      if (!theirs) return;
      const arriving =
        layer.op === 'dense' ? [null, Number(cellsOf(input!))] : [null, ...input!.size, input!.channels];
      theirs.build(arriving);
      expect(theirs.computeOutputShape(arriving)).toEqual([null, ...output!.size, output!.channels]);
      expect(BigInt(theirs.countParams())).toBe(parameters);
      for (const weights of theirs.weights) weights.dispose();
      compared++;
    }),
    { numRuns: 3000 },
  );
  expect(compared).toBeGreaterThan(800);
});

describe('receptive field', () => {
  /** Cells that one output cell of the last layer can see, layer by layer; those beyond the border count as well. */
  function walked(network: Network, place: number): Set<number> {
    return analyse(network).layers.reduceRight(
      (places, report) =>
        new Set(Array.from(places, (one) => sideTaps(report, 0, one).map((tap) => tap.place)).flat()),
      new Set([place]),
    );
  }

  const span = (places: Set<number>) =>
    places.size === 0 ? 0n : BigInt(Math.max(...places) - Math.min(...places) + 1);

  test('without transposed layers it is what is walked through, everywhere', () => {
    const layers = fc.array(
      fc.record({
        kernel: fc.integer({ min: 1, max: 4 }),
        stride: fc.integer({ min: 1, max: 3 }),
        dilation: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(layers, fc.nat(3), (drawn, place) => {
        const network = signal(
          900,
          drawn.map(({ kernel, stride, dilation }) =>
            convolution(1, 1, kernel, { stride: [stride], dilation: [dilation], padding: { kind: 'same' } }),
          ),
        );
        const last = analyse(network).layers.at(-1)!;
        fc.pre(place < last.output!.size[0]!);
        const seen = walked(network, place);
        expect(last.receptiveField[0]).toBe(span(seen));
        const next = walked(network, place + 1);
        expect(last.jump[0]).toEqual({ over: BigInt(Math.min(...next) - Math.min(...seen)), under: 1n });
      }),
    );
  });

  test('through transposed layers it is the most that any cell sees', () => {
    const layers = fc.array(
      fc.record({
        kernel: fc.integer({ min: 1, max: 4 }),
        stride: fc.integer({ min: 1, max: 3 }),
        transposed: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    );
    fc.assert(
      fc.property(layers, (drawn) => {
        const network = legalNetwork(
          signal(
            60,
            drawn.map(({ kernel, stride, transposed }) =>
              convolution(1, 1, kernel, { stride: [stride], transposed }),
            ),
          ),
        );
        const last = analyse(network).layers.at(-1)!;
        const most = Array.from({ length: last.output!.size[0]! }, (_, place) =>
          span(walked(network, place)),
        );
        expect(most.every((cells) => cells <= last.receptiveField[0]!)).toBe(true);
      }),
    );
    const twice = signal(9, [convolution(1, 1, 3), convolution(1, 1, 4, { stride: [2], transposed: true })]);
    expect(analyse(twice).layers.map((layer) => layer.receptiveField[0])).toEqual([3n, 4n]);
    expect([5, 6].map((place) => span(walked(twice, place)))).toEqual([4n, 4n]);
  });
});

describe('problems', () => {
  const problemOf = (layer: Layer, size = [7, 5], channels = 6) =>
    analyse({
      dimensions: size.length as Network['dimensions'],
      input: { size, channels },
      layers: [layer],
    }).layers[0]!.problem!;

  test.each<[string, Layer, string, string, string]>([
    [
      'a kernel too large',
      convolution(2, 4, [3, 6]),
      'kernel',
      'The kernel spans 6 cells of the width, but the input has only 5.',
      'kernel 3 × 5',
    ],
    [
      'a dilated kernel',
      convolution(2, 4, 3, { dilation: [1, 4], padding: paddingOf(2, 1) }),
      'kernel',
      'The kernel, spread by dilation 4, spans 9 cells of the width, but the padded input has only 7.',
      'kernel 3 × 2',
    ],
    [
      'groups that channels do not fill',
      convolution(2, 8, 1, { groups: 4 }),
      'groups',
      '6 channels cannot be shared out evenly among 4 groups.',
      'groups 2',
    ],
    [
      'groups that filters do not fill',
      convolution(2, 8, 1, { groups: 3 }),
      'filters',
      '8 filters cannot be shared out evenly among 3 groups.',
      'filters 9',
    ],
    [
      'no filters',
      convolution(2, 0, 1),
      'filters',
      'Zero filters make no output: each filter makes one channel of it.',
      'filters 1',
    ],
    [
      'half a stride',
      convolution(2, 1, 1, { stride: [1, 0.5] }),
      'stride',
      'The stride along the width must be a whole number from 1 to 1 000 000 000.',
      'stride 1 × 1',
    ],
    [
      'causal in two dimensions',
      convolution(2, 1, 3, { padding: { kind: 'causal' } }),
      'padding',
      'Causal padding looks at nothing later, so it needs one dimension: time.',
      'padding same',
    ],
    [
      'pooling beside the input',
      pooling(2, 'max', 2, { padding: paddingOf(2, 2) }),
      'padding',
      '2 cells of padding on the height would leave a window of 2 with nothing but padding.',
      'padding 1',
    ],
    [
      'too much added',
      convolution(2, 1, 3, { transposed: true, stride: [2, 2], outputPadding: [0, 2] }),
      'outputPadding',
      '2 cells added to the output must be fewer than the stride 2 or the dilation 1.',
      'output padding 0 × 1',
    ],
    [
      'added to same',
      convolution(2, 1, 3, {
        transposed: true,
        stride: [2, 2],
        outputPadding: [1, 1],
        padding: { kind: 'same' },
      }),
      'outputPadding',
      "'same' fixes the size of the output already, at size × stride: no cells can be added.",
      'output padding 0 × 0',
    ],
    [
      'all taken off',
      convolution(2, 1, 1, { transposed: true, padding: paddingOf(2, 3) }),
      'padding',
      'Padding takes 6 cells off the width of the output, but there are only 5.',
      'padding 3 × 2',
    ],
    [
      'no units',
      dense(Number.NaN),
      'units',
      'The units must be a whole number from 1 to 1 000 000 000.',
      'units 1',
    ],
  ])('%s', (_, layer, field, message, nearestSaid) => {
    const problem = problemOf(layer);
    expect(problem).toMatchObject({ field, nearestSaid });
    expect(plainSpaces(problem.message)).toBe(message);
    expect(problemOf(problem.nearest)).toBeUndefined();
  });

  test('whatever is typed: a sentence, and a nearest that has no problem', () => {
    fc.assert(
      fc.property(fc.oneof(typedNetworks, wholeNetworks), (network) => {
        const { layers, inputProblem } = analyse(network);
        if (inputProblem) {
          expect(inputProblem.message).toMatch(/^The .+\.$/);
          expect(inputProblem.nearestSaid).not.toBe('');
          expect(analyse({ ...network, input: inputProblem.nearest }).inputProblem).toBeUndefined();
        }
        const index = layers.findIndex(({ problem }) => problem);
        if (index < 0) return;
        const { problem } = layers[index]!;
        expect(problem!.message).toMatch(/^['0-9A-Z].+\.$/);
        if (problem!.nearestSaid === '') return;
        const mended = analyse({ ...network, layers: network.layers.with(index, problem!.nearest) });
        expect(mended.layers[index]!.problem).toBeUndefined();
        expect(layers.slice(index + 1).every(({ problem }) => problem?.field === 'input')).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('after a dense layer there are no sides: a dense layer is offered, pooling has to move', () => {
    const { layers } = analyse(signal(9, [dense(4), convolution(1, 3, 2)]));
    expect(layers[1]!.problem).toMatchObject({ field: 'input', nearestSaid: 'a dense layer of 3' });
    const pooled = analyse(signal(9, [dense(4), pooling(1, 'max', 2), dense(2)]));
    expect(pooled.layers[1]!.problem).toMatchObject({ field: 'input', nearestSaid: '' });
    expect(pooled.layers[2]!.problem!.message).toBe('Nothing arrives here: layer 2 is impossible.');
  });

  test('the nearest number of groups divides channels and filters, and none that does is nearer', () => {
    const number = fc.integer({ min: 1, max: 400 });
    fc.assert(
      fc.property(number, number, number, (channels, filters, groups) => {
        const problem = problemOf(convolution(1, filters, 1, { groups }), [3], channels);
        fc.pre(problem?.field === 'groups');
        const { groups: nearest } = problem.nearest as ConvolutionLayer;
        const fits = (count: number) => channels % count === 0 && filters % count === 0;
        expect(fits(nearest)).toBe(true);
        for (let count = 1; count <= channels; count++) {
          if (fits(count))
            expect(Math.abs(count - groups)).toBeGreaterThanOrEqual(Math.abs(nearest - groups));
        }
      }),
    );
  });
});

describe('numbers of any size', () => {
  test('10^9 in every field: counts are exact, and it takes no time', () => {
    const start = performance.now();
    const network: Network = {
      dimensions: 3,
      input: { size: [LARGEST, LARGEST, LARGEST], channels: LARGEST },
      layers: [convolution(3, LARGEST, LARGEST, { padding: { kind: 'same' } }), dense(LARGEST)],
    };
    const { layers, totals } = analyse(network);
    const huge = BigInt(LARGEST);
    expect(layers[0]!.parameters).toBe(huge ** 5n + huge);
    expect(layers[0]!.multiplyAdds).toBe(huge ** 8n);
    expect(layers[1]!.weights).toEqual([huge ** 4n, huge]);
    expect(totals.multiplyAdds).toBe(huge ** 8n + huge ** 5n);
    expect(performance.now() - start).toBeLessThan(50);
  });

  test('a side beyond 2^53 is refused rather than said inexactly', () => {
    const up = convolution(1, 1, LARGEST, { stride: [LARGEST], transposed: true });
    const [first, second] = analyse(signal(LARGEST, [up, up])).layers;
    expect(first!.problem).toMatchObject({ field: 'stride', axis: 0 });
    expect(plainSpaces(first!.problem!.message)).toContain('9 007 199 254 740 991');
    const mended = first!.problem!.nearest;
    expect(analyse(signal(LARGEST, [mended])).layers[0]!.output!.size[0]).toBeLessThanOrEqual(
      Number.MAX_SAFE_INTEGER,
    );
    expect(second!.problem!.field).toBe('input');
  });

  test('jumps and receptive fields of deep networks are exact', () => {
    const layers = Array.from({ length: 24 }, () =>
      convolution(1, 1, 1, { stride: [LARGEST], padding: { kind: 'same' } }),
    );
    const last = analyse(signal(LARGEST, layers)).layers.at(-1)!;
    expect(last.jump[0]).toEqual({ over: BigInt(LARGEST) ** 24n, under: 1n });
  });
});

describe("'same' in TensorFlow and in PyTorch", () => {
  test('an even size with a stride of 2: as many windows, one cell apart', () => {
    const layer = convolution(1, 1, 3, { stride: [2], padding: { kind: 'same' } });
    expect(sameInBoth(layer, { size: [8], channels: 1 })).toEqual([
      { tensorflow: { padding: [0, 1], output: 4 }, pytorch: { padding: [1, 1], output: 4 }, later: 1 },
    ]);
    expect(refusedByPytorch(layer)).toBe(true);
  });

  test('an even kernel: one window fewer with the same padding at both ends', () => {
    const layer = convolution(1, 1, 4, { padding: { kind: 'same' } });
    expect(sameInBoth(layer, { size: [8], channels: 1 })).toEqual([
      { tensorflow: { padding: [1, 2], output: 8 }, pytorch: { padding: [1, 1], output: 7 }, later: 0 },
    ]);
    expect(refusedByPytorch(layer)).toBe(false);
  });

  test('odd kernels with stride 1 are padded alike', () => {
    const kernels = fc.integer({ min: 0, max: 6 }).map((half) => 2 * half + 1);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), kernels, (size, kernel) => {
        const [side] = sameInBoth(convolution(1, 1, kernel, { padding: { kind: 'same' } }), {
          size: [size],
          channels: 1,
        })!;
        expect(side!.tensorflow).toEqual(side!.pytorch);
      }),
    );
  });
});
