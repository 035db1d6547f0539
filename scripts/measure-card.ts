import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { type NetworkName, siteNetwork } from '#experiments/networks';
import { registerFastConv3d } from '#models/conv3d';
import { FeatureNetwork } from '#models/feature-network';
import {
  type FaceCard,
  type HeartbeatCard,
  type ModelCard,
  type PictureCard,
  percent,
  type ScanCard,
  type StyleCard,
} from '#site/model-card';
import { measureEncoder } from './faces/card.ts';
import { renderedFaces } from './faces/rendered-faces.ts';
import { fileContext } from './file-context.ts';
import { heartbeatFigures, probeFigures } from './heartbeats/card.ts';
import { testFigures } from './pictures/card.ts';
import { evaluate } from './pictures/evaluate.ts';
import { renderedSet } from './pictures/rendered-set.ts';
import { ROOT } from './root.ts';
import { measureScans } from './scans/measure-both.ts';
import { NAMED, paintedCorners, recognise } from './textures/recognise.ts';
import { startTensorflow } from './tfjs-node.ts';

// Measures the figures of the networks' cards again, from the committed weights, and fails when they differ:
// `node scripts/measure-card.ts [network …]`.
const publicFolder = path.join(ROOT, 'public');
const names =
  process.argv.length > 2
    ? process.argv.slice(2)
    : ['pictures', 'faces', 'styles', 'heartbeats', 'scans-2d', 'scans-3d'];
const faults: string[] = [];
await startTensorflow('wasm');
for (const name of names) {
  const file = path.join(publicFolder, 'models', name, 'card.json');
  const card = JSON.parse(readFileSync(file, 'utf8')) as ModelCard;
  const network = await siteNetwork(name as NetworkName, fileContext(publicFolder));
  if (network.countParams() !== card.parameters) {
    faults.push(`${name}: ${network.countParams()} parameters, its card says ${card.parameters}.`);
  }
  console.log(`${name}: ${await measured(network, card)}`);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log('All as the cards say.');

function measured(network: LayersModel, card: ModelCard): string | Promise<string> {
  switch (card.network) {
    case 'pictures':
      return pictures(network, card);
    case 'faces':
      return faces(network, card);
    case 'styles':
      return styles(network, card);
    case 'heartbeats':
      return heartbeats(network, card);
    case 'scans-2d':
    case 'scans-3d':
      return scans(card);
  }
}

function styles(network: LayersModel, card: StyleCard): string {
  const { right, paintings } = recognise(FeatureNetwork.of(network), paintedCorners(NAMED.first, NAMED.each));
  const told = card.test.find(({ name }) => name === 'styles');
  if (told?.right !== right) faults.push(`styles: ${right} styles told, its card says ${told?.right}.`);
  return `${right} of ${paintings} styles told`;
}

function heartbeats(network: LayersModel, card: HeartbeatCard): string {
  const measured = heartbeatFigures(network);
  compare('heartbeats', measured, card.test);
  compare('heartbeats', { probes: probeFigures(network) }, card);
  const { low, high } = measured.interval;
  return `${percent(measured.accuracy, 2)} of ${measured.signals} test signals, ${percent(low, 2)} to ${percent(high, 2)}.`;
}

/** Both networks are compared on the same scans. */
let bothScans: ReturnType<typeof measureScans> | undefined;

async function scans(card: ScanCard): Promise<string> {
  registerFastConv3d();
  const context = fileContext(publicFolder);
  const [flat, deep] = await Promise.all([
    siteNetwork('scans-2d', context),
    siteNetwork('scans-3d', context),
  ]);
  bothScans ??= measureScans({ flat, deep });
  const measured = (await bothScans)[card.network];
  compare(card.network, measured, card);
  const one = measured.froc.points.find(({ falseAlarms }) => falseAlarms === 1)!;
  return `${percent(one.sensitivity)} of ${measured.froc.nodules} nodules at one false alarm a scan, ${percent(one.low)} to ${percent(one.high)}.`;
}

async function pictures(network: LayersModel, card: PictureCard): Promise<string> {
  const measured = testFigures(evaluate(network, await renderedSet('test')));
  compare('pictures', measured, card.test);
  const { low, high } = measured.interval;
  return `${percent(measured.accuracy, 2)} of ${measured.pictures} test pictures, ${percent(low, 2)} to ${percent(high, 2)}.`;
}

async function faces(network: LayersModel, card: FaceCard): Promise<string> {
  const { validationPictures, validationPeople } = card.training;
  const { pictures: each, people } = card.test;
  const validation = await renderedFaces('validation', validationPictures, validationPeople);
  const measured = measureEncoder(network, validation, await renderedFaces('test', each, people));
  compare('faces', measured, card.test);
  const { area, equalError } = measured;
  return `area ${area.value}, equal errors ${percent(equalError.value, 2)} (${percent(equalError.low, 2)} to ${percent(equalError.high, 2)}) on ${people} people.`;
}

/** Notes each figure that isn't what the card says. */
function compare(network: string, measured: object, claimed: object): void {
  for (const [name, value] of Object.entries(measured)) {
    const said = claimed[name as keyof typeof claimed] as unknown;
    // As JSON has it: a card has been through a file.
    if (isDeepStrictEqual(JSON.parse(JSON.stringify(value)), said)) continue;
    faults.push(`${network}: ${name} is ${JSON.stringify(value)}, the card says ${JSON.stringify(said)}.`);
  }
}
