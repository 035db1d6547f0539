import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll } from 'vitest';
import type { ExperimentContext } from '#experiments/experiment';
import { faceEncoder } from '#models/face-encoder';
import { fileContext } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';
import { saveNetwork } from '../../../scripts/training/model-files.ts';

/** A site on disk whose face encoder has its initial weights: enough for what holds of any weights. */
export function faceSite(): { context: () => ExperimentContext; network: () => LayersModel } {
  const folder = mkdtempSync(path.join(tmpdir(), 'face-site-'));
  let network: LayersModel;
  beforeAll(async () => {
    await startTensorflow('wasm');
    network = faceEncoder(5);
    await saveNetwork(network, path.join(folder, 'models/faces'));
  });
  afterAll(() => {
    network.dispose();
    rmSync(folder, { recursive: true });
  });
  return { context: () => fileContext(folder, false), network: () => network };
}
