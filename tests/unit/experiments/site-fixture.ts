import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll } from 'vitest';
import type { ExperimentContext } from '#experiments/experiment';
import { pictureNetwork } from '#models/picture-network';
import { fileContext } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';
import { saveNetwork } from '../../../scripts/training/model-files.ts';

/** A site on disk whose picture network has its initial weights: enough to find the strongest activations. */
export function siteFixture(): { context: () => ExperimentContext; network: () => LayersModel } {
  const folder = mkdtempSync(path.join(tmpdir(), 'site-'));
  let network: LayersModel;
  beforeAll(async () => {
    await startTensorflow('wasm');
    network = pictureNetwork(20, 11);
    await saveNetwork(network, path.join(folder, 'models/pictures'));
  });
  afterAll(() => {
    network.dispose();
    rmSync(folder, { recursive: true });
  });
  return { context: () => fileContext(folder, false), network: () => network };
}
