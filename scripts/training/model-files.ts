import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { io } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** What a folder below public/ says of itself. */
export interface Manifest {
  script: string;
  command: string;
  seed: number;
  files: { name: string; bytes: number; sha256: string }[];
  figures?: Record<string, number | string>;
}

/**
 * Writes a network in the standard tfjs format: `model.json` and `weights.bin` (float32), so that
 * `tf.loadLayersModel` can read it from the folder.
 */
export async function saveNetwork(model: LayersModel, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await model.save({
    async save(artifacts: io.ModelArtifacts) {
      const { modelTopology, weightSpecs, weightData, format, generatedBy } = artifacts;
      const weights = Buffer.concat([weightData ?? []].flat().map((part) => Buffer.from(part)));
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      const json = { format, generatedBy, convertedBy: null, modelTopology, weightsManifest };
      writeFileSync(path.join(folder, 'model.json'), `${JSON.stringify(json)}\n`);
      writeFileSync(path.join(folder, 'weights.bin'), weights);
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } };
    },
  });
}

/** Writes `manifest.json` over the files named. */
export function writeManifest(folder: string, names: string[], about: Omit<Manifest, 'files'>): Manifest {
  const { figures, ...rest } = about;
  const files = [...names].sort().map((name) => {
    const file = path.join(folder, name);
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    return { name, bytes: statSync(file).size, sha256 };
  });
  const manifest: Manifest = { ...rest, files, ...(figures ? { figures } : {}) };
  writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}
