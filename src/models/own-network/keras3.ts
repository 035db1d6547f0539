type Json = Record<string, unknown>;

/** Whether an object of a topology is one, and not a list or a plain value. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A topology as Keras 3 writes it in the form of Keras 2, which tfjs reads: `batch_shape` is called `batch_input_shape`,
 * a dtype policy is a name, and connections are lists of [layer, node, tensor, arguments]. Others stay as they are.
 */
export function asKeras2(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asKeras2);
  if (!isObject(value)) return value;
  const result: Json = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'batch_shape') result.batch_input_shape = inner;
    else if (key === 'dtype') result.dtype = dtypeName(inner);
    else if (key === 'inbound_nodes') result[key] = connections(inner);
    else if (key === 'input_layers' || key === 'output_layers') result[key] = ends(inner);
    else result[key] = asKeras2(inner);
  }
  return result;
}

function dtypeName(dtype: unknown): unknown {
  if (!isObject(dtype) || !isObject(dtype.config)) return dtype;
  return dtype.config.name ?? dtype;
}

function connections(nodes: unknown): unknown {
  if (!Array.isArray(nodes)) return nodes;
  return nodes.map((node) => {
    if (!isObject(node) || !Array.isArray(node.args)) return node;
    const from = [node.args[0]].flat().map((tensor) => {
      const history = isObject(tensor) && isObject(tensor.config) ? tensor.config.keras_history : null;
      return Array.isArray(history) ? [...history, {}] : tensor;
    });
    return from;
  });
}

/** One end alone is written without a list around it. */
function ends(layers: unknown): unknown {
  return Array.isArray(layers) && typeof layers[0] === 'string' ? [layers] : layers;
}
