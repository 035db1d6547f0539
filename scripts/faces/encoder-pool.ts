import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ENCODING_SIZE } from '#models/face-encoder';
import type { FaceSet } from './face-set.ts';

/** What an encoder worker starts with: everything big lies in shared memory. */
export interface EncoderSetup {
  pixels: SharedArrayBuffer;
  /** All trainable weights, one tensor after the other; the same for all workers. */
  weights: SharedArrayBuffer;
  /** This worker's gradients of the weights, in the same order. */
  gradients: SharedArrayBuffer;
  /** [batch, 32]: what the network answers, and the gradient of the loss for that. */
  encodings: SharedArrayBuffer;
  slopes: SharedArrayBuffer;
  /** One 32-bit number: the step for which `slopes` is ready. */
  ready: SharedArrayBuffer;
}

/** A worker's part of a batch. */
export interface EncoderOrder {
  /** Counts from 1. */
  step: number;
  /** Places in the set, and for each the seed of its alterations. */
  faces: Uint32Array;
  seeds: Uint32Array;
  /** The first of them in the batch. */
  from: number;
}

/** tfjs on WASM has one thread in Node, so a batch is cut in two, whatever the machine: the sums stay the same. */
const PARTS = 2;

/**
 * Computes gradients of a loss that looks at the whole batch at once, as the triplet loss does, on both halves of the
 * batch at the same time. The workers encode their halves and wait; the loss's gradient for the encodings is worked
 * out here; the workers carry it back to the weights.
 */
export class EncoderPool {
  /** All trainable weights, one tensor after the other: write them before `compute`. */
  readonly weights: Float32Array;
  /** Gradients of the last batch, in the same order. */
  readonly gradients: Float32Array;
  readonly #encodings: Float32Array;
  readonly #slopes: Float32Array;
  readonly #ready: Int32Array;
  readonly #workers: { worker: Worker; gradients: Float32Array }[];
  #step = 0;

  /**
   * @param batch faces in a batch; even
   * @param size number of weights
   */
  constructor(set: FaceSet, batch: number, size: number) {
    if (batch % PARTS !== 0) throw new RangeError(`A batch of ${batch} can't be halved.`);
    const floats = (length: number) => new SharedArrayBuffer(length * 4);
    const pixels = new SharedArrayBuffer(set.pixels.length);
    new Uint8Array(pixels).set(set.pixels);
    const [weights, ready] = [floats(size), floats(1)];
    const [encodings, slopes] = [floats(batch * ENCODING_SIZE), floats(batch * ENCODING_SIZE)];
    this.weights = new Float32Array(weights);
    this.gradients = new Float32Array(size);
    this.#encodings = new Float32Array(encodings);
    this.#slopes = new Float32Array(slopes);
    this.#ready = new Int32Array(ready);
    this.#workers = Array.from({ length: PARTS }, () => {
      const gradients = floats(size);
      const workerData: EncoderSetup = { pixels, weights, gradients, encodings, slopes, ready };
      const worker = new Worker(new URL('./encoder-worker.ts', import.meta.url), { workerData });
      return { worker, gradients: new Float32Array(gradients) };
    });
  }

  /**
   * Fills `gradients` for one batch.
   *
   * @param faces places in the set
   * @param seeds one a face, of its alterations
   * @param slopesOf gives the gradient of the loss for the network's answers, both [batch, 32]
   */
  async compute(
    faces: Uint32Array,
    seeds: Uint32Array,
    slopesOf: (answers: Float32Array) => Float32Array,
  ): Promise<void> {
    const step = ++this.#step;
    const part = faces.length / PARTS;
    const encoded = this.#heard();
    for (const [i, { worker }] of this.#workers.entries()) {
      const [from, to] = [i * part, (i + 1) * part];
      const order: EncoderOrder = { step, faces: faces.slice(from, to), seeds: seeds.slice(from, to), from };
      worker.postMessage(order);
    }
    await encoded;
    this.#slopes.set(slopesOf(this.#encodings.slice()));
    const done = this.#heard();
    Atomics.store(this.#ready, 0, step);
    Atomics.notify(this.#ready, 0);
    await done;
    this.gradients.fill(0);
    for (const { gradients } of this.#workers) {
      for (let i = 0; i < gradients.length; i++) this.gradients[i]! += gradients[i]!;
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map(({ worker }) => worker.terminate()));
  }

  /** Settles when each worker has sent its next message; rejects when one fails. */
  async #heard(): Promise<void> {
    await Promise.all(this.#workers.map(({ worker }) => once(worker, 'message')));
  }
}
