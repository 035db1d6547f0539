/** What one unit of a map sees along one axis, and how that moves from unit to unit; in pixels of the picture. */
export interface FieldAxis {
  /** Where what the first unit sees begins and ends; the first pixel reaches from 0 to 1. */
  low: number;
  high: number;
  /** From one unit to the next. */
  jump: number;
}

/** What a unit sees along one axis: a window that moves along, and perhaps beside it all of the picture. */
export interface GraphField {
  /** null where all that is known is that it sees the whole picture. */
  window: FieldAxis | null;
  /** Whether something of the whole picture reaches it, as through a global pooling. */
  whole: boolean;
}

/** What a layer does along one axis. */
export type FieldStep =
  /** Convolution or pooling; `before`: cells of padding before the first of the input. */
  | { kind: 'window'; kernel: number; stride: number; dilation: number; before: number }
  /** A transposed convolution; `before`: cells of its full answer that are cut off before the first. */
  | { kind: 'transposed'; kernel: number; stride: number; before: number }
  /** Each cell becomes `factor` cells; `blend`: mixed with its neighbours. */
  | { kind: 'enlarge'; factor: number; blend: boolean }
  /** Cells put before the first, or cut off where negative. */
  | { kind: 'shift'; before: number }
  /** Each unit sees what stands at its own place, in all of its inputs. */
  | { kind: 'point' }
  | { kind: 'whole' }
  | { kind: 'unknown' };

export interface FieldNode {
  name: string;
  /** Names of nodes that come before it; none for the picture itself. */
  inputs: readonly string[];
  step: FieldStep;
}

/** What a picture's own pixels see. */
const PIXEL: GraphField = { window: { low: 0, high: 1, jump: 1 }, whole: false };

/**
 * Receptive fields along one axis through a graph of layers. Where branches meet, a unit sees what any of them sees.
 *
 * For convolutions and poolings that is Araujo, Norris and Sim (2019), written for both ends of the field. Enlarging
 * layers see a little more at some places than at others: the field holds what any place sees.
 *
 * @param nodes in an order in which inputs come first
 * @returns for each node its field, null where it is not known
 * @throws RangeError when an input comes later, or is not there
 */
export function graphFields(nodes: readonly FieldNode[]): Map<string, GraphField | null> {
  const fields = new Map<string, GraphField | null>();
  for (const { name, inputs, step } of nodes) {
    const before = inputs.map((input) => {
      const field = fields.get(input);
      if (field === undefined) throw new RangeError(`${name} comes before its input ${input}.`);
      return field;
    });
    fields.set(name, inputs.length === 0 ? PIXEL : after(union(before), step));
  }
  return fields;
}

/** What is seen by who sees several maps at the same place; null when one is not known, or they move unlike. */
function union(fields: readonly (GraphField | null)[]): GraphField | null {
  if (fields.some((field) => field === null)) return null;
  const known = fields as GraphField[];
  const windows = known.flatMap(({ window }) => (window ? [window] : []));
  const whole = known.some((field) => field.whole);
  const [first] = windows;
  if (!first) return { window: null, whole };
  if (windows.some(({ jump }) => Math.abs(jump - first.jump) > 1e-9)) return null;
  const window = {
    low: Math.min(...windows.map(({ low }) => low)),
    high: Math.max(...windows.map(({ high }) => high)),
    jump: first.jump,
  };
  return { window, whole };
}

function after(field: GraphField | null, step: FieldStep): GraphField | null {
  if (!field || step.kind === 'unknown') return null;
  if (step.kind === 'whole') return { window: null, whole: true };
  if (!field.window || step.kind === 'point') return field;
  return { ...field, window: moved(field.window, step) };
}

function moved(
  { low, high, jump }: FieldAxis,
  step: Exclude<FieldStep, { kind: 'point' | 'whole' | 'unknown' }>,
): FieldAxis {
  if (step.kind === 'window') {
    const first = low - step.before * jump;
    const reach = (step.kernel - 1) * step.dilation * jump;
    return { low: first, high: high - step.before * jump + reach, jump: jump * step.stride };
  }
  if (step.kind === 'shift') return { low: low - step.before * jump, high: high - step.before * jump, jump };
  const { kind } = step;
  const small = jump / (kind === 'enlarge' ? step.factor : step.stride);
  if (kind === 'enlarge') {
    // A cell stands for `factor` places: seen from the last of them it lies that much further back.
    const back = jump - small;
    const blend = step.blend ? jump : 0;
    return { low: low - back - blend, high: high + blend, jump: small };
  }
  return {
    low: low + (step.before - step.kernel + 1) * small,
    high: high + step.before * small,
    jump: small,
  };
}
