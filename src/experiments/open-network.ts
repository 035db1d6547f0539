import { type Inspection, inspectNetwork } from '#models/own-network/inspect';
import { LIMITS } from '#models/own-network/limits';
import { closeOwnNetwork, type OwnNetwork, openOwnNetwork } from '#models/own-network/open';
import { baseName, type NamedFile, readDescription, weightsWanted } from '#models/own-network/read';
import { checkTopology, type InputShape } from '#models/own-network/topology';
import type { PictureForm, Preprocessing } from '#models/picture-form';
import type { Experiment } from './experiment.ts';
import { ExperimentError } from './experiment.ts';
import { fetchNetwork } from './fetch-network.ts';

export type { InspectedLayer, Inspection } from '#models/own-network/inspect';

export interface OpenNetworkOptions {
  /** Files that the reader chose, or the address of a model.json. Neither: nothing is opened. */
  from: { kind: 'files'; files: readonly NamedFile[] } | { kind: 'address'; address: string } | null;
  preprocessing: Preprocessing;
  /** Side of its pictures, where the network takes any. */
  side: number;
  /** A network that isn't used any more: its memory is given back. */
  close?: string;
}

export interface OpenedOwnNetwork {
  network: OwnNetwork;
  inspection: Inspection;
  /** What it takes: a side is null where any will do. */
  input: InputShape;
}

/**
 * Opens a network that the reader brought, and tells what is in it. Its files go nowhere.
 *
 * @throws ExperimentError 'bad-input' with a sentence for the reader, when it can't be fetched, read or built
 */
export const run: Experiment<OpenNetworkOptions, never, OpenedOwnNetwork | null> = async function* (
  { from, preprocessing, side, close },
  context,
) {
  if (close !== undefined) closeOwnNetwork(close);
  if (!from) return null;
  try {
    yield { done: 0, total: 3, what: 'steps: reading the files' };
    const files = from.kind === 'files' ? from.files : yield* fetchNetwork(from.address, context.signal);
    const description = await readDescription(files);
    weightsWanted(description);
    const input = checkTopology(description);
    yield { done: 1, total: 3, what: 'steps: building the network' };
    context.signal.throwIfAborted();
    const form: PictureForm = {
      rows: input.rows ?? checkedSide(side),
      columns: input.columns ?? checkedSide(side),
      channels: input.channels,
      preprocessing,
    };
    const network: OwnNetwork = {
      key: await keyOf(files),
      files: onlyNeeded(files, description.manifest),
      form,
    };
    const opened = await openOwnNetwork(network);
    yield { done: 2, total: 3, what: 'steps: looking at its layers' };
    return { network, inspection: inspectNetwork(opened, form), input };
  } catch (error) {
    if (error instanceof RangeError) throw new ExperimentError('bad-input', error.message);
    if (error instanceof DOMException && error.name === 'NotReadableError') {
      throw new ExperimentError('bad-input', 'A file can’t be read any more. Choose the files again.');
    }
    throw error;
  }
};

function checkedSide(side: number): number {
  if (Number.isInteger(side) && side >= LIMITS.smallestSide && side <= LIMITS.largestSide) return side;
  throw new RangeError(`A side has ${LIMITS.smallestSide} to ${LIMITS.largestSide} pixels, not ${side}.`);
}

/** Other files that were dropped along are not held on to. */
function onlyNeeded(files: readonly NamedFile[], manifest: { paths: string[] }[]): NamedFile[] {
  const shards = new Set(manifest.flatMap(({ paths }) => paths.map(baseName)));
  return files.filter(({ name }) => name.toLowerCase().endsWith('.json') || shards.has(baseName(name)));
}

/** The same files are the same network: a sum of names, sizes and the beginning of each. */
async function keyOf(files: readonly NamedFile[]): Promise<string> {
  let sum = 0x811c9dc5;
  for (const { name, data } of files) {
    const head = new Uint8Array(await data.slice(0, 65_536).arrayBuffer());
    for (const byte of new TextEncoder().encode(`${name}/${data.size}`))
      sum = Math.imul(sum ^ byte, 0x01000193);
    for (const byte of head) sum = Math.imul(sum ^ byte, 0x01000193);
  }
  return `own-${(sum >>> 0).toString(16)}`;
}
