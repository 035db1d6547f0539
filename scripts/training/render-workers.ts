import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** What every render worker gets besides its orders: it takes pictures `start`, `start + step`, … */
export interface Share {
  start: number;
  step: number;
}

/**
 * Has workers on all cores fill shared memory, each a share of the pictures.
 *
 * @param script the worker's module; its `workerData` is the order with its share
 * @param count pictures
 */
export async function renderInWorkers<O extends object>(script: URL, count: number, order: O): Promise<void> {
  const step = Math.max(1, Math.min(availableParallelism(), count));
  await Promise.all(
    Array.from({ length: step }, (_, start) => {
      const workerData: O & Share = { ...order, start, step };
      const worker = new Worker(script, { workerData });
      return new Promise<void>((resolve, reject) => {
        worker.once('error', reject);
        worker.once('exit', (code) =>
          code === 0 ? resolve() : reject(new Error(`A render worker: ${code}.`)),
        );
      });
    }),
  );
}
