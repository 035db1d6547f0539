import { analyse } from '../convolution/analyse.ts';
import { convolution, type Dimensions, paddingOf } from '../convolution/network.ts';
import { counted, times } from '../convolution/words.ts';
import { type Draft, pick, whole } from './question.ts';

/** A convolution: the same kernel, stride and padding on every side. */
export interface LayerGiven {
  dimensions: Dimensions;
  size: number[];
  channels: number;
  filters: number;
  kernel: number;
  stride: number;
  /** Zeros before and after, on every side. */
  padding: number;
}

const THINGS: Record<Dimensions, string> = { 1: 'signal', 2: 'picture', 3: 'volume' };
const SIZES: Record<Dimensions, [number, number]> = { 1: [24, 400], 2: [14, 128], 3: [10, 64] };

export function drawLayer(dimensions: Dimensions, random: () => number): LayerGiven {
  const [least, most] = SIZES[dimensions];
  const first = whole(random, least, most);
  const size = Array.from({ length: dimensions }, () => first);
  if (dimensions === 2 && random() < 0.4) size[1] = whole(random, least, most);
  const kernel = pick(random, dimensions === 1 ? [3, 5, 7, 9] : [2, 3, 4, 5, 7]);
  return {
    dimensions,
    size,
    channels: pick(random, [1, 3, 8, 16]),
    filters: pick(random, [4, 6, 8, 12, 16, 24, 32, 64]),
    kernel,
    stride: pick(random, [1, 1, 2, 2, 3]),
    padding: whole(random, 0, Math.min(2, Math.floor(kernel / 2))),
  };
}

/** What `analyse` says of the layer. */
export function reportOf({ dimensions, size, channels, filters, kernel, stride, padding }: LayerGiven) {
  const layer = convolution(dimensions, filters, kernel, {
    stride: Array.from({ length: dimensions }, () => stride),
    padding: paddingOf(dimensions, padding),
  });
  return analyse({ dimensions, input: { size, channels }, layers: [layer] }).layers[0]!;
}

export function kernelWords({ dimensions, kernel }: Pick<LayerGiven, 'dimensions' | 'kernel'>): string {
  return times(Array.from({ length: dimensions }, () => kernel));
}

/** 'A picture of 32 × 28 with 3 channels goes through 8 filters of 3 × 3, padding 1, stride 2.' */
export function layerWords(given: LayerGiven): string {
  const { dimensions, size, channels, filters, stride, padding } = given;
  const sides = dimensions === 1 ? `length ${size[0]}` : times(size);
  const pads = padding === 0 ? 'no padding' : `padding ${padding} on every side`;
  return `A ${THINGS[dimensions]} of ${sides} with ${counted(channels, 'channel')} goes through ${filters} filters of ${kernelWords(given)}, ${pads}, stride ${stride}.`;
}

/** What comes out of a convolution, in one, two or three dimensions. */
export function shapeDraft(dimensions: Dimensions, random: () => number): Draft<LayerGiven> {
  const given = drawLayer(dimensions, random);
  const { size, channels, filters, kernel, stride, padding } = given;
  const output = reportOf(given).output!;
  const shape = (sides: readonly number[], last: number) => times([...sides, last]);
  const each = (side: (n: number) => number, last = filters) =>
    shape(
      size.map((n) => Math.max(1, side(n))),
      last,
    );
  const steps = (n: number, pad = 2 * padding) => (n + pad - kernel) / stride;
  const slips = [
    {
      text: shape(output.size, channels),
      why: 'That has the channels of the input. They are summed over: what comes out has one channel for each filter.',
    },
    {
      text: shape(output.size, channels * filters),
      why: 'Each filter takes all channels at once and gives one. They do not multiply.',
    },
    {
      text: each((n) => Math.floor(steps(n))),
      why: 'The 1 is missing: the first place counts before any step is taken.',
    },
    {
      text: each((n) => Math.floor(steps(n, padding)) + 1),
      why: 'The padding is counted once. It stands before and after: 2p.',
    },
    { text: each((n) => Math.floor(steps(n, 0)) + 1), why: 'The padding is forgotten.' },
    { text: each((n) => n + 2 * padding - kernel + 1), why: 'The stride is forgotten.' },
    {
      text: each((n) => Math.ceil(steps(n)) + 1),
      why: 'Rounded up. What is left over at the edge is too narrow for the filter and is passed over.',
    },
    {
      text: shape(size, filters),
      why: 'The sides stay as they are only with stride 1 and padding of (f − 1) / 2.',
    },
  ];
  const sides = [...new Set(size)].map(
    (n) => `⌊(${n} + 2 · ${padding} − ${kernel}) / ${stride}⌋ + 1 = ${output.size[size.indexOf(n)]}`,
  );
  return {
    given,
    text: `${layerWords(given)} What is the shape of what comes out?`,
    answer: {
      text: shape(output.size, output.channels),
      why: 'The places along each side, and one channel for each filter.',
    },
    slips,
    worked: [
      'Places along a side: ⌊(n + 2p − f) / s⌋ + 1.',
      ...sides,
      `One channel for each of the ${filters} filters: ${shape(output.size, output.channels)}.`,
    ],
  };
}

/** How many parameters a convolution has. */
export function parametersDraft(random: () => number): Draft<LayerGiven> {
  const dimensions = pick(random, [1, 2, 2, 3] as const);
  const given = drawLayer(dimensions, random);
  const { channels, filters, kernel } = given;
  const report = reportOf(given);
  const taps = kernel ** dimensions;
  const cells = report.output!.size.reduce((product, side) => product * side, 1);
  const text = (value: number | bigint) => times([value]);
  return {
    given,
    text: `${layerWords(given)} Each filter has a bias. How many parameters are there to train?`,
    answer: {
      text: text(report.parameters),
      why: 'A weight for each cell of the kernel and each input channel, and one bias, for every filter.',
    },
    slips: [
      { text: text(taps * channels * filters), why: 'The biases are left out: one for each filter.' },
      {
        text: text((taps + 1) * filters),
        why: 'The filter’s last side is left out: it reaches through all channels of the input.',
      },
      { text: text(taps * channels * filters + 1), why: 'One bias for all. Each filter has its own.' },
      {
        text: text(taps * channels * filters + channels * filters),
        why: 'A bias for each filter and channel. The channels are summed, and one bias is added.',
      },
      { text: text(taps * channels + 1), why: 'That is one filter.' },
      {
        text: text((taps * channels + 1) * filters * cells),
        why: 'That is a new filter at every place. A convolution has the same weights at all of them.',
      },
    ],
    worked: [
      `Weights of a filter: ${times([...Array.from({ length: dimensions }, () => kernel), channels])} = ${text(taps * channels)}.`,
      `With its bias: ${text(taps * channels + 1)}.`,
      `${filters} filters: ${filters} × ${text(taps * channels + 1)} = ${text(report.parameters)}. The size of the input does not matter.`,
    ],
  };
}
