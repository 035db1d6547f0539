import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as encodeFaces from '#experiments/encode-faces';
import * as trainSoftmax from '#experiments/train-softmax';
import type { FaceCard } from '#site/model-card';
import { defaultOptions } from '#site/view-options';
import { SPECS } from '#widgets/one-shot/options';
import { lessonsOf, type Roster, rosterOf, rowsOf, viewOf } from '#widgets/one-shot/roster';
import {
  type Column,
  type Encodings,
  keyOf,
  oneShotColumn,
  type Said,
  softmaxColumn,
} from '#widgets/one-shot/summary';
import { fileContext, finish } from './file-context.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';

// Measures enrolment from one picture beside softmax classifiers, as the figure of lesson 3 does, and writes
// public/data/one-shot: `node scripts/measure-one-shot.ts`.
const ROOT = path.resolve(import.meta.dirname, '..');
const FOLDER = path.join(ROOT, 'public/data/one-shot');
/** Which people: 0 are those whom the figure shows first. */
const ROSTERS = [0, 1, 2, 3, 4];
const COUNTS = [1, 2, 5, 10];

await startTensorflow('wasm');
const context = fileContext(path.join(ROOT, 'public'));
const card = JSON.parse(readFileSync(path.join(ROOT, 'public/models/faces/card.json'), 'utf8')) as FaceCard;
const { threshold } = card.test.errors;
const { people, start } = defaultOptions(SPECS);

const rosters = ROSTERS.map((seed) => rosterOf({ people, seed }));
const columns = [];
for (const roster of rosters) columns.push(await oneShot(roster));
const version = (await context.sha256('models/faces/weights.bin')).slice(0, 12);

/** The default view with everything tried: what the figure shows before it has measured anything itself. */
const first = rosters[0]!;
const shown: Record<'oneShot' | 'pixels' | 'encoder', Column> = {
  oneShot: columns[0]!,
  pixels: softmaxColumn(
    first,
    await softmax(first, 'pixels', 1, true),
    await softmax(first, 'pixels', 1, true, true),
  ),
  encoder: softmaxColumn(
    first,
    await softmax(first, 'encoder', 1, true),
    await softmax(first, 'encoder', 1, true, true),
  ),
};

const trials: Record<string, unknown>[] = [tally('one-shot', 1, false, columns)];
for (const features of ['pixels', 'encoder'] as const) {
  for (const pictures of COUNTS) {
    for (const augment of features === 'pixels' && pictures === 1 ? [true, false] : [true]) {
      const all = [];
      for (const roster of rosters) {
        all.push(softmaxColumn(roster, await softmax(roster, features, pictures, augment), null));
      }
      trials.push(tally(features, pictures, augment, all));
      console.log(JSON.stringify(trials.at(-1)));
    }
  }
}
mkdirSync(FOLDER, { recursive: true });
const text = JSON.stringify({ version, threshold, people, rosters: ROSTERS.length, shown, trials }, null, 2);
writeFileSync(path.join(FOLDER, 'measured.json'), `${text}\n`);
const script = 'scripts/measure-one-shot.ts';
writeManifest(FOLDER, ['measured.json'], { script, command: `node ${script}`, seed: start });
console.log(JSON.stringify(trials[0]));

/** One method over all rosters: how many pictures of known people it named rightly, and of strangers. */
function tally(method: string, pictures: number, augment: boolean, all: Column[]): Record<string, unknown> {
  const sum = (value: (column: Column) => number) => all.reduce((total, column) => total + value(column), 0);
  const mean = (value: (column: Column) => number) => sum(value) / all.length;
  return {
    name: `${method}-${pictures}${method === 'pixels' && !augment ? '-plain' : ''}`,
    ...{ method, pictures, augment },
    right: sum(({ known }) => known!.right),
    wrong: sum(({ known }) => known!.wrong),
    of: sum(({ known }) => known!.of),
    strangersNobody: sum(({ strangers }) => strangers!.score.right),
    strangersOf: sum(({ strangers }) => strangers!.score.of),
    confidenceOnStrangers:
      all[0]!.strangers!.confidence === null ? null : mean(({ strangers }) => strangers!.confidence!),
    confidenceOnNewcomer:
      all[0]!.before!.confidence === null ? null : mean(({ before }) => before!.confidence!),
    milliseconds: Math.round(10 * mean(({ time }) => time ?? 0)) / 10,
  };
}

async function oneShot(roster: Roster): Promise<Column> {
  const enrolled = [...roster.known, roster.newcomer].map((person) => viewOf(person, 0));
  const views = [...enrolled, ...rowsOf(roster, true).flatMap(({ asked }) => asked)];
  const faces = views.map((view) => ({ kind: 'face' as const, ...view }));
  const encodings: Map<string, Float32Array> = new Map();
  await finish(encodeFaces.run, { faces }, context, ({ index, encoding }) => {
    encodings.set(keyOf(views[index]!), encoding);
  });
  const alone = { faces: faces.slice(0, people), batch: 1 };
  const { milliseconds } = await finish(encodeFaces.run, alone, context);
  return oneShotColumn(roster, encodings as Encodings, threshold, milliseconds / people);
}

async function softmax(
  roster: Roster,
  features: trainSoftmax.SoftmaxFeatures,
  pictures: number,
  augment: boolean,
  withNewcomer = false,
): Promise<Said> {
  const known = [...roster.known, ...(withNewcomer ? [roster.newcomer] : [])];
  const asked = rowsOf(roster, true).flatMap((row) => row.asked);
  const lessons = known.map((person) => lessonsOf(person, pictures));
  const options = { people: lessons, features, augment, seed: start, asked };
  const { probabilities, milliseconds } = await finish(trainSoftmax.run, options, context);
  const places = new Map(asked.map((view, i) => [keyOf(view), i]));
  return { outputs: known.length, places, probabilities, milliseconds };
}
