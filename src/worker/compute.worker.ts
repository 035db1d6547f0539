import { expose, transfer } from 'comlink';
import { assetSum, loadAsset } from '#site/asset';
import { type Backend, chooseBackend } from './backends.ts';
import { decodeOwn } from './decode-own.ts';
import { decodePicture } from './decode-picture.ts';
import { drive, errorOutcome } from './drive.ts';
import { fetched } from './fetched.ts';
import type { Outcome, WorkerApi, WorkerEvent, WorkerSettings } from './protocol.ts';
import { registry } from './registry.ts';
import { transferablesOf } from './transferables.ts';

const controllers = new Map<number, AbortController>();
let settings: WorkerSettings = { forced: null, lost: [] };
let send: (event: WorkerEvent) => Promise<void>;
let backend: Promise<Backend> | undefined;
/** Whether tfjs can be asked; while a backend starts it throws. */
let ready = false;

/** The backend, chosen when the first experiment needs it; chosen anew when that failed. */
function getBackend(): Promise<Backend> {
  backend ??= chooseBackend(settings).then(
    (chosen) => {
      ready = true;
      void send({ kind: 'backend', backend: chosen.name });
      void chosen.lost.then(() => send({ kind: 'lost', backend: chosen.name }));
      return chosen;
    },
    (error) => {
      backend = undefined;
      throw error;
    },
  );
  return backend;
}

async function run(id: number, name: keyof typeof registry, options: unknown): Promise<Outcome> {
  const controller = new AbortController();
  const { signal } = controller;
  controllers.set(id, controller);
  try {
    const { tfjs, load } = registry[name];
    const [experiment, inForce] = await Promise.all([fetched(load()), tfjs ? getBackend() : null]);
    if (signal.aborted) return { kind: 'aborted' };
    const context = {
      signal,
      backend: inForce?.name ?? 'none',
      // Not cancelled with the run: experiments share networks while they load.
      asset: (path: string) => loadAsset(path),
      sha256: (path: string) => assetSum(path),
      pictures: async (path: string) => decodePicture(await loadAsset(path, { signal }), path),
      decode: decodeOwn,
    };
    const outcome = await drive(experiment.run, options, context, {
      isLost: () => inForce?.isLost() ?? false,
      emit: (progress) => send({ kind: 'progress', id, progress }),
    });
    if (outcome.kind === 'lost' && inForce) await send({ kind: 'lost', backend: inForce.name });
    return transfer(outcome, [...transferablesOf(outcome)]);
  } catch (error) {
    return errorOutcome(error);
  } finally {
    controllers.delete(id);
  }
}

const api: WorkerApi = {
  async start(given, lock, onEvent) {
    settings = given;
    send = async (event) => {
      await onEvent(transfer(event, [...transferablesOf(event)]));
    };
    await new Promise<void>((held) => {
      if (!navigator.locks) held();
      navigator.locks?.request(lock, () => {
        held();
        return new Promise(() => {});
      });
    });
  },
  run,
  cancel(id) {
    controllers.get(id)?.abort();
  },
  async ping() {
    if (!ready) return { tensors: 0 };
    const { memory } = await import('@tensorflow/tfjs-core');
    return { tensors: memory().numTensors };
  },
};

expose(api);
