import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ContentName } from '#world/still/contents';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import type { ConvolutionName } from '#world/style/layers';
import type { StyleName } from '#world/style/styles';
import { SIDE } from './pairs.ts';

/** What differs from one painting to the next; all else is as in STYLE_DEFAULTS. */
export interface PairOrder {
  content: ContentName;
  style: StyleName;
  /** Pixels a side. */
  side: number;
  start: 'noise' | 'content';
  steps: number;
  alpha: number;
  beta: number;
  lambda: Record<ConvolutionName, number>;
}

export interface PaintedPair {
  /** RGB, [side, side, 3]. */
  pixels: Uint8Array;
  /** Σ λ L of the start and after each step. */
  styleCosts: number[];
  /** Costs at the end, before α and β. */
  content: number;
  style: number;
  milliseconds: number;
}

/** A pair painted as the site does it when nobody sets anything. */
export function defaultOrder(
  content: ContentName,
  style: StyleName,
  start: PairOrder['start'] = STYLE_DEFAULTS.start,
): PairOrder {
  const { ratio, lambda, steps } = STYLE_DEFAULTS;
  return { content, style, side: SIDE, start, steps, alpha: ratio, beta: 1, lambda };
}

/**
 * Paints with Adam, as many pictures at once as there are cores.
 *
 * @param onPainted called after each, in the order in which they come in
 * @returns in the order of the orders
 */
export async function paintPairs(
  orders: readonly PairOrder[],
  onPainted: (order: PairOrder, painted: PaintedPair, done: number) => void = () => {},
): Promise<PaintedPair[]> {
  const painted: PaintedPair[] = [];
  let next = 0;
  let done = 0;
  const work = async () => {
    const worker = new Worker(new URL('./transfer-worker.ts', import.meta.url));
    try {
      while (next < orders.length) {
        const place = next++;
        worker.postMessage(orders[place]!);
        const [answer] = (await once(worker, 'message')) as [PaintedPair];
        painted[place] = answer;
        onPainted(orders[place]!, answer, ++done);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), orders.length) }, work));
  return painted;
}
