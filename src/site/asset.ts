import { withBase } from './base-path.ts';

export type AssetErrorCode = 'missing-asset' | 'corrupt-asset' | 'offline';

/** A file of the site that can't be used. The message is a sentence for the reader and names the file. */
export class AssetError extends Error {
  readonly code: AssetErrorCode;
  readonly path: string;

  constructor(code: AssetErrorCode, path: string, message: string) {
    super(message);
    this.name = 'AssetError';
    this.code = code;
    this.path = path;
  }
}

export interface ManifestEntry {
  name: string;
  bytes: number;
  /** Hexadecimal, lower case. */
  sha256: string;
}

type Manifest = ReadonlyMap<string, ManifestEntry>;

const manifests = new Map<string, Promise<Manifest>>();

/**
 * Loads a file below public/ and checks it against its folder's manifest.json.
 *
 * A mismatch is tried once more past the HTTP cache, which can hold one file of an older release.
 *
 * @param path below public/, e.g. 'data/pictures/unit-index.bin'
 * @throws AssetError; the signal's reason when aborted
 */
export async function loadAsset(
  path: string,
  { signal }: { signal?: AbortSignal } = {},
): Promise<ArrayBuffer> {
  try {
    return await loadChecked(path, 'default', signal);
  } catch (error) {
    if (!(error instanceof AssetError && error.code === 'corrupt-asset')) throw error;
    manifests.delete(folderOf(path));
    return await loadChecked(path, 'reload', signal);
  }
}

/**
 * The sha256 of a file below public/ in hexadecimal, as its folder's manifest.json says: which version of it the site
 * has, without loading it.
 *
 * @throws AssetError when there is no manifest, or it does not name the file
 */
export async function assetSum(path: string): Promise<string> {
  return entryOf(await manifestOf(folderOf(path), 'default'), path).sha256;
}

async function loadChecked(path: string, cache: RequestCache, signal?: AbortSignal): Promise<ArrayBuffer> {
  const folder = folderOf(path);
  const [manifest, bytes] = await Promise.all([manifestOf(folder, cache), fetchFile(path, cache, signal)]);
  signal?.throwIfAborted();
  const entry = entryOf(manifest, path);
  if (bytes.byteLength !== entry.bytes || (await sha256(bytes, entry.sha256)) !== entry.sha256) {
    throw corrupt(path);
  }
  return bytes;
}

function entryOf(manifest: Manifest, path: string): ManifestEntry {
  const folder = folderOf(path);
  const entry = manifest.get(path.slice(folder.length + 1));
  if (entry) return entry;
  const message = `The file ${path} can't be checked: ${folder}/manifest.json does not name it.`;
  throw new AssetError('corrupt-asset', path, message);
}

function manifestOf(folder: string, cache: RequestCache): Promise<Manifest> {
  const known = manifests.get(folder);
  if (known) return known;
  const promise = fetchManifest(`${folder}/manifest.json`, cache);
  manifests.set(folder, promise);
  promise.catch(() => manifests.delete(folder));
  return promise;
}

async function fetchManifest(path: string, cache: RequestCache): Promise<Manifest> {
  const text = new TextDecoder().decode(await fetchFile(path, cache));
  try {
    const { files } = JSON.parse(text) as { files: ManifestEntry[] };
    return new Map(files.map((entry) => [entry.name, entry]));
  } catch {
    throw new AssetError('corrupt-asset', path, `The file ${path} arrived damaged: it can't be read.`);
  }
}

async function fetchFile(path: string, cache: RequestCache, signal?: AbortSignal): Promise<ArrayBuffer> {
  try {
    const response = await fetch(withBase(path), { cache, ...(signal ? { signal } : {}) });
    if (response.ok) return await response.arrayBuffer();
    const message = `The file ${path} is missing from this site (the server answered ${response.status}).`;
    throw new AssetError('missing-asset', path, message);
  } catch (error) {
    if (error instanceof AssetError) throw error;
    signal?.throwIfAborted();
    throw new AssetError('offline', path, `The file ${path} could not be fetched. Is this device offline?`);
  }
}

/** The digest in hexadecimal; where the page is not in a secure context, the expected one (the length was checked). */
async function sha256(bytes: ArrayBuffer, expected: string): Promise<string> {
  if (!globalThis.crypto?.subtle) return expected;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function corrupt(path: string): AssetError {
  const message = `The file ${path} arrived damaged: it is not the one that its manifest.json describes.`;
  return new AssetError('corrupt-asset', path, message);
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
