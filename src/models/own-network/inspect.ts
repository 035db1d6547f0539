import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import type { PictureForm } from '../picture-form.ts';
import { networkFields, squareField } from './geometry.ts';

/** What is told of one layer of a reader's network. */
export interface InspectedLayer {
  name: string;
  /** Its class in Keras. */
  kind: string;
  /** Without the batch; a side that is not known is null. */
  shape: (number | null)[];
  parameters: number;
  /** What a unit sees, in pixels of the network's picture; null where it is no window, or not known. */
  field: { size: number; jump: number; start: number } | null;
  /** Whether something of the whole picture reaches it. */
  whole: boolean;
  /** Whether it answers with a map whose units can be mined. */
  minable: boolean;
  /** Whether its answers are activations: after a ReLU or the like, which is where filters are looked at. */
  active: boolean;
}

export interface Inspection {
  name: string;
  form: PictureForm;
  parameters: number;
  layers: InspectedLayer[];
}

/** A side of the largest maps whose units are mined: a row and a column are kept in a byte each. */
const LARGEST_MAP = 256;
/** Layers whose units can be mined: what they answer is a map of filters. */
const FILTERS = new Set([
  'Conv2D',
  'SeparableConv2D',
  'DepthwiseConv2D',
  'Activation',
  'ReLU',
  'LeakyReLU',
  'ELU',
  'PReLU',
  'Add',
  'Concatenate',
]);

/** Lists the layers of a network with shapes, parameters and receptive fields. */
export function inspectNetwork(network: LayersModel, form: PictureForm): Inspection {
  const fields = networkFields(network);
  const inspected = network.layers.map((layer): InspectedLayer => {
    const shapes = layer.outputShape as (number | null)[];
    const shape = Array.isArray(shapes[0]) ? [] : shapes.slice(1);
    const field = fields.get(layer.name) ?? null;
    const square = field && squareField(field);
    const kind = layer.getClassName();
    const isMap =
      shape.length === 3 && shape.every((side) => side !== null && side > 0 && side <= LARGEST_UNITS);
    const minable =
      isMap && FILTERS.has(kind) && shape[0]! <= LARGEST_MAP && shape[1]! <= LARGEST_MAP && square !== null;
    const whole = field !== null && (field.rows.whole || field.columns.whole);
    const active = ACTIVATIONS.has(kind) || !['linear', undefined].includes(activationOf(layer));
    const parameters = layer.countParams();
    return { name: layer.name, kind, shape, parameters, field: square, whole, minable, active };
  });
  return { name: network.name, form, parameters: network.countParams(), layers: inspected };
}

const LARGEST_UNITS = 4096;
const ACTIVATIONS = new Set(['Activation', 'ReLU', 'LeakyReLU', 'ELU', 'PReLU']);

function activationOf(layer: layers.Layer): string | undefined {
  return (layer.getConfig() as { activation?: string }).activation;
}
