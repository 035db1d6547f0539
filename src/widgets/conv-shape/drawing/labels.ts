import type { Shape } from '#math/convolution/network';
import { type Block, type BlocksLayout, directions } from './blocks.ts';
import type { Chosen } from './box-marks.ts';
import { isPadded } from './marks.ts';
import { shapeText, sideText } from './side-text.ts';
import { project } from './space.ts';
import type { Thing } from './things.ts';

export interface Label {
  key: string;
  x: number;
  y: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
  look: 'side' | 'title' | 'note';
  thing?: Thing;
}

function sides(block: Block, shape: Shape, key: string, side: Thing, channel: Thing): Label[] {
  const { box, padded, frame } = block;
  const [w, h, d] = box.to;
  const texts = directions(shape.size.length).map((along) => {
    if (along === 'nothing') return null;
    return along === 'channels'
      ? { text: sideText(shape.channels), thing: channel }
      : { text: sideText(shape.size[along]!), thing: side };
  });
  const oblique = shape.size.length < 3;
  const below = project(frame, w / 2, padded.to[1], padded.from[2]);
  const left = project(frame, padded.from[0], h / 2, padded.from[2]);
  const right = project(frame, padded.to[0], padded.to[1], d / 2);
  const places = [
    {
      x: below.x - (oblique ? 0 : 6),
      y: below.y + 14,
      anchor: oblique ? ('middle' as const) : ('end' as const),
    },
    { x: left.x - 6, y: left.y + 4, anchor: 'end' as const },
    { x: right.x + 7, y: right.y + (oblique ? 8 : 12), anchor: 'start' as const },
  ];
  return texts.flatMap((text, axis) =>
    text ? [{ key: `${key}-side${axis}`, ...places[axis]!, ...text, look: 'side' as const }] : [],
  );
}

function title(block: Block, key: string, text: string, thing: Thing, y = 34): Label {
  return {
    key: `${key}-title`,
    x: block.foot.x,
    y: block.foot.y + y,
    text,
    anchor: 'middle',
    look: 'title',
    thing,
  };
}

function filtersText(count: number): string {
  return `${sideText(count)} ${count === 1 ? 'filter' : 'filters'}`;
}

/** The words of the drawing: every side's cells, and what each block is. */
export function blockLabels(layout: BlocksLayout, { report }: Chosen): Label[] {
  const { layer } = report;
  const input = report.input!;
  const output = report.output!;
  const labels = [
    ...sides(layout.input, input, 'input', 'n', 'c'),
    ...sides(layout.output, output, 'output', 'o', 'k'),
    title(layout.input, 'input', `Input ${shapeText(input)}`, 'n'),
    title(layout.output, 'output', `Output ${shapeText(output)}`, 'o'),
  ];
  if (isPadded(layout.input)) {
    labels.push({
      key: 'padding',
      x: layout.input.foot.x,
      y: layout.input.foot.y + (layout.filter ? 50 : 66),
      text: 'padding dashed',
      anchor: 'middle',
      look: 'note',
      thing: 'p',
    });
  }
  if (layout.filter && layer.op === 'convolution') {
    const shape = { size: layer.kernel, channels: input.channels / layer.groups };
    labels.push(title(layout.filter, 'filter', filtersText(layer.filters), 'k'));
    labels.push({ ...title(layout.filter, 'filter-of', `of ${shapeText(shape)}`, 'f', 50) });
  } else if (layer.op === 'convolution') {
    const shape = { size: layer.kernel, channels: input.channels / layer.groups };
    const text = `${filtersText(layer.filters)} of ${shapeText(shape)}`;
    labels.push(title(layout.input, 'filter', text, 'k', 50));
  }
  return labels;
}
