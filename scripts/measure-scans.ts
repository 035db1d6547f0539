import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { siteNetwork } from '#experiments/networks';
import { registerFastConv3d } from '#models/conv3d';
import type { ScanCard } from '#site/model-card';
import { fileContext } from './file-context.ts';
import { ROOT } from './root.ts';
import { measureScans } from './scans/measure-both.ts';
import { startTensorflow } from './tfjs-node.ts';
import { type Manifest, writeManifest } from './training/model-files.ts';

// Has both networks that find nodules read the test scans, and writes what they found into their cards:
// `node scripts/measure-scans.ts`.
const publicFolder = path.join(ROOT, 'public');
const started = performance.now();
await startTensorflow('wasm');
registerFastConv3d();
const context = fileContext(publicFolder);
const measured = await measureScans(
  { flat: await siteNetwork('scans-2d', context), deep: await siteNetwork('scans-3d', context) },
  (done) => {
    if (done % 20 === 0) console.log(`${done} scans, ${((performance.now() - started) / 1000).toFixed(0)} s`);
  },
);
for (const [name, figures] of Object.entries(measured)) {
  const folder = path.join(publicFolder, 'models', name);
  const read = <T>(file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as T;
  const { froc: _, variants: _v, more: _m, ...trained } = read<ScanCard>('card.json');
  writeFileSync(path.join(folder, 'card.json'), `${JSON.stringify({ ...trained, ...figures }, null, 1)}\n`);
  const { script, command, seed } = read<Manifest>('manifest.json');
  const one = figures.froc.points.find(({ falseAlarms }) => falseAlarms === 1)!;
  writeManifest(folder, ['model.json', 'weights.bin', 'card.json'], {
    script,
    command: command.includes('measure-scans') ? command : `${command} && node scripts/measure-scans.ts`,
    seed,
    figures: { foundAtOneFalseAlarm: one.sensitivity, low: one.low, high: one.high },
  });
  const points = figures.froc.points.map(
    ({ falseAlarms, sensitivity }) => `${falseAlarms}: ${(100 * sensitivity).toFixed(1)} %`,
  );
  console.log(
    `${name}: found at false alarms a scan of ${points.join(', ')}; area ${figures.froc.area.value}.`,
  );
  console.log(figures.froc.alarms.map(({ name: kind, count }) => `  ${kind}: ${count}`).join('\n'));
  console.log(
    [...figures.froc.byRadius, ...figures.froc.byPlace]
      .map(({ name: radius, found, nodules }) => `  ${radius}: ${found} of ${nodules}`)
      .join('\n'),
  );
  for (const variant of figures.variants ?? [])
    console.log(
      `  ${variant.name}: ${variant.points.map(({ sensitivity }) => (100 * sensitivity).toFixed(1)).join(', ')}`,
    );
  for (const { name: other, points: more } of figures.more ?? [])
    console.log(
      `  more than ${other}: ${more.map(({ value, low, high }) => `${(100 * value).toFixed(1)} (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)})`).join(', ')}`,
    );
}
