import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Tensor, tensor3d, tidy } from '@tensorflow/tfjs-core';
import { model } from '@tensorflow/tfjs-layers';
import { siteNetwork } from '#experiments/networks';
import { SIGNAL_CONVOLUTIONS } from '#models/heartbeat-network';
import { SAMPLES } from '#world/signal/ecg';
import { SIGNAL_SETS, signalOfSeed } from '#world/signal/sets';
import { fileContext } from './file-context.ts';
import { measureChanges } from './heartbeats/changes.ts';
import { LayerIndexer } from './heartbeats/index-units.ts';
import { ROOT } from './root.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';

// Finds where each filter of the heartbeat network answers most strongly, and what lies there; then asks the network
// about hearts of which one thing is changed: `node scripts/index-heartbeats.ts`. Writes public/data/heartbeats.
const BATCH = 20;
const { first, count } = SIGNAL_SETS.atlas;
const publicFolder = path.join(ROOT, 'public');
const folder = path.join(publicFolder, 'data/heartbeats');
const started = performance.now();

await startTensorflow('wasm');
const network = await siteNetwork('heartbeats', fileContext(publicFolder));
const names = SIGNAL_CONVOLUTIONS.map(({ name }) => name);
const inner = model({
  inputs: network.inputs,
  outputs: names.flatMap((name) => network.getLayer(name).output),
});
const indexers = names.map((name) => new LayerIndexer(name));

for (let start = 0; start < count; start += BATCH) {
  const signals = Array.from({ length: Math.min(BATCH, count - start) }, (_, i) =>
    signalOfSeed(first + start + i),
  );
  const input = new Float32Array(signals.length * SAMPLES);
  for (const [i, { samples }] of signals.entries()) input.set(samples, i * SAMPLES);
  const maps = tidy(() => {
    const answers = inner.predict(tensor3d(input, [signals.length, SAMPLES, 1])) as Tensor[];
    return answers.map((map) => map.dataSync() as Float32Array);
  });
  for (const [layer, map] of maps.entries()) {
    const size = map.length / signals.length;
    for (const [i, signal] of signals.entries()) {
      indexers[layer]!.add(first + start + i, signal, map.subarray(i * size, (i + 1) * size));
    }
  }
}

const layers = indexers.map((indexer) => indexer.result());
mkdirSync(folder, { recursive: true });
const index = { network: 'heartbeats', signals: count, firstSeed: first, layers };
writeFileSync(path.join(folder, 'units.json'), `${JSON.stringify(index)}\n`);
const changes = measureChanges(network);
writeFileSync(path.join(folder, 'changes.json'), `${JSON.stringify({ changes }, null, 1)}\n`);

const figures: Record<string, number> = { signals: count };
for (const { layer, filters } of layers) {
  figures[`${layer}Filters`] = filters.length;
  figures[`${layer}Silent`] = filters.filter(({ top }) => top.length === 0).length;
  figures[`${layer}WithWave`] = filters.filter(({ label }) => label !== null).length;
  figures[`${layer}WithRhythm`] = filters.filter(({ rhythm }) => rhythm !== null).length;
}
const command = 'node scripts/index-heartbeats.ts';
writeManifest(folder, ['changes.json', 'units.json'], {
  script: 'scripts/index-heartbeats.ts',
  command,
  seed: first,
  figures,
});
for (const { layer, filters } of layers) {
  for (const [i, { label, share, rhythm, rhythms, active }] of filters.entries()) {
    console.log(layer, i, label, share, '|', rhythm, Math.max(...rhythms), '| active', active);
  }
}
for (const { name, rhythm, own, most } of changes) {
  console.log(`${rhythm}, ${name}: ${own.share} still so named; most often ${most.rhythm}, ${most.share}`);
}
console.log(figures, `${((performance.now() - started) / 1000).toFixed(0)} s`);
