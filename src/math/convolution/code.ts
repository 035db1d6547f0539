import { kerasCode } from './code/keras.ts';
import { pytorchCode } from './code/pytorch.ts';
import { tensorflowJsCode } from './code/tensorflow-js.ts';
import type { Network } from './network.ts';

export const FRAMEWORKS = ['keras', 'pytorch', 'tensorflow.js'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

const GENERATORS: Record<Framework, (network: Network) => string> = {
  keras: kerasCode,
  pytorch: pytorchCode,
  'tensorflow.js': tensorflowJsCode,
};

/**
 * The network as a whole program in Keras 3, PyTorch or TensorFlow.js. Where a framework pads otherwise or
 * lacks an option, the same layer is put together from what it has. An impossible layer, and all behind it,
 * is left out with a comment that says why.
 */
export function codeFor(network: Network, framework: Framework): string {
  return GENERATORS[framework](network);
}
