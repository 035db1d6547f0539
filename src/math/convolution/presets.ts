import type { ConvolutionLayer, Network } from './network.ts';
import { convolution, dense, onEverySide, paddingOf, pooling } from './network.ts';

export interface Preset {
  id: string;
  title: string;
  /** One sentence on what there is to see. */
  said: string;
  network: Network;
}

const SAME = { padding: { kind: 'same' } } as const;

const strided = (dimensions: 1 | 2 | 3, stride: number): Partial<ConvolutionLayer> => ({
  stride: onEverySide(dimensions, stride),
});

export const PRESETS: readonly Preset[] = [
  {
    id: 'picture',
    title: 'Picture, 14 × 14 × 3',
    said: 'Sixteen filters of 5 × 5 slide along height and width: 10 × 10 places, sixteen numbers at each.',
    network: {
      dimensions: 2,
      input: { size: [14, 14], channels: 3 },
      layers: [convolution(2, 16, 5), convolution(2, 32, 5)],
    },
  },
  {
    id: 'signal',
    title: 'Signal, 14 × 1',
    said: 'Sixteen filters of length 5 slide along time alone, then thirty-two over what the sixteen found.',
    network: {
      dimensions: 1,
      input: { size: [14], channels: 1 },
      layers: [convolution(1, 16, 5), convolution(1, 32, 5)],
    },
  },
  {
    id: 'volume',
    title: 'Volume, 14 × 14 × 14 × 1',
    said: 'Sixteen filters of 5 × 5 × 5 slide along depth as well: 10 × 10 × 10 places.',
    network: {
      dimensions: 3,
      input: { size: [14, 14, 14], channels: 1 },
      layers: [convolution(3, 16, 5), convolution(3, 32, 5)],
    },
  },
  {
    id: 'quiz',
    title: 'Quiz, 32 × 32 × 32 × 16',
    said: 'A volume of 16 channels meets 32 filters of 3 × 3 × 3, each of which sees all 16 channels.',
    network: {
      dimensions: 3,
      input: { size: [32, 32, 32], channels: 16 },
      layers: [convolution(3, 32, 3)],
    },
  },
  {
    id: 'lenet',
    title: 'LeNet-5, 1998',
    said: 'Two convolutions, two poolings, three dense layers: almost all parameters sit in the dense ones.',
    network: {
      dimensions: 2,
      input: { size: [32, 32], channels: 1 },
      layers: [
        convolution(2, 6, 5),
        pooling(2, 'average', 2),
        convolution(2, 16, 5),
        pooling(2, 'average', 2),
        dense(120),
        dense(84),
        dense(10),
      ],
    },
  },
  {
    id: 'medical',
    title: 'Body scan, there and back',
    said: 'Down by pooling, up again by transposed convolutions: an answer for every voxel, as in a U-Net.',
    network: {
      dimensions: 3,
      input: { size: [48, 48, 48], channels: 1 },
      layers: [
        convolution(3, 16, 3, SAME),
        pooling(3, 'max', 2),
        convolution(3, 32, 3, SAME),
        pooling(3, 'max', 2),
        convolution(3, 64, 3, SAME),
        convolution(3, 32, 2, { ...strided(3, 2), transposed: true }),
        convolution(3, 16, 2, { ...strided(3, 2), transposed: true }),
        convolution(3, 1, 1),
      ],
    },
  },
  {
    id: 'causal',
    title: 'Causal, dilated',
    said: 'Each layer looks twice as far back and never forwards: four layers of two taps see 16 samples, as in WaveNet.',
    network: {
      dimensions: 1,
      input: { size: [32], channels: 1 },
      layers: [1, 2, 4, 8].map((dilation) =>
        convolution(1, 8, 2, { padding: { kind: 'causal' }, dilation: [dilation] }),
      ),
    },
  },
  {
    id: 'leftover',
    title: 'Stride with leftover',
    said: 'A step of 3 over 12 cells with a kernel of 5 stops early: the last cells are floored away.',
    network: {
      dimensions: 2,
      input: { size: [12, 15], channels: 1 },
      layers: [convolution(2, 4, 5, strided(2, 3))],
    },
  },
  {
    id: 'separable',
    title: 'Depthwise separable',
    said: 'One filter a channel, then 1 × 1 across the channels: far fewer multiplications than one full layer.',
    network: {
      dimensions: 2,
      input: { size: [28, 28], channels: 32 },
      layers: [convolution(2, 32, 3, { ...SAME, groups: 32 }), convolution(2, 64, 1)],
    },
  },
  {
    id: 'transposed',
    title: 'Transposed, twice as large',
    said: 'Every input cell stamps the kernel on the output, two cells apart; stamps that overlap add up.',
    network: {
      dimensions: 2,
      input: { size: [4, 4], channels: 1 },
      layers: [convolution(2, 1, 4, { ...strided(2, 2), transposed: true, padding: paddingOf(2, 1) })],
    },
  },
];

export function presetOf(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}
