import { receptiveField } from '../receptive-field.ts';
import { type Draft, pick, whole } from './question.ts';

/** Layers one after the other, the first nearest the picture. */
export interface FieldGiven {
  layers: { kernel: number; stride: number }[];
}

/** How many pixels a side one unit of the last layer sees. */
export function receptiveFieldDraft(random: () => number): Draft<FieldGiven> {
  const layers = Array.from({ length: whole(random, 2, 4) }, () => ({
    kernel: pick(random, [2, 3, 3, 5, 7]),
    stride: pick(random, [1, 1, 2, 2, 3]),
  }));
  const fields = receptiveField(
    layers.map(({ kernel, stride }, i) => ({ name: `layer ${i + 1}`, kernel, stride, padding: 0 })),
  );
  const answer = fields.at(-1)!.size;
  const jumpBefore = (i: number) => (i === 0 ? 1 : fields[i - 1]!.jump);
  const sum = (part: (kernel: number, i: number) => number) =>
    layers.reduce((total, { kernel }, i) => total + part(kernel, i), 0);
  const text = (pixels: number) => `${pixels} × ${pixels} pixels`;
  const words = layers.map(({ kernel, stride }) => `${kernel} × ${kernel} with stride ${stride}`);
  return {
    given: { layers },
    text: `Layers of a network, from the picture on: ${words.join(', then ')}. How much of the picture does one unit of the last layer see?`,
    answer: { text: text(answer), why: 'Each layer adds (f − 1) times the strides of all layers before it.' },
    slips: [
      {
        text: text(1 + sum((kernel) => kernel - 1)),
        why: 'The strides are left out. After a stride, one step of the next layer is several pixels.',
      },
      {
        text: text(sum((kernel) => kernel)),
        why: 'The kernels are added up. Windows overlap, so a layer adds f − 1 and not f.',
      },
      {
        text: text(1 + sum((kernel, i) => (kernel - 1) * fields[i]!.jump)),
        why: 'Each layer’s own stride is counted too early. It spreads what comes after it, not what it sees itself.',
      },
      {
        text: text(layers.at(-1)!.kernel),
        why: 'That is what it sees of the layer before it, not of the picture.',
      },
      {
        text: text(layers.reduce((product, { kernel }) => product * kernel, 1)),
        why: 'The kernels are multiplied. Only strides multiply.',
      },
      {
        text: text(sum((kernel, i) => kernel * jumpBefore(i))),
        why: 'A layer adds f − 1 steps and not f: its first cell is there already.',
      },
    ],
    worked: [
      'Begin with 1 pixel and steps of 1. A layer adds (f − 1) × step; then the step is multiplied by its stride.',
      ...layers.map(
        ({ kernel, stride }, i) =>
          `${i === 0 ? 1 : fields[i - 1]!.size} + (${kernel} − 1) × ${jumpBefore(i)} = ${fields[i]!.size}; step ${jumpBefore(i)} × ${stride} = ${fields[i]!.jump}`,
      ),
    ],
  };
}
