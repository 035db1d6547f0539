import type { Layer, Shape } from './network.ts';
import { type SideLayer, sideLayer, sideOf } from './side.ts';

/** One side of a layer with 'same', by the two frameworks. */
export interface SameSide {
  tensorflow: { padding: [before: number, after: number]; output: number };
  /** With the padding that PyTorch's users write: half of what the kernel reaches, at both ends alike. */
  pytorch: { padding: [before: number, after: number]; output: number };
  /** Cells by which TensorFlow's first window starts later. */
  later: number;
}

/**
 * 'same' pads in TensorFlow as little as makes ⌈size / stride⌉ windows, the odd cell at the end, so that it depends
 * on size and stride. PyTorch's padding='same' does the same for stride 1 and refuses any other stride; what
 * is written there instead, padding = dilation × (kernel − 1) / 2 rounded down, may start earlier by a cell or
 * more, or (even kernels) give one window more or fewer.
 *
 * @returns one entry a side; undefined where the question does not arise
 */
export function sameInBoth(layer: Layer, input: Shape | undefined): SameSide[] | undefined {
  if (layer.op === 'dense' || layer.padding.kind !== 'same' || !input) return undefined;
  if (layer.op === 'convolution' && layer.transposed) return undefined;
  return input.size.map((size, axis) => {
    const along = sideLayer(layer, axis);
    const half = Math.floor((along.dilation * (along.kernel - 1)) / 2);
    const tensorflow = resolved(size, along);
    const pytorch = resolved(size, { ...along, padding: [half, half] });
    return { tensorflow, pytorch, later: pytorch.padding[0] - tensorflow.padding[0] };
  });
}

/** Whether PyTorch refuses padding="same" for this convolution. */
export function refusedByPytorch(layer: Layer): boolean {
  return layer.op === 'convolution' && layer.stride.some((step) => step > 1);
}

function resolved(size: number, layer: SideLayer): SameSide['tensorflow'] {
  const { before, after, output } = sideOf(size, layer);
  return { padding: [Number(before), Number(after)], output: Number(output) };
}
