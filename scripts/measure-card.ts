import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { siteNetwork } from '#experiments/networks';
import type { PictureCard } from '#site/model-card';
import { fileContext } from './file-context.ts';
import { testFigures } from './pictures/card.ts';
import { evaluate } from './pictures/evaluate.ts';
import { renderedSet } from './pictures/rendered-set.ts';
import { ROOT } from './root.ts';
import { startTensorflow } from './tfjs-node.ts';

// Measures the figures of the picture network's card again, from the committed weights, and fails when they
// differ: `node scripts/measure-card.ts`.
const publicFolder = path.join(ROOT, 'public');
const card = JSON.parse(
  readFileSync(path.join(publicFolder, 'models/pictures/card.json'), 'utf8'),
) as PictureCard;
await startTensorflow('wasm');
const network = await siteNetwork('pictures', fileContext(publicFolder));
const measured = testFigures(evaluate(network, await renderedSet('test')));
const faults: string[] = [];
if (network.countParams() !== card.parameters) {
  faults.push(`The network has ${network.countParams()} parameters, its card says ${card.parameters}.`);
}
for (const [name, value] of Object.entries(measured)) {
  const claimed = card.test[name as keyof typeof measured];
  if (isDeepStrictEqual(value, claimed)) continue;
  faults.push(`${name} is ${JSON.stringify(value)}, the card says ${JSON.stringify(claimed)}.`);
}
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
const { accuracy, pictures, interval } = measured;
const percent = (share: number) => (100 * share).toFixed(2);
console.log(
  `${percent(accuracy)} % of ${pictures} test pictures, ${percent(interval.low)} to ${percent(interval.high)} %: as the card says.`,
);
