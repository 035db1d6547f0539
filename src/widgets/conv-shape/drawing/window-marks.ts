import type { LayerReport } from '#math/convolution/network';
import type { Block } from './blocks.ts';
import { boxIn, type Chosen, type Mark, shadows, solid } from './box-marks.ts';
import { type Box, FACES, face, outline } from './space.ts';
import { channelSpan, isTransposed, type Span, windowSpans } from './window.ts';

/** Taps of a dilated kernel drawn one by one. */
const MOST_TAPS = 125;

/** The window of the chosen cell, the next one, and the taps of a dilated kernel. */
export function windowMarks(block: Block, chosen: Chosen): Mark[] {
  const { report, place, filter } = chosen;
  const dimensions = place.length;
  const channels = channelSpan(report, filter);
  const spans = windowSpans(report, place);
  if (spans.some(([from, to]) => to <= from)) return [];
  const box = boxIn(block, dimensions, spans, channels);
  const marks = shadows(block, box, dimensions, 'window');
  const next = nextWindow(block, chosen, channels);
  if (next) marks.push(next);
  const taps = tapBoxes(block, chosen, channels);
  if (taps.length === 0) return [...marks, ...solid(block, box, 'window', 'window', 'f', !isDilated(report))];
  const hull = FACES.map((name) => outline(face(block.frame, box, name))).join('');
  return [
    ...marks,
    { key: 'window-span', d: hull, look: 'span', thing: 'd' },
    ...taps.flatMap((tap, at) => solid(block, tap, `tap${at}`, 'window tap', 'f', false)),
  ];
}

/** The window one step on along the last side, at its end one step back, as an outline. */
function nextWindow(block: Block, { report, place }: Chosen, channels: Span): Mark | undefined {
  const last = place.length - 1;
  const cells = report.output!.size[last]!;
  if (isTransposed(report) || cells < 2) return undefined;
  const by = place[last]! + 1 < cells ? 1 : -1;
  const next = place.map((value, axis) => (axis === last ? value + by : value));
  const box = boxIn(block, place.length, windowSpans(report, next), channels);
  return { key: 'next', d: outline(face(block.frame, box, 'front')), look: 'next', thing: 's' };
}

function isDilated({ layer }: LayerReport): boolean {
  return (
    layer.op === 'convolution' && layer.dilation.some((step, axis) => step > 1 && layer.kernel[axis]! > 1)
  );
}

/** The cells that a dilated kernel meets, farthest first; none where they are too many to draw. */
function tapBoxes(block: Block, { report, place }: Chosen, channels: Span): Box[] {
  const { layer } = report;
  if (layer.op !== 'convolution' || !isDilated(report) || isTransposed(report)) return [];
  if (layer.kernel.reduce((product, side) => product * side, 1) > MOST_TAPS) return [];
  const spans = windowSpans(report, place);
  let taps: Span[][] = [[]];
  for (const [axis, count] of layer.kernel.entries()) {
    const along = Array.from({ length: count }, (_, tap): Span => {
      const from = spans[axis]![0] + tap * layer.dilation[axis]!;
      return [from, from + 1];
    });
    taps = taps.flatMap((tap) => along.map((span) => [...tap, span]));
  }
  const boxes = taps.map((tap) => boxIn(block, place.length, tap, channels));
  const depth = ({ from }: Box) => from[2] * 1e6 + from[1] * 1e3 - from[0];
  return boxes.sort((one, other) => depth(other) - depth(one));
}
