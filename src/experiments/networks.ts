import type { LayersModel } from '@tensorflow/tfjs-layers';
import { type MapShape, mapShape } from '#models/activations';
import { loadNetwork } from '#models/load-network';
import { type OwnNetwork, openOwnNetwork } from '#models/own-network/open';
import { type PictureForm, SITE_FORM } from '#models/picture-form';
import { type ExperimentContext, ExperimentError } from './experiment.ts';

/** Networks of the site, by name: each is a folder below public/models. */
export type NetworkName = 'pictures' | 'faces' | 'styles' | 'heartbeats' | 'scans-2d' | 'scans-3d';

const NAMES: readonly NetworkName[] = ['pictures', 'faces', 'styles', 'heartbeats', 'scans-2d', 'scans-3d'];

/**
 * A network of the site by name.
 *
 * @throws ExperimentError 'bad-input' for another name; whatever `context.asset` throws for its files
 */
export async function siteNetwork(name: NetworkName, context: ExperimentContext): Promise<LayersModel> {
  if (!NAMES.includes(name)) throw new ExperimentError('bad-input', `There is no network named ${name}.`);
  return loadNetwork(`models/${name}`, context.asset);
}

/** A network of the site, or one that the reader brought. */
export type NetworkSource = NetworkName | OwnNetwork;

export type { OwnNetwork } from '#models/own-network/open';

/** A network, and the pictures that it takes. */
export interface OpenedNetwork {
  network: LayersModel;
  form: PictureForm;
}

/**
 * A network, wherever it comes from. It belongs to everybody: nobody disposes it.
 *
 * @throws ExperimentError 'bad-input' when there is no such network, or it can't be used; whatever `context.asset` throws
 */
export async function openNetwork(source: NetworkSource, context: ExperimentContext): Promise<OpenedNetwork> {
  if (typeof source === 'string') return { network: await siteNetwork(source, context), form: SITE_FORM };
  try {
    return { network: await openOwnNetwork(source), form: source.form };
  } catch (error) {
    if (error instanceof RangeError) throw new ExperimentError('bad-input', error.message);
    throw error;
  }
}

/**
 * Sizes of the maps of some layers.
 *
 * @throws ExperimentError 'bad-input' when there is no such layer
 */
export function siteMaps(network: LayersModel, layers: readonly string[]): MapShape[] {
  return layers.map((layer) => {
    try {
      return mapShape(network, layer);
    } catch {
      throw new ExperimentError('bad-input', `The network has no layer named ${layer}.`);
    }
  });
}

/** Names of all convolutions of a network, first to last. */
export function convolutionNames(network: LayersModel): string[] {
  return network.layers.filter((layer) => layer.getClassName() === 'Conv2D').map(({ name }) => name);
}

/**
 * Size of the map that holds a unit.
 *
 * @throws ExperimentError 'bad-input' when there is no such layer or unit
 */
export function siteUnit(network: LayersModel, layer: string, unit: number): MapShape {
  const map = siteMaps(network, [layer])[0]!;
  if (!Number.isInteger(unit) || unit < 0 || unit >= map.units) {
    throw new ExperimentError(
      'bad-input',
      `The layer ${layer} has ${map.units} filters, and none is number ${unit}.`,
    );
  }
  return map;
}
