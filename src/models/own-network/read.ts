import type { io } from '@tensorflow/tfjs-core';
import { asKeras2, isObject } from './keras3.ts';
import { LIMITS, megabytes } from './limits.ts';
import { FORMAT_WORDS, HEAD_BYTES, recogniseFormat } from './recognise.ts';

/** A file by its name, without folders. Its bytes are read when they are wanted. */
export interface NamedFile {
  name: string;
  data: Blob;
}

/** What model.json says. */
export interface Description {
  /** In the form of Keras 2. */
  topology: Record<string, unknown>;
  isKeras3: boolean;
  manifest: { paths: string[]; weights: io.WeightsManifestEntry[] }[];
}

/**
 * Finds and reads model.json among files.
 *
 * @throws RangeError in words for the reader, when it is missing, or is something else
 */
export async function readDescription(files: readonly NamedFile[]): Promise<Description> {
  if (files.length === 0)
    throw new RangeError('There is no file. Choose model.json and its .bin files together.');
  if (files.length > LIMITS.files) {
    throw new RangeError(`${files.length} files are too many: a network has at most ${LIMITS.files}.`);
  }
  const texts = files.filter(({ name }) => name.toLowerCase().endsWith('.json'));
  const file = texts.find(({ name }) => baseName(name).toLowerCase() === 'model.json') ?? texts[0];
  if (!file) throw new RangeError(await whatInstead(files));
  if (file.data.size > LIMITS.topologyBytes) {
    throw new RangeError(
      `${file.name} has ${megabytes(file.data.size)}, too much for a description of layers.`,
    );
  }
  return readText(await file.data.text(), file.name);
}

/**
 * Reads the text of a model.json.
 *
 * @throws RangeError in words for the reader, when it is something else
 */
export function readText(text: string, name: string): Description {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const isPage = /^\s*</.test(text);
    throw new RangeError(`${name} ${isPage ? 'is a web page' : 'is damaged: it is no JSON'}.`);
  }
  if (!isObject(json)) throw new RangeError(`${name} does not describe a network.`);
  const { modelTopology, weightsManifest, format } = json;
  if (format === 'graph-model' || (isObject(modelTopology) && Array.isArray(modelTopology.node))) {
    throw new RangeError(
      `${name} is a tfjs graph model: its layers are melted into operations and can’t be told apart any more. Convert the Keras model again, with --input_format keras and --output_format tfjs_layers_model.`,
    );
  }
  if (!isObject(modelTopology)) {
    const bare = typeof json.config === 'object' && typeof json.class_name === 'string';
    throw new RangeError(
      bare
        ? `${name} holds an architecture without weights. Convert the whole model, with --input_format keras.`
        : `${name} does not describe a network: it has no modelTopology.`,
    );
  }
  if (!Array.isArray(weightsManifest)) throw new RangeError(`${name} names no weights.`);
  const manifest = weightsManifest as Description['manifest'];
  const isManifest = manifest.every(
    (group) => Array.isArray(group?.paths) && Array.isArray(group?.weights) && group.weights.every(isWeight),
  );
  if (!isManifest) throw new RangeError(`${name} is damaged: its list of weights can’t be read.`);
  const topology = asKeras2(modelTopology) as Record<string, unknown>;
  return { topology, isKeras3: String(topology.keras_version ?? '').startsWith('3'), manifest };
}

function isWeight(weight: unknown): boolean {
  return isObject(weight) && typeof weight.name === 'string' && Array.isArray(weight.shape);
}

/** Bytes that the weights of a group have, as the manifest says. */
function bytesOf(weights: readonly io.WeightsManifestEntry[]): number {
  return weights.reduce((sum, { shape, dtype, quantization }) => {
    const each = BYTES[quantization?.dtype ?? dtype];
    if (!each) throw new RangeError(`Weights of the kind ${quantization?.dtype ?? dtype} can’t be read.`);
    return sum + each * shape.reduce((product, side) => product * side, 1);
  }, 0);
}

const BYTES: Record<string, number> = { float32: 4, int32: 4, float16: 2, uint16: 2, uint8: 1, bool: 1 };

/** The weights: the names of files that are wanted, in their order, and how many bytes they have in all. */
export function weightsWanted({ manifest }: Description): { paths: string[]; bytes: number } {
  const bytes = manifest.reduce((sum, { weights }) => sum + bytesOf(weights), 0);
  if (bytes > LIMITS.weightBytes) {
    throw new RangeError(
      `The weights have ${megabytes(bytes)}; this page takes up to ${megabytes(LIMITS.weightBytes)}. A smaller network of the same family shows the same things.`,
    );
  }
  return { paths: manifest.flatMap(({ paths }) => paths), bytes };
}

/**
 * The bytes of the weights, one shard after the other.
 *
 * @throws RangeError in words for the reader, when a shard is missing, or they don't fit
 */
export async function readWeights(
  description: Description,
  files: readonly NamedFile[],
): Promise<ArrayBuffer> {
  const { paths, bytes } = weightsWanted(description);
  const byName = new Map(files.map((file) => [baseName(file.name), file.data]));
  const missing = paths.filter((path) => !byName.has(baseName(path)));
  if (missing.length > 0) {
    const some = missing.slice(0, 3).map(baseName).join(', ');
    const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
    throw new RangeError(
      `${some}${more} ${missing.length === 1 ? 'is' : 'are'} missing. Choose model.json and all its .bin files together.`,
    );
  }
  const shards = paths.map((path) => byName.get(baseName(path))!);
  const size = shards.reduce((sum, shard) => sum + shard.size, 0);
  if (size !== bytes) {
    throw new RangeError(
      `The weights have ${size.toLocaleString('en-GB')} bytes, and model.json asks for ${bytes.toLocaleString('en-GB')}: a .bin file is cut short, or belongs to another network.`,
    );
  }
  return new Blob(shards).arrayBuffer();
}

/** The last part of a path. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1)!;
}

async function whatInstead(files: readonly NamedFile[]): Promise<string> {
  for (const { name, data } of files) {
    const head = new Uint8Array(await data.slice(0, HEAD_BYTES).arrayBuffer());
    const format = recogniseFormat(head, name);
    if (format) return `${name} ${FORMAT_WORDS[format]}`;
  }
  return files.every(({ name }) => name.toLowerCase().endsWith('.bin'))
    ? 'model.json is missing. Choose it and its .bin files together.'
    : `${files[0]!.name} is no network that this page knows. It reads what tensorflowjs_converter writes: model.json and .bin files.`;
}
