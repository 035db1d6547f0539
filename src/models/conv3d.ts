import {
  type GradConfig,
  getBackend,
  getGradient,
  getKernel,
  type KernelConfig,
  registerGradient,
  registerKernel,
  type Tensor5D,
  unregisterGradient,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { type Conv3dAttributes, convolveVolumes, filterGradient, inputGradient } from './conv3d-slices.ts';

const NAME = 'Conv3D';

/** What stands behind `tf.conv3d` on WASM, and its gradient on all backends. */
export interface Conv3dCode {
  kernel: KernelConfig;
  gradient?: GradConfig;
}

let replaced: Conv3dCode | undefined;

/**
 * Replaces `tf.conv3d` on WASM, and its gradient there, by sums of two-dimensional convolutions, one for each slice of
 * the kernel. (The stock kernel of WASM works through cells one by one, and its gradient knows no dilation.) All that
 * is built on `tf.conv3d` profits without knowing: layers, networks that were loaded, training. Strides, paddings and
 * dilations are honoured; other backends keep what they have.
 *
 * Call it once the WASM backend is in force; where another one is, it does nothing. Later calls do nothing.
 */
export function registerFastConv3d(): void {
  if (replaced || getBackend() !== 'wasm') return;
  replaced = conv3dInForce();
  useConv3d({ kernel: fastKernel, gradient: fastGradient(replaced.gradient) });
}

/**
 * What `tf.conv3d` now is made of.
 *
 * @throws Error when the WASM backend was never loaded
 */
export function conv3dInForce(): Conv3dCode {
  const kernel = getKernel(NAME, 'wasm') as KernelConfig | undefined;
  if (!kernel) throw new Error('The WASM backend of tfjs is not loaded.');
  const gradient = getGradient(NAME) as GradConfig | undefined;
  return gradient ? { kernel, gradient } : { kernel };
}

/** Puts one code in the place of another: for comparisons. */
export function useConv3d({ kernel, gradient }: Conv3dCode): void {
  const before = conv3dInForce();
  unregisterKernel(NAME, 'wasm');
  registerKernel(kernel);
  if (before.gradient) unregisterGradient(NAME);
  if (gradient) registerGradient(gradient);
}

const fastKernel: KernelConfig = {
  kernelName: NAME,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs }) {
    const { x, filter } = inputs as unknown as { x: Tensor5D; filter: Tensor5D };
    for (const { dtype } of [x, filter]) {
      if (dtype !== 'float32') throw new Error(`conv3d takes tensors of float32, not of ${dtype}.`);
    }
    return convolveVolumes(x, filter, attrs as unknown as Conv3dAttributes);
  },
};

function fastGradient(others: GradConfig | undefined): GradConfig {
  return {
    kernelName: NAME,
    inputsToSave: ['x', 'filter'],
    gradFunc(dy, saved, attributes) {
      if (getBackend() !== 'wasm') {
        if (!others) throw new Error('The gradient of conv3d needs the stock gradients of tfjs.');
        return others.gradFunc(dy, saved, attributes);
      }
      const [x, filter] = saved as [Tensor5D, Tensor5D];
      const options = attributes as unknown as Conv3dAttributes;
      return {
        x: () => inputGradient(dy as Tensor5D, x.shape, filter, options),
        filter: () => filterGradient(x, dy as Tensor5D, filter.shape, options),
      };
    },
  };
}
