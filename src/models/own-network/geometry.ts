import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import {
  type FieldAxis,
  type FieldNode,
  type FieldStep,
  type GraphField,
  graphFields,
} from '#math/receptive-field-graph';

/** What a unit of a layer sees, along rows and columns; null where it is not known. */
export interface LayerField {
  rows: GraphField;
  columns: GraphField;
}

type Config = Record<string, unknown>;

/** Layers that look at each place alone. */
const POINTWISE = new Set([
  'InputLayer',
  'Activation',
  'ReLU',
  'LeakyReLU',
  'PReLU',
  'ELU',
  'ThresholdedReLU',
  'Softmax',
  'BatchNormalization',
  'Dropout',
  'SpatialDropout2D',
  'GaussianNoise',
  'GaussianDropout',
  'AlphaDropout',
  'Rescaling',
  'Add',
  'Average',
  'Maximum',
  'Minimum',
  'Multiply',
]);
const WHOLE = new Set(['GlobalAveragePooling2D', 'GlobalMaxPooling2D', 'Flatten']);

/** Receptive fields of all layers of a network, by name. */
export function networkFields(network: LayersModel): Map<string, LayerField | null> {
  const [rows, columns] = [0, 1].map((axis) => graphFields(nodesOf(network, axis as 0 | 1)));
  return new Map(
    network.layers.map(({ name }) => {
      const [one, other] = [rows!.get(name), columns!.get(name)];
      return [name, one && other ? { rows: one, columns: other } : null];
    }),
  );
}

function nodesOf(network: LayersModel, axis: 0 | 1): FieldNode[] {
  const own = new Set(network.layers.map(({ name }) => name));
  // A network of tfjs lists its layers by depth: inputs come first.
  return network.layers.map((layer) => {
    const nodes = layer.inboundNodes as unknown as { inboundLayers: layers.Layer[] }[];
    const inputs = nodes
      .flatMap(({ inboundLayers }) => inboundLayers.map(({ name }) => name))
      .filter((name) => own.has(name));
    // A layer that is used twice has no one field.
    const shared =
      nodes.filter(({ inboundLayers }) => inboundLayers.some(({ name }) => own.has(name))).length > 1;
    return { name: layer.name, inputs, step: shared ? { kind: 'unknown' } : stepOf(layer, axis) };
  });
}

/** What a layer does along one axis (0 rows, 1 columns). */
export function stepOf(layer: layers.Layer, axis: 0 | 1): FieldStep {
  const kind = layer.getClassName();
  const config = layer.getConfig() as Config;
  if (POINTWISE.has(kind)) return { kind: 'point' };
  if (WHOLE.has(kind)) return { kind: 'whole' };
  if (kind === 'Concatenate') return onChannels(config.axis) ? { kind: 'point' } : { kind: 'unknown' };
  if (kind === 'LayerNormalization') return onChannels(config.axis) ? { kind: 'point' } : { kind: 'whole' };
  if (kind === 'Dense')
    return Array.isArray(layer.outputShape) && layer.outputShape.length === 4
      ? { kind: 'point' }
      : { kind: 'whole' };
  if (kind === 'Conv2D' || kind === 'SeparableConv2D' || kind === 'DepthwiseConv2D') {
    return windowOf(layer, axis, along(config.kernelSize, axis), config);
  }
  if (kind === 'MaxPooling2D' || kind === 'AveragePooling2D')
    return windowOf(layer, axis, along(config.poolSize, axis), config);
  if (kind === 'Conv2DTranspose') {
    const [kernel, stride] = [along(config.kernelSize, axis), along(config.strides, axis)];
    const before = config.padding === 'same' ? Math.floor(Math.max(kernel - stride, 0) / 2) : 0;
    return { kind: 'transposed', kernel, stride, before };
  }
  if (kind === 'ZeroPadding2D') return { kind: 'shift', before: (config.padding as number[][])[axis]![0]! };
  if (kind === 'Cropping2D') return { kind: 'shift', before: -(config.cropping as number[][])[axis]![0]! };
  if (kind === 'UpSampling2D') {
    return { kind: 'enlarge', factor: along(config.size, axis), blend: config.interpolation === 'bilinear' };
  }
  return { kind: 'unknown' };
}

function windowOf(layer: layers.Layer, axis: 0 | 1, kernel: number, config: Config): FieldStep {
  const stride = along(config.strides, axis);
  const dilation = along(config.dilationRate ?? 1, axis);
  const size = (layer.input as { shape: number[] }).shape[axis + 1]!;
  const output = Math.ceil(size / stride);
  const reach = (kernel - 1) * dilation + 1;
  const before =
    config.padding === 'same' ? Math.floor(Math.max((output - 1) * stride + reach - size, 0) / 2) : 0;
  return { kind: 'window', kernel, stride, dilation, before };
}

function along(value: unknown, axis: 0 | 1): number {
  return Array.isArray(value) ? Number(value[axis] ?? value[0]) : Number(value);
}

function onChannels(axis: unknown): boolean {
  const only = Array.isArray(axis) && axis.length === 1 ? axis[0] : axis;
  return only === undefined || only === null || only === -1 || only === 3;
}

/** The field as one square: the larger of the two sides, from its own first unit. */
export function squareField({
  rows,
  columns,
}: LayerField): { size: number; jump: number; start: number } | null {
  if (!rows.window || !columns.window) return null;
  const larger: FieldAxis =
    rows.window.high - rows.window.low > columns.window.high - columns.window.low
      ? rows.window
      : columns.window;
  return { size: larger.high - larger.low, jump: larger.jump, start: (larger.low + larger.high) / 2 };
}
