import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import { run } from '#experiments/transfer-style';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { fileContext, finish } from '../file-context.ts';
import { ROOT } from '../root.ts';
import { startTensorflow } from '../tfjs-node.ts';
import { rgbOf } from './grown.ts';
import type { PaintedPair, PairOrder } from './paint-pairs.ts';
import { SEED } from './pairs.ts';

await startTensorflow('wasm');
const context = fileContext(path.join(ROOT, 'public'));

parentPort!.on('message', async ({ content, style, side, start, steps, alpha, beta, lambda }: PairOrder) => {
  const { network, contentLayer, variation, rate } = STYLE_DEFAULTS;
  const styleCosts: number[] = [];
  let last: PaintedPair | null = null;
  const began = performance.now();
  await finish(
    run,
    {
      ...{ network, contentLayer, variation, lambda, alpha, beta, steps },
      width: side,
      height: side,
      content: { kind: 'content', name: content },
      styles: [{ input: { kind: 'style', name: style, seed: SEED }, weight: 1 }],
      start: start === 'noise' ? { kind: 'noise', seed: SEED } : { kind: 'content' },
      optimiser: 'adam',
      rate: rate.adam,
    },
    context,
    ({ painted }) => {
      styleCosts.push(painted.style);
      if (painted.step < steps) return;
      const pixels = rgbOf(painted.pixels);
      const milliseconds = performance.now() - began;
      last = { pixels, styleCosts, content: painted.content, style: painted.style, milliseconds };
    },
  );
  if (!last) throw new Error(`${content} in the style of ${style} was not painted to its end.`);
  parentPort!.postMessage(last);
});
