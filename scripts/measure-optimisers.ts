/**
 * Compares the three optimisers of style transfer on the default pair, and writes the figures that lessons may quote to
 * public/data/style-optimisers. `npm run measure:optimisers`; a few minutes.
 *
 * Costs are told after so many evaluations of costs and slopes, not after so many steps: a line search may ask twice.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { TransferStep, TransferStyleOptions } from '#experiments/transfer-style';
import { run } from '#experiments/transfer-style';
import { defaultOptions } from '#site/view-options';
import { SPECS } from '#widgets/style-studio/options';
import { runSettings } from '#widgets/style-studio/settings';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { fileContext, finish } from './file-context.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';

const FOLDER = 'public/data/style-optimisers';
const EVALUATIONS = 200;
const TOLD = [1, 10, 25, 50, 100, 150, 200];
/** Plain gradient descent with so many times its usual rate. */
const RATES = [0.5, 2, 4, 8];
/** After fewer evaluations the difference is plain. */
const RATE_EVALUATIONS = 50;

const short = (value: number) => Number(value.toPrecision(4));

await startTensorflow();
const context = fileContext('public');
const { steps: _, ...usual } = runSettings({ ...defaultOptions(SPECS), start: STYLE_DEFAULTS.start }, {});

async function measure(change: Pick<TransferStyleOptions, 'optimiser' | 'rate'>, evaluations = EVALUATIONS) {
  const told: TransferStep[] = [];
  // No step takes less than one evaluation.
  const options = { ...usual, ...change, steps: evaluations - 1 };
  const { status, step } = await finish(run, options, context, ({ painted }) => told.push(painted));
  const at = TOLD.flatMap((asked) => {
    const painted = told.findLast((one) => one.evaluations <= asked);
    const reached = told.at(-1)!.evaluations >= asked;
    if (!painted || !reached) return [];
    const { total, content, style } = painted;
    return [
      {
        evaluations: asked,
        step: painted.step,
        total: short(total),
        content: short(content),
        style: short(style),
      },
    ];
  });
  console.log(change, status, step, at.at(-1));
  return { ...change, status, steps: step, at };
}

const runs = [];
for (const optimiser of ['descent', 'adam', 'l-bfgs'] as const) {
  const rate = optimiser === 'adam' ? STYLE_DEFAULTS.rate.adam : STYLE_DEFAULTS.rate.descent;
  runs.push(await measure({ optimiser, rate }));
}
const rates = [];
for (const times of RATES) {
  const measured = await measure(
    { optimiser: 'descent', rate: STYLE_DEFAULTS.rate.descent * times },
    RATE_EVALUATIONS,
  );
  rates.push({ times, ...measured });
}

const { content, styles, width, height, network, start, alpha, beta, variation, lambda, contentLayer } =
  usual;
const pair = { content, style: styles[0]!.input };
const settings = { network, ...pair, width, height, start, alpha, beta, variation, lambda, contentLayer };
mkdirSync(FOLDER, { recursive: true });
writeFileSync(
  path.join(FOLDER, 'optimisers.json'),
  `${JSON.stringify({ settings, runs, rates }, null, 1)}\n`,
);
writeManifest(FOLDER, ['optimisers.json'], {
  script: 'scripts/measure-optimisers.ts',
  command: 'npm run measure:optimisers',
  seed: start.kind === 'noise' ? start.seed : 1,
});
