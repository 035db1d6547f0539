/** Files that aren't a tfjs LayersModel, but are known. */
export type KnownFormat =
  | 'hdf5'
  | 'keras'
  | 'archive'
  | 'pytorch'
  | 'numpy'
  | 'safetensors'
  | 'tflite'
  | 'onnx'
  | 'saved-model';

/** What is looked at. */
export const HEAD_BYTES = 4096;

/**
 * What a file is, by its first bytes (and where these say little, its name).
 *
 * @param head the first `HEAD_BYTES` of it, or all if it is shorter
 * @returns null for what is not known; weights of tfjs are bare numbers, and among them
 */
export function recogniseFormat(head: Uint8Array, name: string): KnownFormat | null {
  const text = String.fromCharCode(...head);
  const ending = name.toLowerCase().split('.').at(-1) ?? '';
  if (text.startsWith('\x89HDF\r\n\x1a\n')) return 'hdf5';
  if (text.startsWith('PK\x03\x04')) {
    if (ending === 'keras' || text.includes('model.weights.h5')) return 'keras';
    if (text.includes('data.pkl')) return 'pytorch';
    return text.includes('.npy') ? 'numpy' : 'archive';
  }
  if (text.slice(4, 8) === 'TFL3') return 'tflite';
  if (text.slice(8, 10) === '{"' && head.slice(4, 8).every((byte) => byte === 0)) return 'safetensors';
  if (text.startsWith('\x93NUMPY')) return 'numpy';
  if (text.startsWith('\x80\x02\x8a\x0a')) return 'pytorch';
  if (head[0] === 8 && (ending === 'onnx' || /pytorch|onnx|skl2onnx/.test(text.slice(0, 64)))) return 'onnx';
  if (ending === 'pb' && (head[0] === 8 || head[0] === 10)) return 'saved-model';
  if (text.startsWith('\x1f\x8b')) return 'archive';
  return null;
}

const CONVERT = 'Convert it with tensorflowjs_converter';

/** What it is, and what to do, as sentences. */
export const FORMAT_WORDS: Record<KnownFormat, string> = {
  hdf5: `is a Keras model in HDF5. ${CONVERT} --input_format keras, and bring model.json and the .bin files that it writes.`,
  keras: `is a .keras archive of Keras 3. Save the model as .h5, then convert it with tensorflowjs_converter --input_format keras, and bring model.json and the .bin files.`,
  archive: 'is an archive. Unpack it first, and bring model.json and the .bin files.',
  pytorch:
    'is a PyTorch file. It can’t be converted directly: rebuild the architecture in Keras, copy the weights, and convert that.',
  numpy: 'holds NumPy arrays, not a network.',
  safetensors:
    'is a safetensors file. It holds weights without an architecture: load them into the same model in Keras, and convert that.',
  tflite:
    'is a TensorFlow Lite model, which can’t be taken apart into layers any more. Convert the Keras model instead.',
  onnx: 'is an ONNX model, which this page can’t read. Rebuild the architecture in Keras, copy the weights, and convert that.',
  'saved-model':
    'belongs to a TensorFlow SavedModel. Load it in Keras, save it as .h5, and convert that with --input_format keras, so that its layers stay.',
};
