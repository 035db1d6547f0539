import { backend, type io } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';

/** The bytes of a file below public/. */
export type AssetSource = (path: string) => Promise<ArrayBuffer>;

const loaded = new WeakMap<object, Map<string, Promise<LayersModel>>>();

/**
 * Loads a network in the standard tfjs format, once for the backend in force: later calls give the same one.
 *
 * @param folder below public/, e.g. 'models/pictures': it holds model.json and the weights that this names
 * @param asset rejects when a file is missing or damaged; then nothing is kept and the next call tries again
 */
export function loadNetwork(folder: string, asset: AssetSource): Promise<LayersModel> {
  const key = backend();
  const networks = loaded.get(key) ?? new Map<string, Promise<LayersModel>>();
  loaded.set(key, networks);
  const known = networks.get(folder);
  if (known) return known;
  const loading = readNetwork(folder, asset);
  networks.set(folder, loading);
  loading.catch(() => networks.delete(folder));
  return loading;
}

async function readNetwork(folder: string, asset: AssetSource): Promise<LayersModel> {
  const text = new TextDecoder().decode(await asset(`${folder}/model.json`));
  const { modelTopology, weightsManifest } = JSON.parse(text) as io.ModelJSON;
  const paths = weightsManifest.flatMap((group) => group.paths);
  const parts = await Promise.all(paths.map((path) => asset(`${folder}/${path}`)));
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  const weightData = new Uint8Array(await new Blob(parts).arrayBuffer()).buffer;
  return loadLayersModel({ load: async () => ({ modelTopology, weightSpecs, weightData }) });
}
