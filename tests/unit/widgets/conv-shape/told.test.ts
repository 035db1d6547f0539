import { csvParse } from 'd3';
import { expect, test } from 'vitest';
import { analyse } from '#math/convolution/analyse';
import {
  AXIS_NAMES,
  convolution,
  type Layer,
  type Network,
  paddingOf,
  pooling,
} from '#math/convolution/network';
import { PRESETS, presetOf } from '#math/convolution/presets';
import { chainCsv } from '../../../../src/widgets/conv-shape/chain-csv.ts';
import { formulaLines, lineText } from '../../../../src/widgets/conv-shape/formula.ts';
import { sameDifference } from '../../../../src/widgets/conv-shape/same-said.ts';

const linesOf = (network: Network, at = 0) =>
  formulaLines(analyse(network).layers[at], AXIS_NAMES[network.dimensions]);

test('the formula of sides that are alike is one, of others one each; parameters below', () => {
  const [side, parameters] = linesOf(presetOf('picture')!.network);
  expect(side!.title).toBe('Each side');
  expect(lineText(side!)).toBe('⌊ ( 14 + 0 + 0 − ( 1 · ( 5 − 1) + 1 )) / 1 ⌋ + 1 = 10');
  expect(lineText(parameters!)).toBe('5 · 5 · 3 · 16 + 16 = 1\u2009216');
  const left = linesOf(presetOf('leftover')!.network);
  expect(left.map(({ title }) => title)).toEqual(['Height', 'Width', 'Parameters']);
  expect(lineText(left[0]!)).toContain('= 3 1 cell left over');
});

test('a transposed and a dense layer have formulas of their own', () => {
  expect(lineText(linesOf(presetOf('transposed')!.network)[0]!)).toBe(
    '( 4 − 1) · 2 + 1 · ( 4 − 1) + 1 − 1 − 1 = 8',
  );
  expect(linesOf(presetOf('lenet')!.network, 4).map(lineText)).toEqual(['400 · 120 + 120 = 48\u2009120']);
});

/** What a formula's text comes to. */
function worked(text: string): number {
  const plain = text.replaceAll('\u2009', '').replaceAll('−', '-').replaceAll('·', '*');
  return new Function(`return ${plain.replaceAll('⌊', 'Math.floor(').replaceAll('⌋', ')')}`)() as number;
}

test('every formula of every preset comes to what it says', () => {
  for (const { network } of PRESETS) {
    for (const at of network.layers.keys()) {
      for (const line of linesOf(network, at)) {
        const [terms, result] = lineText(line).split(' = ');
        expect(worked(terms!), lineText(line)).toBe(Number.parseInt(result!.replaceAll('\u2009', ''), 10));
      }
    }
  }
});

const sameOf = (layer: Layer, size: number) => {
  const network: Network = { dimensions: 1, input: { size: [size], channels: 1 }, layers: [layer] };
  return sameDifference(analyse(network).layers[0]!, AXIS_NAMES[1]);
};

test('‘same’ is explained where the frameworks differ, and only there', () => {
  const same = { padding: { kind: 'same' } } as const;
  expect(sameOf(convolution(1, 1, 3, same), 8)).toBe('');
  expect(sameOf(convolution(1, 1, 3), 8)).toBe('');
  expect(sameOf(convolution(1, 1, 3, { ...same, stride: [2] }), 8)).toBe(
    'Along the length, TensorFlow’s “same” pads 0 before and 1 after. PyTorch refuses “same” with a stride. PyTorch’s usual padding=1 starts 1 cell earlier.',
  );
  expect(sameOf(convolution(1, 1, 4, same), 8)).toBe(
    'Along the length, TensorFlow’s “same” pads 1 before and 2 after. PyTorch’s padding="same" does so too, but the number padding=1 gives 7 cells instead of 8.',
  );
  expect(sameOf(pooling(1, 'max', 3, { stride: [2], ...same }), 8)).toContain(
    'PyTorch’s pooling knows no “same”.',
  );
});

test('the table as CSV: a row a layer, exact numbers, impossible ones with their reason', () => {
  const network = presetOf('lenet')!.network;
  const rows = csvParse(chainCsv(analyse(network)));
  expect(rows).toHaveLength(9);
  expect(rows[1]).toMatchObject({ kind: 'convolution', kernel: '5x5', output: '28x28x6', parameters: '156' });
  expect(rows[8]!.parameters).toBe(String(analyse(network).totals.parameters));
  const broken: Network = {
    dimensions: 1,
    input: { size: [4], channels: 1 },
    layers: [convolution(1, 1, 9), pooling(1, 'max', 2, { padding: paddingOf(1, 1) })],
  };
  expect(csvParse(chainCsv(analyse(broken)))[1]!.output).toMatch(/^impossible: The kernel spans 9 cells/);
});
