import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../../src/math/convolution/analyse.ts';
import {
  convolution,
  type LayerReport,
  paddingOf,
  pooling,
} from '../../../../src/math/convolution/network.ts';
import { layerValues, placeAt } from '../../../../src/math/convolution/values.ts';
import { layerNumbers, numberText, workOf } from '../../../../src/widgets/conv-shape/drawing/arithmetic.ts';
import { inputGrid, outputGrid, part } from '../../../../src/widgets/conv-shape/drawing/grids.ts';
import {
  DEFAULT_NUMBERS,
  edited,
  editsOf,
  editsText,
  INPUTS,
  WEIGHTS,
} from '../../../../src/widgets/conv-shape/drawing/numbers.ts';
import { legalPlace, placeOf, placeText } from '../../../../src/widgets/conv-shape/drawing/place.ts';
import { sumOf } from '../../../../src/widgets/conv-shape/drawing/sum.ts';
import { anyLayer } from './any-layer.ts';

const only = (size: number[], channels: number, layer: LayerReport['layer']): LayerReport =>
  analyse({ dimensions: size.length as 1 | 2 | 3, input: { size, channels }, layers: [layer] }).layers[0]!;

const cells = (size: readonly number[]) =>
  Array.from({ length: size.reduce((product, side) => product * side, 1) }, (_, at) => placeAt(at, size));

describe('the numbers of a layer', () => {
  test('are those of its definition, whatever the layer, the patterns and the edits', () => {
    fc.assert(
      fc.property(
        anyLayer([1, 2]),
        fc.constantFrom(...INPUTS),
        fc.constantFrom(...WEIGHTS),
        fc.integer({ min: 1, max: 999 }),
        (report, input, weights, seed) => {
          const { layer, input: shape, output } = report;
          if (!output || !shape || layer.op === 'dense') return;
          const numbers = {
            input: input.value,
            weights: weights.value,
            seed,
            edits: 'b0=2;i0.0=5;i0.0.0=5;w0.0.0=7',
          };
          const values = layerNumbers(report, numbers);
          const given = cells(shape.size).flatMap((cell) =>
            Array.from({ length: shape.channels }, (_, channel) => values.input(cell, channel)),
          );
          const convolved = layer.op === 'convolution';
          const kernel = cells(layer.kernel).flatMap((tap) =>
            Array.from({ length: convolved ? shape.channels / layer.groups : 0 }, (_, within) =>
              Array.from({ length: output.channels }, (_, filter) => values.weight(tap, within, filter)),
            ).flat(),
          );
          const bias = Array.from({ length: output.channels }, (_, filter) => values.bias(filter));
          const expected = layerValues(
            report,
            Float32Array.from(given),
            Float32Array.from(kernel),
            convolved ? Float32Array.from(bias) : undefined,
          );
          const found = cells(output.size).flatMap((cell) =>
            Array.from({ length: output.channels }, (_, filter) => values.output(cell, filter)!),
          );
          for (const [at, value] of found.entries()) {
            if (Number.isFinite(value)) expect(value).toBeCloseTo(expected[at]!, 2);
            else expect(expected[at]).toBe(value);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('an edge in a small picture, by hand', () => {
    const report = only([3, 4], 1, convolution(2, 1, 3));
    const values = layerNumbers(report, { input: 'edge', weights: 'edge', seed: 1, edits: 'b0=2' });
    expect(cells([1, 2]).map((cell) => values.output(cell, 0))).toEqual([3 * (8 - 1) + 2, 3 * (8 - 1) + 2]);
    expect(values.work).toBe(9);
    const { total, parts, rows } = sumOf(report, values, [0, 1], 0, 0);
    expect(total).toBe(23);
    expect(parts.map(({ value }) => value)).toEqual([21, 2]);
    expect(rows.map(({ entries }) => entries.map(({ product }) => product))).toEqual(
      Array(3).fill([-1, 0, 8]),
    );
  });

  test('the parts of a sum add up to the output, also where channels are put together', () => {
    fc.assert(
      fc.property(anyLayer([1, 2]), fc.nat(), fc.nat(), (report, at, which) => {
        if (!report.output || report.layer.op !== 'convolution') return;
        const places = cells(report.output.size);
        const place = places[at % places.length]!;
        const values = layerNumbers(report, DEFAULT_NUMBERS);
        const { parts, total } = sumOf(report, values, place, which % report.output.channels, 0);
        expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total, 6);
      }),
      { numRuns: 100 },
    );
  });

  test('are not worked out where one of them is too much work', () => {
    const report = only([1e9, 1e9], 1000, convolution(2, 4, 1000));
    expect(workOf(report)).toBe(1e9);
    expect(layerNumbers(report, DEFAULT_NUMBERS).output([0, 0], 0)).toBeUndefined();
  });

  test('are short on the page', () => {
    expect([3, -0.25, 1 / 3, 12.34, 1234.5, -0, -1 / 900, Number.NEGATIVE_INFINITY].map(numberText)).toEqual([
      '3',
      '−0.25',
      '0.33',
      '12.3',
      '1235',
      '0',
      '0',
      '−∞',
    ]);
  });
});

describe('grids', () => {
  test('a part lies within the whole, and round its middle where it can', () => {
    expect(part([0, 5], [1, 2], 9)).toEqual([0, 5]);
    expect(part([0, 100], [50, 53], 11)).toEqual([46, 57]);
    expect(part([-2, 100], [-2, 1], 11)).toEqual([-2, 9]);
    expect(part([0, 1e9], [1e9 - 1, 1e9], 8)).toEqual([1e9 - 8, 1e9]);
  });

  test('padding, leftover and the taps of a dilated filter are told apart', () => {
    const layer = convolution(1, 1, 2, {
      dilation: [2],
      stride: [2],
      padding: { kind: 'sides', sides: [[1, 0]] },
    });
    const report = only([9], 1, layer);
    const values = layerNumbers(report, DEFAULT_NUMBERS);
    const { cells: found } = inputGrid({
      report,
      numbers: values,
      place: [1],
      filter: 0,
      channel: 0,
      most: { rows: 6, columns: 20 },
    });
    expect(report.leftover).toEqual([1]);
    expect(found.map(({ look }) => look)).toEqual(['padding', ...Array(8).fill('plain'), 'leftover']);
    expect(found.filter(({ chosen }) => chosen).map(({ cell }) => cell[0])).toEqual([1, 3]);
  });

  test('stay small for a layer of any size', () => {
    const report = only([1e9, 1e9], 3, convolution(2, 8, 5, { padding: { kind: 'same' } }));
    const view = {
      report,
      numbers: layerNumbers(report, DEFAULT_NUMBERS),
      place: [999_999_999, 5],
      filter: 7,
      channel: 2,
      most: { rows: 18, columns: 18 },
    };
    for (const grid of [inputGrid(view), outputGrid(view)]) {
      expect(grid.cells).toHaveLength(18 * 18);
      expect(grid.cells.some(({ chosen }) => chosen)).toBe(true);
    }
  });

  test('stamps of a transposed layer lie over the chosen cell', () => {
    const report = only(
      [4, 4],
      1,
      convolution(2, 1, 4, { stride: [2, 2], transposed: true, padding: paddingOf(2, 1) }),
    );
    const { frames } = outputGrid({
      report,
      numbers: layerNumbers(report, DEFAULT_NUMBERS),
      place: [3, 4],
      filter: 0,
      channel: 0,
      most: { rows: 18, columns: 18 },
    });
    expect(frames).toHaveLength(4);
    for (const { rows, columns } of frames) {
      expect(rows[0] <= 3 && 3 < rows[1] && columns[0] <= 4 && 4 < columns[1]).toBe(true);
    }
  });

  test('max pooling takes padding for −∞', () => {
    const report = only([4], 1, pooling(1, 'max', 2, { padding: { kind: 'sides', sides: [[1, 1]] } }));
    const values = layerNumbers(report, { ...DEFAULT_NUMBERS, input: 'zeros', edits: 'i0.0=-3' });
    expect(values.output([0], 0)).toBe(-3);
    expect(sumOf(report, values, [0], 0, 0).rows[0]!.entries[0]!.value).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe('what a link holds', () => {
  test('edits go to text and back', () => {
    const numbers = edited(edited(DEFAULT_NUMBERS, 'w0.1.0.2', -1.256), 'b3', 12_345);
    expect(numbers.edits).toBe('w0.1.0.2=-1.26;b3=9999');
    expect(editsText(editsOf(numbers.edits))).toBe(numbers.edits);
    expect(edited(numbers, 'b3', Number.NaN)).toBe(numbers);
  });

  test('any text gives edits that can be written again, and no more than some', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const edits = editsOf(text);
        expect(editsOf(editsText(edits))).toEqual(edits);
      }),
    );
    expect(editsOf('x1=2;w1=;w1=abc;w0.0=3;;i9999999999999=1').size).toBe(1);
    expect(editsOf(Array.from({ length: 999 }, (_, at) => `b${at}=1`).join(';')).size).toBe(200);
  });

  test('a place of any text lies in the output', () => {
    const report = only([8, 9], 1, convolution(2, 1, 3));
    expect(legalPlace(report, placeOf('99.-4'))).toEqual([5, 0]);
    expect(legalPlace(report, [])).toEqual([0, 0]);
    expect(legalPlace(undefined, [3])).toEqual([]);
    expect(placeOf(placeText([3, 4, 5]))).toEqual([3, 4, 5]);
  });
});
