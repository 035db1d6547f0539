import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { sameSettings, type TrainingSettings, unpackRecord } from '#math/training-record';
import { type RunSummary, summariseRun, summariseSeeds } from '#math/training-summary';
import { measuredSettings, RECORDED, recordName } from '#site/triplet-runs';
import { PLAY_FOLDER, writePlayManifest } from './triplets/folder.ts';
import { trainMany } from './triplets/train-many.ts';

// Trains the page's small encoder with every choice of triplets and several margins, from ten seeds each, by the
// experiment that the page runs: `node scripts/measure-triplet-training.ts`. Writes public/data/faces-play: the records
// that the page shows first, and measured.json. An argument gives another number of seeds; `main` after it leaves out the
// settings of which there is no record.
const SEEDS = Number(process.argv[2] ?? 10);
const MAIN_ONLY = process.argv[3] === 'main';

const isMain = ({ choice, margin }: TrainingSettings) =>
  RECORDED.some((one) => one.choice === choice && one.margin === margin);
const measured = Array.from({ length: SEEDS }, (_, i) => measuredSettings(i + 1)).flat();
const wanted: TrainingSettings[] = [
  ...RECORDED,
  ...measured.filter(isMain),
  ...measured.filter((one) => !MAIN_ONLY && !isMain(one)),
].filter((one, place, all) => all.findIndex((other) => sameSettings(one, other)) === place);

const started = performance.now();
const records = await trainMany(wanted, ({ settings, states }, done) => {
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  const { accuracy, different } = states.at(-1)!;
  const { choice, margin, seed } = settings;
  console.log(`${done} of ${wanted.length} (${minutes} min)`, choice, margin, seed, accuracy, different);
});

const write = (name: string, value: unknown) =>
  writeFileSync(path.join(PLAY_FOLDER, name), `${JSON.stringify(value)}\n`);
for (const record of records) {
  if (RECORDED.some((settings) => sameSettings(settings, record.settings))) {
    write(recordName(record.settings), record);
  }
}

const runs = records.map((record) => ({
  ...record.settings,
  ...shortened(summariseRun(unpackRecord(record))),
}));
const groups = measuredSettings(1).flatMap(({ choice, margin }) => {
  const own = runs.filter((run) => run.choice === choice && run.margin === margin && run.seed <= SEEDS);
  return own.length > 0 ? [{ choice, margin, ...summariseSeeds(own) }] : [];
});
write('measured.json', { seeds: SEEDS, groups, runs });
writePlayManifest();
for (const { choice, margin, accuracy, folded, everFolded } of groups) {
  const { mean, least, most } = accuracy;
  const range = [mean, least, most].map((value) => value.toFixed(3)).join(' ');
  console.log(`${choice} α ${margin}: accuracy ${range}, folded ${folded}, at any time ${everFolded}`);
}

function shortened(summary: RunSummary): RunSummary {
  const entries = Object.entries(summary).map(([name, value]) => [name, Number(value.toPrecision(5))]);
  return Object.fromEntries(entries) as unknown as RunSummary;
}
