import type { ConvolutionLayer, LayerReport } from '#math/convolution/network';
import { grouped, listed } from '#math/convolution/words';
import type { BlocksLayout } from './blocks.ts';
import { shapeText, sideText } from './side-text.ts';
import { channelSpan, isTransposed, windowSpans } from './window.ts';

const AXIS_WORDS: Record<number, readonly string[]> = {
  1: ['cell'],
  2: ['row', 'column'],
  3: ['slice', 'row', 'column'],
};

/** 'row 4, column 5': places are said from 1, as one counts. */
export function placeSaid(place: readonly number[]): string {
  return place.map((at, axis) => `${AXIS_WORDS[place.length]![axis]} ${grouped(at + 1)}`).join(', ');
}

/** The word for a step along a side: 'row', 'column', 'slice', 'cell'. */
export function axisWord(dimensions: number, axis: number): string {
  return AXIS_WORDS[dimensions]![axis]!;
}

/** The drawing of one layer in words. */
export function layerSaid(report: LayerReport, place: readonly number[]): string {
  const { layer, input, output } = report;
  if (!input || !output || layer.op === 'dense') return '';
  const what =
    layer.op === 'pooling'
      ? `${layer.how} pooling`
      : isTransposed(report)
        ? 'a transposed convolution'
        : 'a convolution';
  const spans = windowSpans(report, place).map(
    ([from, to], axis) => `${axisWord(place.length, axis)}s ${sideText(from + 1)} to ${sideText(to)}`,
  );
  return `An input of ${shapeText(input)} becomes, by ${what}, an output of ${shapeText(output)}. The output at ${placeSaid(place)} comes from ${listed(spans)} of the input.`;
}

/** What the drawing leaves out or shows otherwise, a sentence each. */
export function notes(
  report: LayerReport,
  filter: number,
  layout?: Pick<BlocksLayout, 'thinner' | 'toScale'>,
): string[] {
  const said: string[] = [];
  const { layer, input, leftover } = report;
  const dimensions = input?.size.length ?? 0;
  const left = leftover.flatMap((cells, axis) => {
    const word = axisWord(dimensions, axis);
    return cells > 0 ? [cells === 1 ? `the last ${word}` : `the last ${sideText(cells)} ${word}s`] : [];
  });
  if (left.length > 0) said.push(`Hatched: no window reaches ${listed(left)}, floored away by the stride.`);
  if (layer.op === 'convolution' && layer.dilation.some((step) => step > 1)) {
    said.push('Between the taps of the filter, dilation skips cells.');
  }
  if (layer.op === 'convolution' && layer.groups > 1) said.push(groupSaid(report, layer, filter));
  if (layout && layout.thinner > 1.05) {
    said.push(
      `Channels are drawn ${sideText(Math.round(layout.thinner * 10) / 10)} times thinner than cells.`,
    );
  }
  if (layout && !layout.toScale) said.push('What would be too thin to be seen is drawn thicker.');
  return said;
}

function groupSaid(report: LayerReport, layer: ConvolutionLayer, filter: number): string {
  const [from, to] = channelSpan(report, filter);
  const group = Math.floor(filter / (layer.filters / layer.groups)) + 1;
  const read = to - from === 1 ? `channel ${grouped(to)}` : `channels ${grouped(from + 1)} to ${grouped(to)}`;
  return `Filter ${grouped(filter + 1)} is in group ${grouped(group)} of ${grouped(layer.groups)} and reads ${read} alone.`;
}
