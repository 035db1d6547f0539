import type { ConvolutionLayer, Field, InputProblem, Layer, Network, Problem, Shape } from './network.ts';
import { AXIS_NAMES, LARGEST } from './network.ts';
import {
  greatestCommonDivisor,
  greatestThat,
  isWhole,
  nearestDivisor,
  nearestMultiple,
  nearestWhole,
} from './numbers.ts';
import { changesSaid } from './said.ts';
import { type Side, sideLayer, sideOf } from './side.ts';
import { typingFault } from './typing.ts';
import { counted, grouped } from './words.ts';

/** One thing that is wrong with a layer, and the layer with that one thing put right. */
export interface Fault<Fixed> {
  field: Field;
  axis?: number;
  message: string;
  fixed: Fixed;
}

type Windowed = Exclude<Layer, { op: 'dense' }>;
type LayerFault = Fault<Layer> | undefined;

const MOST_REPAIRS = 60;

/**
 * Why a layer cannot take what arrives, in one sentence, with the nearest layer that can: one field is
 * changed at a time, by as little as possible, until all is well.
 */
export function problemOf(layer: Layer, input: Shape, network: Network): Problem | undefined {
  const first = faultOf(layer, input, network);
  if (!first) return undefined;
  let nearest = first.fixed;
  for (let repair = 0; repair < MOST_REPAIRS; repair++) {
    const next = faultOf(nearest, input, network);
    if (!next || next.fixed === nearest) break;
    nearest = next.fixed;
  }
  const { field, axis, message } = first;
  return {
    field,
    ...(axis === undefined ? {} : { axis }),
    message,
    nearest,
    nearestSaid: changesSaid(layer, nearest),
  };
}

export function inputProblemOf({ dimensions, input }: Network): InputProblem | undefined {
  const nearest: Shape = {
    size: AXIS_NAMES[dimensions].map((_, axis) => nearestWhole(input.size[axis], 1, LARGEST)),
    channels: nearestWhole(input.channels, 1, LARGEST),
  };
  for (const [axis, name] of AXIS_NAMES[dimensions].entries()) {
    if (isWhole(input.size[axis], 1, LARGEST)) continue;
    const message = `The ${name} of the input must be a whole number from 1 to ${grouped(LARGEST)}.`;
    const nearestSaid = `${name} ${grouped(nearest.size[axis]!)}`;
    return { field: 'size', axis, message, nearest, nearestSaid };
  }
  if (isWhole(input.channels, 1, LARGEST)) return undefined;
  const message = `The channels of the input must be a whole number from 1 to ${grouped(LARGEST)}.`;
  return { field: 'channels', message, nearest, nearestSaid: `channels ${grouped(nearest.channels)}` };
}

function faultOf(layer: Layer, input: Shape, network: Network): LayerFault {
  if (layer.op !== 'dense' && input.size.length === 0) return flatFault(layer);
  const typing = typingFault(layer, network.dimensions);
  if (typing || layer.op === 'dense') return typing;
  return (
    (layer.op === 'convolution' ? (groupsFault(layer, input) ?? choiceFault(layer)) : undefined) ??
    causalFault(layer, network) ??
    poolingPaddingFault(layer, network) ??
    firstSide(layer, (axis) => sideFault(layer, input, axis, AXIS_NAMES[network.dimensions][axis]!))
  );
}

function flatFault(layer: Windowed): LayerFault {
  const message =
    'The dense layer before has flattened what arrives: there are no sides left to slide along.';
  const fixed: Layer =
    layer.op === 'convolution' ? { op: 'dense', units: layer.filters, bias: layer.bias } : layer;
  return { field: 'input', message, fixed };
}

function groupsFault(layer: ConvolutionLayer, { channels }: Shape): LayerFault {
  const { groups, filters } = layer;
  if (channels % groups !== 0) {
    const shared = greatestCommonDivisor(channels, filters);
    return {
      field: 'groups',
      message: `${counted(channels, 'channel')} cannot be shared out evenly among ${counted(groups, 'group')}.`,
      fixed: { ...layer, groups: nearestDivisor(shared, groups) },
    };
  }
  if (filters % groups === 0) return undefined;
  return {
    field: 'filters',
    message: `${counted(filters, 'filter')} cannot be shared out evenly among ${counted(groups, 'group')}.`,
    fixed: { ...layer, filters: nearestMultiple(groups, filters, LARGEST) },
  };
}

function choiceFault(layer: ConvolutionLayer): LayerFault {
  if (!layer.transposed) return undefined;
  if (layer.padding.kind === 'causal') {
    const message =
      'A transposed convolution has no causal padding: it spreads each input cell forwards anyway.';
    return { field: 'padding', message, fixed: { ...layer, padding: { kind: 'valid' } } };
  }
  const asked = layer.outputPadding.findIndex((cells) => cells > 0);
  if (layer.padding.kind === 'same' && asked >= 0) {
    const outputPadding = layer.outputPadding.map(() => 0);
    const message = `'same' fixes the size of the output already, at size × stride: no cells can be added.`;
    return { field: 'outputPadding', axis: asked, message, fixed: { ...layer, outputPadding } };
  }
  return firstSide(layer, (axis) => {
    const cells = layer.outputPadding[axis]!;
    const most = Math.max(layer.stride[axis]!, layer.dilation[axis]!) - 1;
    if (cells <= most) return undefined;
    return {
      field: 'outputPadding',
      axis,
      message: `${counted(cells, 'cell')} added to the output must be fewer than the stride ${grouped(layer.stride[axis]!)} or the dilation ${grouped(layer.dilation[axis]!)}.`,
      fixed: { ...layer, outputPadding: layer.outputPadding.with(axis, most) },
    };
  });
}

function causalFault(layer: Windowed, { dimensions }: Network): LayerFault {
  if (layer.padding.kind !== 'causal' || dimensions === 1) return undefined;
  const message = 'Causal padding looks at nothing later, so it needs one dimension: time.';
  return { field: 'padding', message, fixed: { ...layer, padding: { kind: 'same' } } };
}

/** Otherwise a window would hold padding alone, whose maximum is −∞. */
function poolingPaddingFault(layer: Windowed, { dimensions }: Network): LayerFault {
  if (layer.op !== 'pooling' || layer.padding.kind !== 'sides') return undefined;
  const { sides } = layer.padding;
  return firstSide(layer, (axis) => {
    const kernel = layer.kernel[axis]!;
    const most = Math.max(...sides[axis]!);
    if (most < kernel) return undefined;
    const fewer = sides[axis]!.map((cells) => Math.min(cells, kernel - 1)) as [number, number];
    return {
      field: 'padding',
      axis,
      message: `${counted(most, 'cell')} of padding on the ${AXIS_NAMES[dimensions][axis]} would leave a window of ${grouped(kernel)} with nothing but padding.`,
      fixed: { ...layer, padding: { kind: 'sides', sides: sides.with(axis, fewer) } },
    };
  });
}

function sideFault(layer: Windowed, input: Shape, axis: number, name: string): LayerFault {
  const size = input.size[axis]!;
  const side = sideOf(size, sideLayer(layer, axis));
  if (!isCountable(side)) return tooLargeFault(layer, size, axis, name);
  if (side.output >= 1n) return undefined;
  return sideLayer(layer, axis).transposed
    ? croppedAwayFault(layer, side, axis, name)
    : tooSmallFault(layer, side, size, axis, name);
}

function tooSmallFault(layer: Windowed, side: Side, size: number, axis: number, name: string): LayerFault {
  const { dilation } = sideLayer(layer, axis);
  const kernel = Number((side.padded - 1n) / BigInt(dilation)) + 1;
  const padded = side.padded === BigInt(size) ? 'the input' : 'the padded input';
  const spread = dilation > 1 ? `, spread by dilation ${grouped(dilation)},` : '';
  return {
    field: 'kernel',
    axis,
    message: `The kernel${spread} spans ${counted(side.dilatedKernel, 'cell')} of the ${name}, but ${padded} has only ${grouped(side.padded)}.`,
    fixed: { ...layer, kernel: layer.kernel.with(axis, kernel) },
  };
}

function croppedAwayFault(layer: Windowed, side: Side, axis: number, name: string): LayerFault {
  if (layer.padding.kind !== 'sides') return undefined;
  const all = side.padded;
  const after = side.after < all ? side.after : all - 1n;
  const half = (all - 1n) / 2n;
  const kept = after < half ? after : side.before < half ? all - 1n - side.before : half;
  const before = side.before < all - 1n - kept ? side.before : all - 1n - kept;
  const pair: [number, number] = [Number(before), Number(kept)];
  return {
    field: 'padding',
    axis,
    message: `Padding takes ${counted(side.before + side.after, 'cell')} off the ${name} of the output, but there are only ${grouped(all)}.`,
    fixed: { ...layer, padding: { kind: 'sides', sides: layer.padding.sides.with(axis, pair) } },
  };
}

function isCountable({ output, dilatedKernel, padded, before, after }: Side): boolean {
  const most = BigInt(Number.MAX_SAFE_INTEGER);
  return [output, dilatedKernel, padded, before, after].every((cells) => cells <= most);
}

/** Beyond 2^53 − 1 cells a side, numbers of the tensors' libraries are no longer exact; ours stop there too. */
function tooLargeFault(layer: Windowed, size: number, axis: number, name: string): LayerFault {
  const fields = ['dilation', 'stride', 'kernel'] as const;
  const changed = (field: (typeof fields)[number], value: number): Windowed =>
    field === 'dilation'
      ? layer.op === 'convolution'
        ? { ...layer, dilation: layer.dilation.with(axis, value) }
        : layer
      : { ...layer, [field]: layer[field].with(axis, value) };
  for (const field of fields) {
    const value = sideLayer(layer, axis)[field];
    const most = greatestThat(value, (candidate) =>
      isCountable(sideOf(size, sideLayer(changed(field, candidate), axis))),
    );
    if (most < 1 || most === value) continue;
    return {
      field,
      axis,
      message: `The ${name} would have more than ${grouped(Number.MAX_SAFE_INTEGER)} cells, the most that is counted here.`,
      fixed: changed(field, most),
    };
  }
  const fixed = { ...changed('stride', 1), kernel: layer.kernel.with(axis, 1) };
  const message = `The ${name} would have more cells than are counted here.`;
  return { field: 'size', axis, message, fixed };
}

function firstSide<Found>(layer: Windowed, find: (axis: number) => Found | undefined): Found | undefined {
  for (const axis of layer.kernel.keys()) {
    const found = find(axis);
    if (found) return found;
  }
  return undefined;
}
