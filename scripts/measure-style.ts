/**
 * Paints the pairs of the contact sheet with the site's defaults and measures them:
 *
 *   node scripts/measure-style.ts
 *
 * Writes the sheet and pairs.json.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { fileContext } from './file-context.ts';
import { writeContactSheet } from './style/contact-sheet.ts';
import { matchContents, matchStyles } from './style/match.ts';
import { defaultOrder, type PaintedPair, paintPairs } from './style/paint-pairs.ts';
import { SEED, SHEET_CONTENTS, SHEET_STYLES, SIDE } from './style/pairs.ts';
import { startTensorflow } from './tfjs-node.ts';
import { writeManifest } from './training/model-files.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'public/data/style-measured' } } });
/** What the style cost has to fall to. */
const REST = 0.05;

const names = SHEET_CONTENTS.flatMap((content) => SHEET_STYLES.map((style) => ({ content, style })));
const orders = names.map(({ content, style }) => defaultOrder(content, style));
const painted = await paintPairs(orders, ({ content, style }, { styleCosts }, done) => {
  const fall = 100 * (1 - styleCosts.at(-1)! / styleCosts[0]!);
  console.log(`${done} of ${orders.length}: ${content}, ${style}: ${fall.toFixed(2)} %`);
});

await startTensorflow('wasm');
const context = fileContext('public');
const shown = painted.map(({ pixels }) => pixels);
const contents = await matchContents(shown, context);
const styles = await matchStyles(shown, context);

const rounded = (value: number, digits = 4) => Number(value.toPrecision(digits));
const fallOf = ({ styleCosts, content }: PaintedPair) => {
  const [first, last] = [styleCosts[0]!, styleCosts.at(-1)!];
  const step = styleCosts.findIndex((cost) => cost <= REST * first);
  return {
    styleAtStart: rounded(first),
    styleAtEnd: rounded(last),
    fall: rounded(1 - last / first, 5),
    /** The first step at which the style cost has fallen by 95 %. */
    step95: step < 0 ? null : step,
    contentAtEnd: rounded(content),
  };
};
const pairs = names.map((pair, i) => ({
  name: `${pair.content} ${pair.style}`,
  ...pair,
  costs: fallOf(painted[i]!),
  contentMatch: contents[i]!,
  styleMatch: styles[i]!,
}));
const summary = {
  pairs: pairs.length,
  steps: STYLE_DEFAULTS.steps,
  side: SIDE,
  start: STYLE_DEFAULTS.start,
  fell: pairs.filter(({ costs }) => costs.fall >= 1 - REST).length,
  leastFall: Math.min(...pairs.map(({ costs }) => costs.fall)),
  slowest: Math.max(...pairs.map(({ costs }) => costs.step95 ?? Infinity)),
  contentsMatched: contents.filter(({ place }) => place === 1).length,
  stylesMatched: styles.filter(({ place }) => place === 1).length,
};

mkdirSync(values.out, { recursive: true });
const { network, contentLayer, lambda, ratio, variation, margin, rate } = STYLE_DEFAULTS;
const settings = { network, contentLayer, lambda, ratio, variation, margin, rate: rate.adam };
writeFileSync(
  path.join(values.out, 'pairs.json'),
  `${JSON.stringify({ settings, summary, pairs }, null, 1)}\n`,
);
await writeContactSheet(shown, path.join(values.out, 'sheet.webp'));
const script = 'scripts/measure-style.ts';
const command = ['node', script, ...process.argv.slice(2)].join(' ');
const { files } = writeManifest(values.out, ['pairs.json', 'sheet.webp'], { script, command, seed: SEED });
for (const { name, bytes } of files) console.log(`${name}: ${bytes} bytes`);
console.log(summary);
