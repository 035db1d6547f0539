import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { KINDS } from '#experiments/masked-picture';
import { SCENE_SETS, type SceneSet, type SceneSetName } from '#world/scene/sets';

export const ROOT = path.resolve(import.meta.dirname, '../..');
/** Bytes of one picture: 64 × 64, RGB. */
export const PICTURE_BYTES = 64 * 64 * 3;

/** Pictures of consecutive scene seeds and their classes, as indices into CLASS_NAMES. */
export interface RenderedSet {
  first: number;
  count: number;
  /** [count, 64, 64, 3], sRGB. */
  pixels: Uint8Array;
  labels: Uint8Array;
}

/** With the masks of every picture: [count, 4, 64, 64], in the order of KINDS; 0 is background. */
export interface MaskedSet extends RenderedSet {
  masks: Uint8Array;
}

/** What one render worker is asked for: some of the set's pictures, written into shared memory. */
export interface RenderOrder {
  first: number;
  count: number;
  start: number;
  step: number;
  pixels: SharedArrayBuffer;
  labels: SharedArrayBuffer;
  /** When masks are wanted too: [count, 4, 64, 64], in the order of KINDS. */
  masks?: SharedArrayBuffer;
}

/** Bytes of one mask of one picture. */
export const MASK_BYTES = 64 * 64;

/**
 * Renders the first `count` pictures of a set on all cores, or reads them from `.cache/`, where they stay as
 * long as the code of the world is the same.
 */
export async function renderedSet(
  name: SceneSetName,
  count: number = SCENE_SETS[name].count,
): Promise<RenderedSet> {
  const { first } = SCENE_SETS[name];
  const file = path.join(ROOT, '.cache/pictures', `${name}-${first}-${count}-${worldFingerprint()}.bin`);
  if (!existsSync(file)) {
    const { pixels, labels } = await renderSet({ first, count });
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.part`, Buffer.concat([labels, pixels]));
    renameSync(`${file}.part`, file);
  }
  const bytes = readFileSync(file);
  return { first, count, labels: bytes.subarray(0, count), pixels: bytes.subarray(count) };
}

/** Renders a set of pictures on all cores. */
export async function renderSet(set: SceneSet): Promise<RenderedSet> {
  const { masks: _none, ...rendered } = await renderShared(set, false);
  return rendered;
}

/** Renders a set of pictures with their masks on all cores. */
export async function renderMaskedSet(set: SceneSet): Promise<MaskedSet> {
  return renderShared(set, true);
}

async function renderShared({ first, count }: SceneSet, masked: boolean): Promise<MaskedSet> {
  const pixels = new SharedArrayBuffer(count * PICTURE_BYTES);
  const labels = new SharedArrayBuffer(count);
  const masks = new SharedArrayBuffer(masked ? count * KINDS.length * MASK_BYTES : 0);
  const step = Math.max(1, Math.min(availableParallelism(), count));
  await Promise.all(
    Array.from({ length: step }, (_, start) => {
      const order: RenderOrder = { first, count, start, step, pixels, labels, ...(masked ? { masks } : {}) };
      const worker = new Worker(new URL('./render-worker.ts', import.meta.url), { workerData: order });
      return new Promise<void>((resolve, reject) => {
        worker.once('error', reject);
        worker.once('exit', (code) =>
          code === 0 ? resolve() : reject(new Error(`A render worker: ${code}.`)),
        );
      });
    }),
  );
  return {
    first,
    count,
    pixels: new Uint8Array(pixels),
    labels: new Uint8Array(labels),
    masks: new Uint8Array(masks),
  };
}

/** Changes when the code that draws the world changes. */
function worldFingerprint(): string {
  const hash = createHash('sha256');
  for (const file of globSync('src/world/**/*.ts', { cwd: ROOT }).sort()) {
    if (!file.endsWith('scene/sets.ts')) hash.update(file).update(readFileSync(path.join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 12);
}
