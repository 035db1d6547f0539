import type * as Core from '@tensorflow/tfjs-core';
import { ExperimentError } from '#experiments/experiment';
import { backendCandidates } from './backend-order.ts';
import { fetched, fetchFile } from './fetched.ts';
import type { BackendName, WorkerSettings } from './protocol.ts';

export interface Backend {
  name: BackendName;
  /** Whether its GPU context is gone, known at once where the browser can tell. */
  isLost(): boolean;
  /** Resolves when its GPU context is gone; never for a backend without one. */
  lost: Promise<void>;
}

/** A backend that takes longer than this to do the trial is not used. */
const TRIAL_MILLISECONDS = 30_000;

/**
 * Makes the first backend that works the one in force.
 *
 * Each candidate does a small convolution whose answer is known, and is taken only if it finds that answer.
 * Software emulations of a GPU are taken only when the link forces them: WASM is faster.
 *
 * @throws ExperimentError 'no-backend'; 'offline' or 'missing-asset' when the code of one could not be fetched
 */
export async function chooseBackend(settings: WorkerSettings): Promise<Backend> {
  const tf = await fetched(import('@tensorflow/tfjs-core'));
  // Without this part, tfjs knows no slopes in a browser. It must come second: it uses flags that the first defines.
  await fetched(import('@tensorflow/tfjs-core/dist/register_all_gradients.js'));
  let unreachable: ExperimentError | undefined;
  for (const name of backendCandidates(settings)) {
    try {
      await within(TRIAL_MILLISECONDS, takeBackend(tf, name, settings.forced === name));
      return { name, ...watchLoss(tf, name) };
    } catch (error) {
      if (error instanceof ExperimentError) unreachable ??= error;
      console.info(`The ${name} backend is not used: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (unreachable) throw unreachable;
  throw new ExperimentError('no-backend', noBackendMessage(settings), false);
}

function noBackendMessage({ forced, lost }: WorkerSettings): string {
  if (!forced || lost.length > 0) return 'No means of computing a network works in this browser.';
  return `The link asks for the ${forced} backend, which does not work in this browser. Open the page without “backend=${forced}” in its address.`;
}

async function takeBackend(tf: typeof Core, name: BackendName, forced: boolean): Promise<void> {
  await load[name](tf, forced);
  if (!(await tf.setBackend(name))) throw new Error('it could not be started');
  const answer = tf.tidy(() => {
    const picture = tf.tensor4d(
      Float32Array.from({ length: 16 }, (_, i) => i),
      [1, 4, 4, 1],
    );
    const filter = tf.tensor4d(
      Float32Array.from({ length: 9 }, (_, i) => i + 1),
      [3, 3, 1, 1],
    );
    return tf.relu(tf.sub(tf.conv2d(picture, filter, 1, 'valid'), 400));
  });
  const values = Array.from(await answer.data());
  answer.dispose();
  if (values.join() !== '0,0,83,128') throw new Error(`it computes wrongly: ${values.join()}`);
}

const load: Record<BackendName, (tf: typeof Core, forced: boolean) => Promise<void>> = {
  async webgpu(_tf, forced) {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) throw new Error('this browser offers no WebGPU');
    if (adapter.info.isFallbackAdapter && !forced) throw new Error('it is emulated in software');
    await fetched(import('@tensorflow/tfjs-backend-webgpu'));
  },
  async webgl(tf, forced) {
    const renderer = webglRenderer();
    if (renderer === null) throw new Error('this browser offers no WebGL 2');
    if (SOFTWARE.test(renderer) && !forced) throw new Error('it is emulated in software');
    await fetched(import('@tensorflow/tfjs-backend-webgl'));
    tf.env().set('SOFTWARE_WEBGL_ENABLED', forced);
  },
  async wasm(tf) {
    if (typeof WebAssembly === 'undefined') throw new Error('this browser offers no WebAssembly');
    const [{ setWasmPaths }, { default: plain }, { default: simd }] = await fetched(
      Promise.all([
        import('@tensorflow/tfjs-backend-wasm'),
        import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'),
        import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'),
      ]),
    );
    // tfjs can't be asked a second time when its file could not be had. This fills the cache that it reads from.
    await fetchFile((await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? simd : plain);
    // Threads need headers that a static host does not send; the threaded binary is not shipped.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths({
      'tfjs-backend-wasm.wasm': plain,
      'tfjs-backend-wasm-simd.wasm': simd,
      'tfjs-backend-wasm-threaded-simd.wasm': simd,
    });
  },
  async cpu() {
    await fetched(import('@tensorflow/tfjs-backend-cpu'));
  },
};

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** What WebGL draws with, or null without WebGL. Asked before tfjs's part for it is loaded. */
function webglRenderer(): string | null {
  const gl = typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return null;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return renderer;
}

function watchLoss(tf: typeof Core, name: BackendName): Pick<Backend, 'isLost' | 'lost'> {
  let gone = false;
  if (name === 'webgl') {
    const { gl } = (tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } }).gpgpu;
    const lost = new Promise<void>((resolve) => {
      gl.canvas.addEventListener('webglcontextlost', () => resolve());
    });
    return { isLost: () => gl.isContextLost(), lost };
  }
  if (name === 'webgpu') {
    const { device } = tf.backend() as unknown as { device: { lost: Promise<unknown> } };
    const lost = device.lost.then(() => {
      gone = true;
    });
    return { isLost: () => gone, lost };
  }
  return { isLost: () => false, lost: new Promise(() => {}) };
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('it takes too long')), milliseconds);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
