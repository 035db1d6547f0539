import path from 'node:path';
import { type GradConfig, getGradient } from '@tensorflow/tfjs-core';
import { conv3dInForce } from '#models/conv3d';
import { benchGradient } from './bench/conv2d-gradient.ts';
import { benchConv3d } from './bench/conv3d.ts';
import { benchEncoding } from './bench/encoding.ts';
import type { Line } from './bench/measure.ts';
import { benchMemory, benchMining } from './bench/mining.ts';
import { benchPaintings } from './bench/paintings.ts';
import { benchStyleStep } from './bench/style-step.ts';
import { benchTripletTraining } from './bench/triplet-training.ts';
import { benchWorld } from './bench/world.ts';
import { fileContext } from './file-context.ts';
import { startTensorflow } from './tfjs-node.ts';

// Prints `name: value` lines, with the bound where there is one; exits 1 when one is missed: `npm run bench`.
// Times are of the processor, so that a busy machine does not spoil them.
await startTensorflow('wasm');
const context = fileContext(path.resolve(import.meta.dirname, '../public'));
// Taken before any experiment replaces it.
const stock = getGradient('Conv2D') as GradConfig;
const stockConv3d = conv3dInForce();
let missed = 0;
const benches = [
  benchWorld,
  benchPaintings,
  () => benchMining(context),
  () => benchEncoding(context),
  () => benchMemory(context),
  () => benchStyleStep(context, stock),
  () => benchTripletTraining(stock),
  () => benchGradient(stock),
  () => benchConv3d(context, stockConv3d),
];
for (const bench of benches) {
  for (const line of await bench()) say(line);
}
if (missed > 0) {
  console.error(`${missed} of the bounds missed.`);
  process.exit(1);
}

function say({ name, value, unit, bound, least }: Line): void {
  const number = written(value);
  const isMissed = (bound !== undefined && value > bound) || (least !== undefined && value < least);
  if (isMissed) missed++;
  const allowed = [
    ...(bound === undefined ? [] : [`at most ${written(bound)}`]),
    ...(least === undefined ? [] : [`at least ${written(least)}`]),
    ...(isMissed ? ['MISSED'] : []),
  ].join(', ');
  console.log(`${name}: ${number}${unit ? ` ${unit}` : ''}${allowed ? ` (${allowed})` : ''}`);
}

function written(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}
