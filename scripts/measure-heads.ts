/**
 * Measures the heads of verification and the growth of errors on the shipped encodings, and writes the figures that
 * lessons quote to public/data/faces-measured. `npm run measure:heads`; with `--check` it writes nothing and fails
 * when the figures that are there are not what it measures.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run as runGrowth } from '#experiments/error-growth';
import { run as runHeads, type TrainedHead } from '#experiments/train-heads';
import { falseAcceptGrowth } from '#math/identification-errors';
import { acceptAt, answersAt, measure, pointsAt } from '#widgets/error-growth/measure';
import { SPECS as GROWTH } from '#widgets/error-growth/options';
import { SPECS as HEADS, PAIR_COUNTS } from '#widgets/verification-heads/options';
import { fileContext, finish } from './file-context.ts';
import { writeManifest } from './training/model-files.ts';

const FOLDER = 'public/data/faces-measured';
/** Seeds of draws of training pairs, for figures that should not hang on one draw. */
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const round = (value: number, digits = 5) => Number(value.toFixed(digits));

function figuresOf({ head, pairs, accuracy, trainAccuracy, interval, area }: TrainedHead) {
  return {
    head,
    pairs,
    accuracy: round(accuracy),
    interval: { low: round(interval.low), high: round(interval.high) },
    area: round(area),
    trainAccuracy: round(trainAccuracy),
  };
}

async function measureHeads() {
  const context = fileContext('public');
  const train = async (options: {
    pairs: number[];
    seed: number;
    encoding: 'signed' | 'split';
    l2?: number;
  }) => {
    const trained: TrainedHead[] = [];
    const { version } = await finish(runHeads, { l2: HEADS.l2.fallback, ...options }, context, (head) =>
      trained.push(head),
    );
    return { trained, version };
  };
  const pairs = HEADS.pairs.fallback;
  const standard = await train({ pairs: [...PAIR_COUNTS], seed: HEADS.seed.fallback, encoding: 'signed' });
  const split = await train({ pairs: [pairs], seed: HEADS.seed.fallback, encoding: 'split' });
  const seeds = await Promise.all(SEEDS.map((seed) => train({ pairs: [pairs], seed, encoding: 'signed' })));
  const overSeeds = standard.trained
    .filter((one) => one.pairs === pairs)
    .map(({ head }) => {
      const accuracies = seeds.map(({ trained }) => trained.find((one) => one.head === head)!.accuracy);
      return {
        head,
        seeds: accuracies.length,
        least: round(Math.min(...accuracies)),
        greatest: round(Math.max(...accuracies)),
        mean: round(accuracies.reduce((sum, one) => sum + one, 0) / accuracies.length),
      };
    });
  const differences = standard.trained.find((one) => one.head === 'absolute' && one.pairs === pairs)!;
  return {
    version: standard.version,
    defaults: standard.trained.filter((one) => one.pairs === pairs).map(figuresOf),
    split: split.trained.map(figuresOf),
    curve: standard.trained.map(figuresOf),
    overSeeds,
    negativeWeights: differences.weights.filter((weight) => weight < 0).length,
  };
}

async function measureGrowth() {
  const distances = await finish(runGrowth, {}, fileContext('public'));
  const p = GROWTH.p.fallback;
  const accepted = acceptAt(distances, p);
  const { threshold, unevenness, points } = measure(distances, accepted);
  const rows = [1, 10, 30, 100, 300].map((k) => {
    const [{ share, low, high }] = pointsAt(distances, accepted.counts, [k]) as [(typeof points)[number]];
    const { right, wrong, none } = answersAt(distances, threshold, k);
    return {
      k,
      formula: round(falseAcceptGrowth(p, k)),
      measured: { share: round(share), low: round(low), high: round(high) },
      known: { right: round(right), wrong: round(wrong), none: round(none) },
    };
  });
  const { gallery, strangers, known } = distances;
  return {
    version: distances.version,
    p,
    threshold: round(threshold, 4),
    gallery,
    strangers: { people: strangers.people, probes: strangers.people * strangers.probesEach },
    known: { probes: gallery * known.probesEach },
    worstTenth: round(unevenness.worstTenth),
    harmless: round(unevenness.harmless),
    rows,
  };
}

function textOf(figures: unknown): string {
  return `${JSON.stringify(figures, null, 1)}\n`;
}

const files = {
  'heads.json': await measureHeads(),
  'error-growth.json': await measureGrowth(),
};

if (process.argv.includes('--check')) {
  for (const [name, measured] of Object.entries(files)) {
    const kept = readFileSync(join(FOLDER, name), 'utf8');
    if (kept === textOf(measured)) continue;
    console.error(`${join(FOLDER, name)} is not what is measured now.`);
    process.exitCode = 1;
  }
} else {
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, measured] of Object.entries(files)) writeFileSync(join(FOLDER, name), textOf(measured));
  writeManifest(FOLDER, Object.keys(files), {
    script: 'scripts/measure-heads.ts',
    command: 'npm run measure:heads',
    seed: HEADS.seed.fallback,
    figures: { network: files['heads.json'].version },
  });
}
console.log(JSON.stringify(files, null, 2));
