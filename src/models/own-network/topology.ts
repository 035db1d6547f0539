import { serialization } from '@tensorflow/tfjs-core';
import { isObject } from './keras3.ts';
import { LIMITS } from './limits.ts';
import type { Description } from './read.ts';

type Json = Record<string, unknown>;

/** The input that a network describes: a side is null where any size will do. */
export interface InputShape {
  rows: number | null;
  columns: number | null;
  channels: 1 | 3;
}

const NESTED = new Set(['Sequential', 'Functional', 'Model']);

/**
 * Checks that a topology is of layers that tfjs knows, and takes pictures.
 *
 * @returns the pictures that it takes
 * @throws RangeError in words for the reader
 */
export function checkTopology({ topology }: Description): InputShape {
  const layers = layersOf(topology);
  if (layers.length > LIMITS.layers)
    throw new RangeError(`${layers.length} layers are too many for this page.`);
  checkClasses(layers);
  return inputShape(layers);
}

/** The topology with the side of its pictures fixed, and beginning from zeros: its weights are known. */
export function readyToBuild(topology: Json, side: { rows: number; columns: number }): Json {
  const copy = withZeros(structuredClone(topology)) as Json;
  for (const { config } of layersOf(copy)) {
    const shape = config.batch_input_shape;
    if (Array.isArray(shape) && shape.length === 4) {
      config.batch_input_shape = [null, shape[1] ?? side.rows, shape[2] ?? side.columns, shape[3]];
    }
  }
  return copy;
}

/** Random beginnings take long, and are written over. */
function withZeros(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withZeros);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key.endsWith('_initializer') && inner ? { class_name: 'Zeros', config: {} } : withZeros(inner),
    ]),
  );
}

interface LayerEntry {
  class_name: string;
  config: Json;
}

function layersOf(topology: Json): LayerEntry[] {
  const outer = isObject(topology.model_config) ? topology.model_config : topology;
  const config = outer.config;
  const layers = Array.isArray(config) ? config : isObject(config) ? config.layers : undefined;
  const isList = Array.isArray(layers) && layers.every((layer) => isObject(layer) && isObject(layer.config));
  if (!isList || layers.length === 0) throw new RangeError('model.json lists no layers.');
  return layers as unknown as LayerEntry[];
}

function checkClasses(layers: readonly LayerEntry[]): void {
  const known = serialization.SerializationMap.getMap().classNameMap;
  const unknown = new Map<string, string>();
  const look = (entries: readonly LayerEntry[]) => {
    for (const { class_name: kind, config } of entries) {
      if (NESTED.has(kind) && Array.isArray(config.layers)) look(config.layers as LayerEntry[]);
      else if (!(kind in known)) unknown.set(kind, String(config.name));
    }
  };
  look(layers);
  if (unknown.size === 0) return;
  const names = [...unknown].map(([kind, name]) => `${kind} (${name})`).slice(0, 4);
  const why = unknown.has('Lambda') || unknown.has('TFOpLambda') ? ' Python code can’t be converted.' : '';
  throw new RangeError(
    `The network has layers that TensorFlow.js does not know: ${names.join(', ')}${unknown.size > 4 ? ' …' : ''}.${why} Rebuild it without them, or cut it off before the first of them.`,
  );
}

function inputShape(layers: readonly LayerEntry[]): InputShape {
  const inputs = layers.filter(({ config }) => Array.isArray(config.batch_input_shape));
  const own = inputs.filter(({ class_name }) => class_name === 'InputLayer');
  const entry = own.length > 0 ? own : inputs.slice(0, 1);
  if (entry.length > 1)
    throw new RangeError(`The network takes ${entry.length} inputs. Here it has to take one picture.`);
  const shape = entry[0]?.config.batch_input_shape as (number | null)[] | undefined;
  if (!shape) throw new RangeError('model.json does not say what the network takes.');
  if (layers.some(({ config }) => config.data_format === 'channels_first')) {
    throw new RangeError(
      'The network has its channels first. In a browser they have to come last: build it with data_format="channels_last".',
    );
  }
  const [, rows, columns, channels] = shape;
  if (shape.length !== 4 || (channels !== 1 && channels !== 3)) {
    const words = shape
      .slice(1)
      .map((side) => side ?? 'any')
      .join(' × ');
    throw new RangeError(
      `The network takes ${words} numbers, not pictures of rows × columns × 3 (or 1) channels.`,
    );
  }
  for (const side of [rows, columns]) {
    if (side != null && (side < LIMITS.smallestSide || side > LIMITS.largestSide)) {
      throw new RangeError(
        `The network takes pictures of ${rows ?? 'any'} × ${columns ?? 'any'} pixels. Here a side has ${LIMITS.smallestSide} to ${LIMITS.largestSide}.`,
      );
    }
  }
  if (rows != null && columns != null && rows !== columns) {
    throw new RangeError(
      `The network takes pictures of ${rows} × ${columns} pixels. Here they have to be square.`,
    );
  }
  return { rows: rows ?? columns ?? null, columns: columns ?? rows ?? null, channels };
}
