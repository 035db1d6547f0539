import type { Dimensions, Layer, Padding } from './network.ts';
import { AXIS_NAMES, LARGEST } from './network.ts';
import { isWhole, nearestWhole } from './numbers.ts';
import type { Fault } from './problems.ts';
import { grouped } from './words.ts';

/** The first field of a layer that holds no whole number in its range: 1 (padding: 0) to LARGEST. */
export function typingFault(layer: Layer, dimensions: Dimensions): Fault<Layer> | undefined {
  if (layer.op === 'dense') {
    if (isWhole(layer.units, 1, LARGEST)) return undefined;
    return {
      field: 'units',
      message: mustBe('The units', 1),
      fixed: { ...layer, units: nearestWhole(layer.units, 1, LARGEST) },
    };
  }
  if (layer.op === 'convolution') {
    for (const field of ['filters', 'groups'] as const) {
      if (isWhole(layer[field], 1, LARGEST)) continue;
      const message =
        field === 'filters' && layer.filters === 0
          ? 'Zero filters make no output: each filter makes one channel of it.'
          : mustBe(`The ${field}`, 1);
      return { field, message, fixed: { ...layer, [field]: nearestWhole(layer[field], 1, LARGEST) } };
    }
  }
  const convolution = layer.op === 'convolution';
  const transposed = convolution && layer.transposed;
  return (
    listFault(layer, 'kernel', 1, dimensions) ??
    listFault(layer, 'stride', 1, dimensions) ??
    (convolution ? listFault(layer, 'dilation', 1, dimensions) : undefined) ??
    (transposed ? listFault(layer, 'outputPadding', 0, dimensions) : undefined) ??
    paddingFault(layer, dimensions)
  );
}

type ListField = 'kernel' | 'stride' | 'dilation' | 'outputPadding';

function listFault<L extends Layer>(
  layer: L,
  field: ListField,
  least: number,
  dimensions: Dimensions,
): Fault<Layer> | undefined {
  const values = (layer as L & Record<ListField, number[]>)[field];
  const fixed = AXIS_NAMES[dimensions].map((_, axis) => nearestWhole(values?.[axis], least, LARGEST));
  const axis = fixed.findIndex((value, index) => value !== values?.[index]);
  if (axis < 0) return undefined;
  const name = field === 'outputPadding' ? 'output padding' : field;
  const message = mustBe(`The ${name} along the ${AXIS_NAMES[dimensions][axis]}`, least);
  return { field, axis, message, fixed: { ...layer, [field]: fixed } };
}

function paddingFault(
  layer: Exclude<Layer, { op: 'dense' }>,
  dimensions: Dimensions,
): Fault<Layer> | undefined {
  if (layer.padding.kind !== 'sides') return undefined;
  const { sides } = layer.padding;
  const fixed = AXIS_NAMES[dimensions].map((_, axis): [number, number] => [
    nearestWhole(sides?.[axis]?.[0], 0, LARGEST),
    nearestWhole(sides?.[axis]?.[1], 0, LARGEST),
  ]);
  const axis = fixed.findIndex(
    ([before, after], index) => before !== sides?.[index]?.[0] || after !== sides?.[index]?.[1],
  );
  if (axis < 0) return undefined;
  const padding: Padding = { kind: 'sides', sides: fixed };
  const message = mustBe(`The padding of the ${AXIS_NAMES[dimensions][axis]}`, 0);
  return { field: 'padding', axis, message, fixed: { ...layer, padding } };
}

function mustBe(what: string, least: number): string {
  return `${what} must be a whole number from ${least} to ${grouped(LARGEST)}.`;
}
