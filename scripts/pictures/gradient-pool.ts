import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { RenderedSet } from './rendered-set.ts';

/** What a gradient worker starts with: pictures, weights and its own gradients lie in shared memory. */
export interface GradientSetup {
  classes: number;
  pixels: SharedArrayBuffer;
  labels: SharedArrayBuffer;
  /** All trainable weights, one tensor after the other; the same for all workers. */
  weights: SharedArrayBuffer;
  gradients: SharedArrayBuffer;
}

/** Places of pictures in the set, and for each the seed of its alterations. */
export interface GradientOrder {
  pictures: Uint32Array;
  seeds: Uint32Array;
}

export interface BatchFigures {
  loss: number;
  correct: number;
}

/** tfjs on WASM has one thread in Node, so a batch is cut in two, whatever the machine: the sums stay the same. */
const PARTS = 2;

/** Computes gradients on both halves of a batch at the same time. */
export class GradientPool {
  /** All trainable weights, one tensor after the other: write them before `compute`. */
  readonly weights: Float32Array;
  /** Mean gradients over the batch, in the same order. */
  readonly gradients: Float32Array;
  private readonly workers: { worker: Worker; gradients: Float32Array }[];

  constructor(set: RenderedSet, classes: number, size: number) {
    const pixels = shared(set.pixels);
    const labels = shared(set.labels);
    const weights = new SharedArrayBuffer(size * 4);
    this.weights = new Float32Array(weights);
    this.gradients = new Float32Array(size);
    this.workers = Array.from({ length: PARTS }, () => {
      const gradients = new SharedArrayBuffer(size * 4);
      const workerData: GradientSetup = { classes, pixels, labels, weights, gradients };
      const worker = new Worker(new URL('./gradient-worker.ts', import.meta.url), { workerData });
      return { worker, gradients: new Float32Array(gradients) };
    });
  }

  /** Fills `gradients` for one batch. Its size is a multiple of the parts. */
  async compute({ pictures, seeds }: GradientOrder): Promise<BatchFigures> {
    const part = pictures.length / PARTS;
    if (!Number.isInteger(part)) throw new RangeError(`A batch of ${pictures.length} can't be halved.`);
    const answers = await Promise.all(
      this.workers.map(async ({ worker }, i) => {
        const range = [i * part, (i + 1) * part] as const;
        worker.postMessage({ pictures: pictures.slice(...range), seeds: seeds.slice(...range) });
        const [figures] = (await once(worker, 'message')) as [BatchFigures];
        return figures;
      }),
    );
    this.gradients.fill(0);
    for (const { gradients } of this.workers) {
      for (let i = 0; i < gradients.length; i++) this.gradients[i]! += gradients[i]! / PARTS;
    }
    const loss = answers.reduce((sum, answer) => sum + answer.loss / PARTS, 0);
    return { loss, correct: answers.reduce((sum, answer) => sum + answer.correct, 0) };
  }

  async stop(): Promise<void> {
    await Promise.all(this.workers.map(({ worker }) => worker.terminate()));
  }
}

function shared(bytes: Uint8Array): SharedArrayBuffer {
  const memory = new SharedArrayBuffer(bytes.length);
  new Uint8Array(memory).set(bytes);
  return memory;
}
