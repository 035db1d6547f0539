import { backend, dispose, engine, io, type Tensor } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import type { PictureForm } from '../picture-form.ts';
import { type NamedFile, readDescription, readWeights } from './read.ts';
import { checkTopology, readyToBuild } from './topology.ts';

/** A network that the reader brought, with all that is needed to open it anywhere, as often as it is wanted. */
export interface OwnNetwork {
  /** Tells one from another. */
  key: string;
  /** model.json and its weights. */
  files: readonly NamedFile[];
  form: PictureForm;
}

/** Opened networks that are kept; one that is opened beyond that takes the place of the oldest. */
const MOST = 2;

const opened = new Map<string, { backend: object; network: Promise<LayersModel> }>();
const forgetters = new WeakMap<LayersModel, Set<() => void>>();

/**
 * Opens a reader's network, once for the backend in force.
 *
 * @throws RangeError in words for the reader, when it can't be used
 */
export function openOwnNetwork({ key, files, form }: OwnNetwork): Promise<LayersModel> {
  const name = `${key} ${form.rows}`;
  const known = opened.get(name);
  opened.delete(name);
  const inForce = backend();
  const entry = known?.backend === inForce ? known : { backend: inForce, network: load(files, form) };
  opened.set(name, entry);
  entry.network.catch(() => {
    if (opened.get(name) === entry) opened.delete(name);
  });
  for (const old of [...opened.keys()].slice(0, -MOST)) forget(old);
  return entry.network;
}

/** Gives the memory of a reader's network back, if it is open. */
export function closeOwnNetwork(key: string): void {
  for (const name of [...opened.keys()]) if (name.startsWith(`${key} `)) forget(name);
}

/** Has something done before a network's memory is given back. */
export function beforeClosing(network: LayersModel, forgetter: () => void): void {
  const all = forgetters.get(network) ?? new Set();
  forgetters.set(network, all);
  all.add(forgetter);
}

function forget(name: string): void {
  const entry = opened.get(name);
  opened.delete(name);
  void entry?.network.then(
    (network) => {
      for (const forgetter of forgetters.get(network) ?? []) forgetter();
      network.dispose();
    },
    () => {},
  );
}

async function load(files: readonly NamedFile[], form: PictureForm): Promise<LayersModel> {
  const description = await readDescription(files);
  checkTopology(description);
  const data = await readWeights(description, files);
  const network = await build(readyToBuild(description.topology, form));
  const specs = description.manifest.flatMap(({ weights }) => weights);
  const named: Record<string, Tensor> = {};
  try {
    const weights = io.decodeWeights(data, specs);
    for (const [name, weight] of Object.entries(weights)) {
      named[description.isKeras3 ? name.split('/').slice(-2).join('/') : name] = weight;
    }
    checkNumbers(data, specs);
    network.loadWeights(named);
    return network;
  } catch (error) {
    network.dispose();
    if (error instanceof RangeError) throw error;
    throw new RangeError(`The weights don’t fit the network: ${shortened(error)}`);
  } finally {
    dispose(named);
  }
}

/** Makes the layers. What was made before an error is given back. */
async function build(modelTopology: Record<string, unknown>): Promise<LayersModel> {
  const before = new Set(Object.keys(engine().registeredVariables));
  try {
    return await loadLayersModel(io.fromMemory({ modelTopology }));
  } catch (error) {
    for (const [name, variable] of Object.entries(engine().registeredVariables)) {
      if (!before.has(name)) variable.dispose();
    }
    throw new RangeError(`TensorFlow.js can’t build this network: ${shortened(error)}`);
  }
}

/** Weights that are damaged in the middle often hold what is no number. */
function checkNumbers(data: ArrayBuffer, specs: readonly io.WeightsManifestEntry[]): void {
  if (!specs.every(({ dtype, quantization }) => dtype === 'float32' && !quantization)) return;
  for (const number of new Float32Array(data)) {
    if (!Number.isFinite(number)) throw new RangeError('The weights are damaged: some are no numbers.');
  }
}

function shortened(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.length > 300 ? `${message.slice(0, 300)} …` : message;
}
