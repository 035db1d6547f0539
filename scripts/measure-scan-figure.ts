import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run as readScan } from '#experiments/read-scan';
import { type RenderScanOptions, type RenderScanResult, run as renderScan } from '#experiments/render-scan';
import { run as scanFilters } from '#experiments/scan-filters';
import { quantile } from '#math/quantile';
import { defaultOptions } from '#site/view-options';
import { candidatesOf } from '#widgets/scan-3d/candidates';
import { depthShare, filterWeights } from '#widgets/scan-3d/filter-figures';
import { countFound, type Tally, tallyOf, tissueAt } from '#widgets/scan-3d/findings';
import {
  type CardPoint,
  DIMENSIONS,
  type Dimension,
  NETWORKS,
  operatingPointsOf,
  pointAt,
} from '#widgets/scan-3d/networks';
import { type ScanOptions, SPECS } from '#widgets/scan-3d/options';
import { outlineOf } from '#widgets/scan-3d/paint';
import { PLANE_NAMES, PLANES, sliceOf } from '#widgets/scan-3d/planes';
import type { PosterAnswers } from '#widgets/scan-3d/poster';
import { MOST_DEPTH, type ProbeCurves, probeCurves } from '#widgets/scan-3d/probe-figures';
import { SIZE, scanOverrides, usualPlace } from '#widgets/scan-3d/scan-options';
import { scan } from '#world/volume/phantom';
import { SCAN_SETS } from '#world/volume/sets';
import { fileContext, finish } from './file-context.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';

// Asks both scan networks about the first view of scan-3d and about pairs of ball and tube, into public/data/scan-3d:
// `node scripts/measure-scan-figure.ts`. With `--search 40` it lists what they find in the first 40 scans instead.
const ROOT = path.resolve(import.meta.dirname, '..');
const FOLDER = path.join(ROOT, 'public/data/scan-3d');
/** Pairs of ball and tube: each with another noise, in turn of these radii. */
const PAIRS = 100;
const RADII = [1, 1.2, 1.4, 1.6];
/** Radii of ball and tube over which it is asked how large a thing may be, and pairs of each. */
const SIZES = [1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.4, 2.6];
const PAIRS_A_SIZE = 25;
const USUAL = defaultOptions(SPECS);

await startTensorflow('wasm');
const context = fileContext(path.join(ROOT, 'public'));
const thresholds = Object.fromEntries(
  DIMENSIONS.map((dimension) => {
    const card = path.join(ROOT, 'public/models', NETWORKS[dimension].network, 'card.json');
    const { froc } = JSON.parse(readFileSync(card, 'utf8')) as { froc: { points: CardPoint[] } };
    return [dimension, pointAt(operatingPointsOf(froc.points), USUAL.rate)!.threshold];
  }),
) as Record<Dimension, number>;

async function ask(
  options: RenderScanOptions,
): Promise<{ drawing: RenderScanResult; answers: Record<Dimension, Float32Array[]> }> {
  const drawing = await finish(renderScan, options, context);
  const entries: [Dimension, Float32Array[]][] = [];
  for (const dimension of DIMENSIONS) {
    const { network } = NETWORKS[dimension];
    const { answers } = await finish(readScan, { network, volumes: drawing.volumes }, context);
    entries.push([dimension, answers]);
  }
  return { drawing, answers: Object.fromEntries(entries) as Record<Dimension, Float32Array[]> };
}

async function readShown(options: ScanOptions) {
  const wanted = { kind: 'scan' as const, seed: options.seed, overrides: scanOverrides(options) };
  const { drawing, answers } = await ask(wanted);
  const perNetwork = <T>(of: (dimension: Dimension) => T) =>
    Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, of(dimension)])) as Record<Dimension, T>;
  const tallies = perNetwork((dimension) => {
    const candidates = candidatesOf(answers[dimension][0]!, SIZE, drawing.nodules);
    return tallyOf(candidates, drawing.nodules.length, thresholds[dimension]);
  });
  return { drawing, answers, tallies, perNetwork };
}

async function search(scans: number): Promise<void> {
  for (let seed = 1; seed <= scans; seed++) {
    const { drawing, tallies } = await readShown({ ...USUAL, seed });
    const said = (tally: Tally) => {
      const on = tally.alarms.map(({ place }) => tissueAt(drawing.labels, SIZE, place)).join(', ');
      return `${countFound(tally)} found, ${tally.alarms.length} false (${on})`;
    };
    console.log(
      `scan ${seed}: ${drawing.nodules.length} nodules; 2D ${said(tallies['2d'])}; 3D ${said(tallies['3d'])}`,
    );
  }
}

/** The answers to the first view, with the outlines in its slices. */
async function measureShown() {
  const { drawing, answers, tallies, perNetwork } = await readShown(USUAL);
  const place = usualPlace(USUAL, drawing.nodules);
  const outlines = Object.fromEntries(
    PLANE_NAMES.map((name) => {
      const { normal, rows, columns } = PLANES[name];
      const paths = perNetwork((dimension) => {
        const slice = sliceOf(answers[dimension][0]!, SIZE, PLANES[name], place[normal]);
        return outlineOf(slice, SIZE[columns], SIZE[rows], thresholds[dimension]);
      });
      return [name, paths];
    }),
  ) as PosterAnswers['outlines'];
  return {
    shown: { tallies, outlines },
    counts: {
      seed: USUAL.seed,
      nodules: drawing.nodules.length,
      ...{ found2d: countFound(tallies['2d']), found3d: countFound(tallies['3d']) },
      ...{ false2d: tallies['2d'].alarms.length, false3d: tallies['3d'].alarms.length },
    },
  };
}

/**
 * How often each network tells a ball from an upright tube by the slice through the ball's middle; and how often the
 * flat one's strongest answer to a ball, over all depths, is above all its answers to the tube, and lies off the middle.
 */
async function measurePairs() {
  const count = {
    same2d: 0,
    same3d: 0,
    higher3d: 0,
    ballFound3d: 0,
    tubeFound3d: 0,
    ballFound2d: 0,
    told3d: 0,
    strongerBall2d: 0,
    offMiddle2d: 0,
  };
  for (let pair = 0; pair < PAIRS; pair++) {
    const radius = RADII[pair % RADII.length]!;
    const { drawing, answers } = await ask({
      kind: 'probe',
      radius,
      tilt: 0,
      noise: USUAL.noise,
      seed: pair + 1,
    });
    const curves = (dimension: Dimension) => probeCurves(answers[dimension], drawing.volumes[0]!.size);
    const at = (dimension: Dimension, shape: keyof ProbeCurves) => curves(dimension)[shape][MOST_DEPTH]!;
    const { ball, tube } = curves('2d');
    const strongest = Math.max(...ball);
    if (strongest > Math.max(...tube)) count.strongerBall2d += 1;
    if (strongest > ball[MOST_DEPTH]!) count.offMiddle2d += 1;
    const [ball2d, tube2d] = [at('2d', 'ball'), at('2d', 'tube')];
    const [ball3d, tube3d] = [at('3d', 'ball'), at('3d', 'tube')];
    if (Object.is(ball2d, tube2d)) count.same2d += 1;
    if (Object.is(ball3d, tube3d)) count.same3d += 1;
    if (ball3d > tube3d) count.higher3d += 1;
    if (ball2d >= thresholds['2d']) count.ballFound2d += 1;
    if (ball3d >= thresholds['3d']) count.ballFound3d += 1;
    if (tube3d >= thresholds['3d']) count.tubeFound3d += 1;
    if (ball3d >= thresholds['3d'] && tube3d < thresholds['3d']) count.told3d += 1;
  }
  return { pairs: PAIRS, radii: RADII, noise: USUAL.noise, ...count };
}

/** How often each network's strongest answer to a ball, and to an upright tube, is above its threshold, by their radius. */
async function measureSizes() {
  const rows = [];
  for (const radius of SIZES) {
    const row = { radius, pairs: PAIRS_A_SIZE, ball2d: 0, tube2d: 0, ball3d: 0, tube3d: 0 };
    for (let seed = 1; seed <= PAIRS_A_SIZE; seed++) {
      const { drawing, answers } = await ask({ kind: 'probe', radius, tilt: 0, noise: USUAL.noise, seed });
      for (const dimension of DIMENSIONS) {
        const curves = probeCurves(answers[dimension], drawing.volumes[0]!.size);
        for (const shape of ['ball', 'tube'] as const) {
          if (Math.max(...curves[shape]) >= thresholds[dimension]) row[`${shape}${dimension}`] += 1;
        }
      }
    }
    rows.push(row);
  }
  return rows;
}

/** Radii of the nodules that both networks were trained on: their middle, what 99 of 100 are below, and the largest. */
function measureTrained() {
  const card = readFileSync(path.join(ROOT, 'public/models/scans-3d/card.json'), 'utf8');
  const { training } = JSON.parse(card) as { training: { scans: number } };
  const radii = Array.from({ length: training.scans }, (_, i) =>
    scan(SCAN_SETS.train.first + i).nodules.map(({ radius }) => radius),
  )
    .flat()
    .sort((a, b) => a - b);
  const [middle, high] = [0.5, 0.99].map((share) => quantile(radii, share));
  return { nodules: radii.length, median: middle, most: high, largest: radii.at(-1)! };
}

/** The numbers of the probe as the figure opens. */
async function measureProbe() {
  const { size, tilt, noise, seed } = USUAL;
  const { drawing, answers } = await ask({ kind: 'probe', radius: size, tilt, noise, seed });
  const curves = (dimension: Dimension) => probeCurves(answers[dimension], drawing.volumes[0]!.size);
  const middle = (dimension: Dimension, shape: keyof ProbeCurves) => curves(dimension)[shape][MOST_DEPTH]!;
  return {
    ...{ ball2d: middle('2d', 'ball'), tube2d: middle('2d', 'tube') },
    ...{ ball3d: middle('3d', 'ball'), tube3d: middle('3d', 'tube') },
    ...{ threshold2d: thresholds['2d'], threshold3d: thresholds['3d'] },
  };
}

/** How like the random weights that training began with the first filters still are, and how flat what it added is. */
async function measureFilters() {
  const names = DIMENSIONS.map((dimension) => NETWORKS[dimension].network);
  const { networks } = await finish(scanFilters, { networks: names }, context);
  const [flat, deep] = networks.map(({ weights, start }) => cosine(weights, start));
  const bank = networks[1]!;
  const shares = Array.from({ length: bank.filters }, (_, filter) =>
    depthShare(filterWeights(bank, filter, 'added'), bank.kernel),
  );
  const addedDepthShare = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return { likeStart2d: flat!, likeStart3d: deep!, addedDepthShare };
}

function cosine(a: Float32Array, b: Float32Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return ab / Math.sqrt(aa * bb);
}

const asked = process.argv.indexOf('--search');
if (asked >= 0) await search(Number(process.argv[asked + 1] ?? 20));
else {
  mkdirSync(FOLDER, { recursive: true });
  const { shown, counts } = await measureShown();
  const measured = {
    scan: counts,
    probe: await measureProbe(),
    pairs: await measurePairs(),
    sizes: await measureSizes(),
    trained: measureTrained(),
    filters: await measureFilters(),
    shown,
  };
  writeFileSync(path.join(FOLDER, 'measured.json'), `${JSON.stringify(measured)}\n`);
  const script = 'scripts/measure-scan-figure.ts';
  writeManifest(FOLDER, ['measured.json'], { script, command: `node ${script}`, seed: USUAL.seed });
  console.log(JSON.stringify({ ...measured, shown: undefined }, null, 1));
}
