import type { LayerReport } from '#math/convolution/network';
import { refusedByPytorch, type SameSide, sameInBoth } from '#math/convolution/same';
import { counted, grouped } from '#math/convolution/words';

/** Where 'same' means other cells in PyTorch than in TensorFlow: what differs, in words; '' where nothing does. */
export function sameDifference({ layer, input }: LayerReport, axes: readonly string[]): string {
  const sides = sameInBoth(layer, input);
  const axis = sides?.findIndex(differs) ?? -1;
  if (!sides || axis < 0) return '';
  const { tensorflow, pytorch, later } = sides[axis]!;
  const [before, after] = tensorflow.padding;
  const pads = `Along the ${axes[axis]}, TensorFlow’s “same” pads ${grouped(before)} before and ${grouped(after)} after.`;
  const usual = `PyTorch’s usual padding=${grouped(pytorch.padding[0])} ${effect(pytorch.output, tensorflow.output, later)}.`;
  if (layer.op === 'pooling') return `${pads} PyTorch’s pooling knows no “same”. ${usual}`;
  return refusedByPytorch(layer)
    ? `${pads} PyTorch refuses “same” with a stride. ${usual}`
    : `${pads} PyTorch’s padding="same" does so too, but ${usual.replace('PyTorch’s usual', 'the number')}`;
}

function differs({ tensorflow, pytorch }: SameSide): boolean {
  return (
    tensorflow.output !== pytorch.output ||
    tensorflow.padding.some((cells, end) => cells !== pytorch.padding[end])
  );
}

function effect(output: number, expected: number, later: number): string {
  const effects: string[] = [];
  if (later > 0) effects.push(`starts ${counted(later, 'cell')} earlier`);
  if (later < 0) effects.push(`starts ${counted(-later, 'cell')} later`);
  if (output !== expected) effects.push(`gives ${counted(output, 'cell')} instead of ${grouped(expected)}`);
  return effects.length > 0 ? effects.join(' and ') : 'pads both ends alike';
}
