import type { LayerReport } from './network.ts';
import { greatestCommonDivisor } from './numbers.ts';
import { sideLayer } from './side.ts';

/** One number of the kernel and the place it meets. */
export interface Tap {
  /** Place in the kernel, a side. */
  tap: number[];
  /** Place in the input, a side; undefined in the padding. */
  cell: number[] | undefined;
}

/** Which input cells meet which kernel taps along one side, for one output cell. */
interface SideTap {
  tap: number;
  /** May lie outside the input. */
  place: number;
}

/**
 * What one output cell is made of: every tap of the kernel with the input cell that it meets, taps in
 * row-major order. An ordinary layer meets all of its taps, some of them in the padding. A transposed layer
 * lists only the pairs that meet: input cell i stamps tap t on output i·stride + t·dilation − before.
 *
 * @param report of a possible convolution or pooling layer
 * @param place in the output, a side, from 0
 */
export function windowAt(report: LayerReport, place: readonly number[]): Tap[] {
  const { layer, input } = report;
  if (layer.op === 'dense' || !input || !report.output)
    throw new RangeError('Only convolution and pooling look through windows');
  let taps: Tap[] = [{ tap: [], cell: [] }];
  for (const [axis, size] of input.size.entries()) {
    const along = sideTaps(report, axis, place[axis]!);
    taps = taps.flatMap(({ tap, cell }) =>
      along.map((next) => ({
        tap: [...tap, next.tap],
        cell: cell && next.place >= 0 && next.place < size ? [...cell, next.place] : undefined,
      })),
    );
  }
  return taps;
}

/**
 * The same along one side, at most `most` taps, the first of them: for kernels too large to list. Takes time
 * in proportion to what it lists, however large stride, dilation and kernel are.
 */
export function sideTaps(
  report: LayerReport,
  axis: number,
  place: number,
  most = Number.POSITIVE_INFINITY,
): SideTap[] {
  const { layer, input, padding } = report;
  if (layer.op === 'dense' || !input)
    throw new RangeError('Only convolution and pooling look through windows');
  const { kernel, stride, dilation, transposed } = sideLayer(layer, axis);
  const before = padding[axis]![0];
  const taps: SideTap[] = [];
  if (transposed) {
    const reached = place + before;
    const last = Math.min(kernel - 1, Math.floor(reached / dilation));
    const [first, step] = stampingTaps(reached, dilation, stride, input.size[axis]!);
    for (let tap = first; tap <= last && taps.length < most; tap += step) {
      taps.push({ tap, place: (reached - tap * dilation) / stride });
    }
    return taps;
  }
  for (let tap = 0; tap < kernel && taps.length < most; tap++) {
    taps.push({ tap, place: place * stride - before + tap * dilation });
  }
  return taps;
}

/** First and step of the taps t ≥ 0 for which (reached − t·dilation) / stride is a whole number below size. */
function stampingTaps(reached: number, dilation: number, stride: number, size: number): [number, number] {
  const shared = greatestCommonDivisor(dilation, stride);
  const step = stride / shared;
  if (reached % shared !== 0) return [Number.POSITIVE_INFINITY, step];
  const inverse = inverseModulo(BigInt(dilation / shared), BigInt(step));
  const first = Number((BigInt(reached / shared) * inverse) % BigInt(step));
  const least = Math.ceil((reached - (size - 1) * stride) / dilation);
  return [first + Math.max(0, Math.ceil((least - first) / step)) * step, step];
}

/** Of a number that shares no divisor with the modulus, by Euclid's extended algorithm. */
function inverseModulo(number: bigint, modulus: bigint): bigint {
  let [rest, next] = [number % modulus, modulus];
  let [coefficient, other] = [1n, 0n];
  while (next !== 0n) {
    const times = rest / next;
    [rest, next] = [next, rest - times * next];
    [coefficient, other] = [other, coefficient - times * other];
  }
  return ((coefficient % modulus) + modulus) % modulus;
}
