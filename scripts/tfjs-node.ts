// In Node, tfjs-core comes without gradients; the union package registers them with the same core.
import '@tensorflow/tfjs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';

/**
 * Makes a tfjs backend ready in Node: WASM with SIMD in one thread (its thread check fails in Node; use
 * several processes for more), or plain JavaScript.
 */
export async function startTensorflow(backend: 'wasm' | 'cpu' = 'wasm'): Promise<void> {
  tf.enableProdMode();
  if (backend === 'wasm') {
    const main = createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(`${path.dirname(main)}${path.sep}`);
    setThreadsCount(1);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`The tfjs backend ${backend} did not start.`);
  await tf.ready();
}
