import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../../src/math/convolution/analyse.ts';
import { convolution, type LayerReport, paddingOf } from '../../../../src/math/convolution/network.ts';
import { PRESETS } from '../../../../src/math/convolution/presets.ts';
import { blocksLayout } from '../../../../src/widgets/conv-shape/drawing/blocks.ts';
import { boxIn } from '../../../../src/widgets/conv-shape/drawing/box-marks.ts';
import { chainLinks } from '../../../../src/widgets/conv-shape/drawing/chain.ts';
import { blockLabels } from '../../../../src/widgets/conv-shape/drawing/labels.ts';
import { filterMarks, inputMarks, outputMarks } from '../../../../src/widgets/conv-shape/drawing/marks.ts';
import { pointed } from '../../../../src/widgets/conv-shape/drawing/pointed.ts';
import { layerSaid, notes } from '../../../../src/widgets/conv-shape/drawing/said.ts';
import { shapeText, sideText } from '../../../../src/widgets/conv-shape/drawing/side-text.ts';
import { project } from '../../../../src/widgets/conv-shape/drawing/space.ts';
import {
  channelSpan,
  placeOver,
  stampSpans,
  windowSpans,
} from '../../../../src/widgets/conv-shape/drawing/window.ts';
import { anyLayer } from './any-layer.ts';

const HUGE = 1e9;
const preset = (id: string) => PRESETS.find((one) => one.id === id)!.network;
const layerOf = (id: string, at = 0) => analyse(preset(id)).layers[at]!;
const huge = (dimensions: 1 | 2 | 3): LayerReport =>
  analyse({
    dimensions,
    input: { size: Array(dimensions).fill(HUGE), channels: HUGE },
    layers: [convolution(dimensions, HUGE, 7, { groups: 1000, padding: { kind: 'same' } })],
  }).layers[0]!;

function marksOf(report: LayerReport, place: number[], filter: number, width: number) {
  const layout = blocksLayout(report, width);
  const chosen = { report, place, filter };
  const filters = layout.filter ? filterMarks(layout.filter) : [];
  return { layout, marks: [...inputMarks(layout, chosen), ...outputMarks(layout, chosen), ...filters] };
}

const numbersIn = (d: string) => [...d.matchAll(/-?\d+(?:\.\d+)?/g)].map(Number);

describe('windows', () => {
  test('of a strided, padded, dilated filter', () => {
    const layer = convolution(2, 1, 3, { stride: [2, 1], dilation: [1, 2], padding: paddingOf(2, 1) });
    const report = analyse({ dimensions: 2, input: { size: [9, 9], channels: 1 }, layers: [layer] })
      .layers[0]!;
    expect(windowSpans(report, [0, 0])).toEqual([
      [-1, 2],
      [-1, 4],
    ]);
    expect(windowSpans(report, [2, 3])).toEqual([
      [3, 6],
      [2, 7],
    ]);
    expect(placeOver(report, [4, 4])).toEqual([2, 3]);
  });

  test('of a transposed layer are the cells whose stamps lie over the place', () => {
    fc.assert(
      fc.property(anyLayer([2]), fc.nat(), (report, at) => {
        if (!report.output || report.layer.op !== 'convolution' || !report.layer.transposed) return;
        const [rows, columns] = report.output.size as [number, number];
        const place = [at % rows, at % columns];
        const spans = windowSpans(report, place);
        for (let row = 0; row < report.input!.size[0]!; row++) {
          const [from, to] = stampSpans(report, [row, 0])[0]!;
          expect(row >= spans[0]![0] && row < spans[0]![1]).toBe(from <= place[0]! && place[0]! < to);
        }
      }),
    );
  });

  test('read the channels of their group', () => {
    expect(channelSpan(layerOf('separable'), 7)).toEqual([7, 8]);
    expect(channelSpan(layerOf('picture'), 7)).toEqual([0, 3]);
  });
});

describe('blocks', () => {
  test.each([320, 390, 560, 720, 960])('all presets lie within a drawing %i pixels wide', (width) => {
    for (const { network } of PRESETS) {
      for (const report of analyse(network).layers) {
        if (!report.output?.size.length) continue;
        const { layout, marks } = marksOf(
          report,
          report.output.size.map(() => 0),
          0,
          width,
        );
        expect(marks.length).toBeLessThan(400);
        for (const { d } of marks) {
          const numbers = numbersIn(d);
          for (let at = 0; at < numbers.length; at += 2) {
            expect(numbers[at]!).toBeGreaterThanOrEqual(0);
            expect(numbers[at]!).toBeLessThanOrEqual(width);
            expect(numbers[at + 1]!).toBeGreaterThanOrEqual(0);
            expect(numbers[at + 1]!).toBeLessThanOrEqual(layout.height);
          }
        }
        for (const { x, y } of blockLabels(layout, { report, place: [0], filter: 0 })) {
          expect(x > 0 && x < width && y > 0 && y < layout.height).toBe(true);
        }
      }
    }
  });

  test.each([1, 2, 3] as const)('10⁹ cells a side in %i dimensions are few, finite marks', (dimensions) => {
    for (const width of [320, 900]) {
      const place = Array<number>(dimensions).fill(HUGE - 1);
      const { layout, marks } = marksOf(huge(dimensions), place, HUGE - 1, width);
      expect(marks.length).toBeLessThan(120);
      expect(layout.toScale).toBe(false);
      expect(marks.every(({ d }) => numbersIn(d).every(Number.isFinite) && d.length < 5000)).toBe(true);
    }
  });

  test('both blocks have one scale', () => {
    const { input, output, toScale } = blocksLayout(layerOf('picture'), 900);
    expect(input.frame.unit[0]).toBeCloseTo(output.frame.unit[0], 9);
    expect(input.frame.unit[2]).toBeCloseTo(output.frame.unit[2], 9);
    expect(toScale).toBe(true);
  });

  test('leftover, padding and the taps of a dilated filter have marks of their own', () => {
    const looks = (report: LayerReport) =>
      marksOf(
        report,
        report.output!.size.map(() => 0),
        0,
        900,
      ).marks.map(({ look }) => look.split(' ')[0]);
    expect(looks(layerOf('leftover'))).toContain('leftover');
    expect(looks(layerOf('picture'))).not.toContain('leftover');
    expect(looks(layerOf('causal', 2))).toEqual(expect.arrayContaining(['padding', 'span']));
    expect(
      marksOf(layerOf('causal', 2), [9], 0, 900).marks.filter(({ key }) => /^tap\d-front/.test(key)),
    ).toHaveLength(2);
    expect(looks(layerOf('transposed'))).toContain('stamp');
  });
});

describe('pointing', () => {
  test('at a cell of the output chooses it, at the input moves the window there', () => {
    fc.assert(
      fc.property(anyLayer([2]), fc.nat(), fc.nat(), (report, row, column) => {
        if (!report.output) return;
        const size = report.output.size;
        const place = [row % size[0]!, column % size[1]!];
        const layout = blocksLayout(report, 900);
        const chosen = { report, place: [0, 0], filter: 0 };
        const at = (block: typeof layout.input, y: number, x: number) =>
          project(block.frame, x + 0.5, y + 0.5, 0);
        expect(pointed(layout, chosen, at(layout.output, place[0]!, place[1]!))?.place).toEqual(place);
        const cell = report.input!.size.map((side, axis) => [row, column][axis]! % side);
        expect(pointed(layout, chosen, at(layout.input, cell[0]!, cell[1]!))?.place).toEqual(
          placeOver(report, cell),
        );
      }),
    );
  });

  test('at a volume changes the two sides of the face, and elsewhere nothing', () => {
    const report = layerOf('volume');
    const layout = blocksLayout(report, 900);
    const chosen = { report, place: [3, 4, 5], filter: 0 };
    const { frame, box } = layout.output;
    expect(pointed(layout, chosen, project(frame, 7.5, 2.5, 0))?.place).toEqual([3, 2, 7]);
    expect(pointed(layout, chosen, project(frame, box.to[0], 2.5, 8.5))?.place).toEqual([8, 2, 5]);
    expect(pointed(layout, chosen, project(frame, 1.5, 0, 6.5))?.place).toEqual([6, 4, 1]);
    expect(pointed(layout, chosen, { x: 1, y: 1 })).toBeUndefined();
  });

  test('at the channels of an output chooses the filter', () => {
    const report = layerOf('picture');
    const layout = blocksLayout(report, 900);
    const chosen = { report, place: [3, 4], filter: 0 };
    const point = project(layout.output.frame, 2.5, 0, 11.5);
    expect(pointed(layout, chosen, point)).toEqual({ place: [3, 2], filter: 11 });
  });

  test('a box never vanishes', () => {
    const block = blocksLayout(huge(2), 900).input;
    const { from, to } = boxIn(
      block,
      2,
      [
        [HUGE - 2, HUGE - 1],
        [0, 1],
      ],
      [0, 1],
    );
    expect((to[0] - from[0]) * block.frame.unit[0]).toBeCloseTo(3, 5);
    expect(to[1]).toBeLessThanOrEqual(block.padded.to[1]);
  });
});

describe('words', () => {
  test('of the drawing', () => {
    expect(layerSaid(layerOf('picture'), [2, 3])).toBe(
      'An input of 14 × 14 × 3 becomes, by a convolution, an output of 10 × 10 × 16. The output at row 3, column 4 comes from rows 3 to 7 and columns 4 to 8 of the input.',
    );
    expect(notes(layerOf('leftover'), 0)).toEqual([
      'Hatched: no window reaches the last row and the last column, floored away by the stride.',
    ]);
    expect(notes(layerOf('separable'), 7)).toEqual([
      'Filter 8 is in group 8 of 32 and reads channel 8 alone.',
    ]);
  });

  test('of sizes', () => {
    expect([14, 999_999, 1e6, 1.5e7, 123_456_789, 1e9].map(sideText)).toEqual([
      '14',
      '999\u2009999',
      '10⁶',
      '1.5 × 10⁷',
      '1.23 × 10⁸',
      '10⁹',
    ]);
    expect(shapeText({ size: [14, 14], channels: 3 })).toBe('14 × 14 × 3');
  });
});

describe('the chain', () => {
  test('has a block for the input and for every layer', () => {
    const links = chainLinks(analyse(preset('lenet')));
    expect(links.map(({ title }) => title)).toEqual([
      'Input',
      '6 of 5 × 5',
      'Mean 2 × 2',
      '16 of 5 × 5',
      'Mean 2 × 2',
      'Dense',
      'Dense',
      'Dense',
    ]);
    expect(links.at(-1)).toMatchObject({ layer: 6, shape: '10', problem: undefined });
    expect(links.every(({ width, height }) => width < 130 && height <= 96)).toBe(true);
  });

  test('says of an impossible layer why, and draws nothing for it and what follows', () => {
    const layers = [convolution(2, 4, 9), convolution(2, 4, 1)];
    const links = chainLinks(analyse({ dimensions: 2, input: { size: [5, 5], channels: 1 }, layers }));
    expect(links.map(({ faces }) => faces.length > 0)).toEqual([true, false, false]);
    expect(links[1]!.problem).toMatch(/9/);
  });

  test('stands 10⁹ cells and an impossible input', () => {
    for (const size of [
      [HUGE, HUGE, 1],
      [Number.NaN, -3, 2],
    ]) {
      const layers = [convolution(3, HUGE, 1)];
      const links = chainLinks(analyse({ dimensions: 3, input: { size, channels: 1 }, layers }));
      expect(
        links.flatMap(({ faces }) => faces.flatMap(({ d }) => numbersIn(d))).every(Number.isFinite),
      ).toBe(true);
    }
  });
});
