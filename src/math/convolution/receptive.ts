import type { Fraction, Layer } from './network.ts';
import { sideLayer } from './side.ts';

/**
 * Cells of the network's input, along one side, that one output cell of the last layer can see, its borders
 * disregarded: from the last layer back, L neighbouring cells see (L − 1)·stride + dilated kernel, and
 * through a transposed layer ⌈(L + dilated kernel − 1) / stride⌉ at most (it depends on where the cell is).
 *
 * @param layers none of them dense
 */
export function receptiveFieldAlong(layers: readonly Layer[], axis: number): bigint {
  return layers.reduceRight((cells, layer) => {
    if (layer.op === 'dense') throw new RangeError('A dense layer sees everything.');
    const { kernel, stride, dilation, transposed } = sideLayer(layer, axis);
    const dilatedKernel = BigInt(dilation) * BigInt(kernel - 1) + 1n;
    const step = BigInt(stride);
    if (!transposed) return (cells - 1n) * step + dilatedKernel;
    return (cells + dilatedKernel - 1n + step - 1n) / step;
  }, 1n);
}

/** Cells of the network's input between neighbouring output cells: strides multiply, transposed ones divide. */
export function jumpAlong(layers: readonly Layer[], axis: number): Fraction {
  let [over, under] = [1n, 1n];
  for (const layer of layers) {
    if (layer.op === 'dense') throw new RangeError('A dense layer has no sides.');
    const { stride, transposed } = sideLayer(layer, axis);
    if (transposed) under *= BigInt(stride);
    else over *= BigInt(stride);
  }
  const shared = gcd(over, under);
  return { over: over / shared, under: under / shared };
}

function gcd(one: bigint, other: bigint): bigint {
  return other === 0n ? one : gcd(other, one % other);
}
