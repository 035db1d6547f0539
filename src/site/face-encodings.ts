import { decodeEncodingSet, type EncodingSet } from '#math/encoding-set';
import { AssetError, loadAsset } from './asset.ts';

export type { EncodingSet } from '#math/encoding-set';

/** Where the shipped encodings of faces lie, below public/. */
export const FACES_FOLDER = 'data/faces';

/** People of the gallery, unseen test people, and the people who train the heads. */
export type EncodingSetName = 'gallery' | 'test' | 'heads';

/** The sheet of the first people of the gallery, each person's picture 0, row by row. */
export const PORTRAITS = {
  path: `${FACES_FOLDER}/portraits.webp`,
  people: 24,
  columns: 6,
  rows: 4,
  /** Side of one portrait in pixels. */
  side: 96,
} as const;

const kept = new Map<EncodingSetName, Promise<EncodingSet>>();

/**
 * The shipped encodings of a set of people, loaded once a page. A load that failed is forgotten, so that Retry tries
 * again; one that nobody waits for any more still ends, for the next who asks.
 *
 * @throws AssetError when the file is missing or damaged; the signal's reason when aborted
 */
export async function loadEncodings(
  name: EncodingSetName,
  { signal }: { signal?: AbortSignal } = {},
): Promise<EncodingSet> {
  signal?.throwIfAborted();
  const loading = kept.get(name) ?? read(name);
  kept.set(name, loading);
  loading.catch(() => kept.delete(name));
  if (!signal) return loading;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([loading, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function read(name: EncodingSetName): Promise<EncodingSet> {
  const path = `${FACES_FOLDER}/encodings-${name}.bin`;
  const bytes = await loadAsset(path);
  try {
    return decodeEncodingSet(bytes);
  } catch {
    throw new AssetError('corrupt-asset', path, `The file ${path} can't be read: it is damaged.`);
  }
}
