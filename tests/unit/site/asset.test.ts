import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

const encode = (text: string) => new TextEncoder().encode(text);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A server at the network's edge: what lies at which path. */
let files: Map<string, Uint8Array>;
let requests: { path: string; cache: RequestCache | undefined }[];
let loadAsset: typeof import('#site/asset').loadAsset;
let assetSum: typeof import('#site/asset').assetSum;

function publish(folder: string, contents: Record<string, string>): void {
  const entries = Object.entries(contents).map(([name, text]) => {
    files.set(`/${folder}/${name}`, encode(text));
    return { name, bytes: encode(text).length, sha256: sha256(encode(text)) };
  });
  files.set(`/${folder}/manifest.json`, encode(JSON.stringify({ script: 'x', seed: 1, files: entries })));
}

beforeEach(async () => {
  files = new Map();
  requests = [];
  vi.stubEnv('BASE_URL', '/');
  vi.stubGlobal('fetch', async (path: string, options?: RequestInit) => {
    requests.push({ path, cache: options?.cache });
    options?.signal?.throwIfAborted();
    const bytes = files.get(path);
    return bytes ? new Response(bytes.slice()) : new Response('none', { status: 404 });
  });
  vi.resetModules();
  ({ loadAsset, assetSum } = await import('#site/asset'));
});
afterEach(() => vi.unstubAllGlobals());

describe('an asset', () => {
  test('arrives checked, with one manifest for its folder', async () => {
    publish('data/set', { 'a.bin': 'alpha', 'b.bin': 'beta' });
    expect(new TextDecoder().decode(await loadAsset('data/set/a.bin'))).toBe('alpha');
    expect(new TextDecoder().decode(await loadAsset('data/set/b.bin'))).toBe('beta');
    expect(requests.filter(({ path }) => path.endsWith('manifest.json'))).toHaveLength(1);
  });

  test('tells its sum without being loaded; a file that is not named has none', async () => {
    publish('data/set', { 'a.bin': 'alpha' });
    expect(await assetSum('data/set/a.bin')).toBe(sha256(encode('alpha')));
    expect(requests.map(({ path }) => path)).toEqual(['/data/set/manifest.json']);
    await expect(assetSum('data/set/b.bin')).rejects.toMatchObject({ code: 'corrupt-asset' });
    await expect(assetSum('data/none/a.bin')).rejects.toMatchObject({ code: 'missing-asset' });
  });

  test('of a network tells the version', async () => {
    publish('models/faces', { 'weights.bin': 'numbers' });
    const { networkVersion } = await import('#site/network-version');
    expect(await networkVersion('faces')).toBe(sha256(encode('numbers')).slice(0, 12));
  });

  test('that is missing is named, with the server’s answer', async () => {
    publish('data/set', { 'a.bin': 'alpha' });
    files.delete('/data/set/a.bin');
    await expect(loadAsset('data/set/a.bin')).rejects.toMatchObject({
      code: 'missing-asset',
      path: 'data/set/a.bin',
      message: expect.stringMatching(/data\/set\/a\.bin is missing.*404/),
    });
  });

  test('that its manifest does not list is refused', async () => {
    publish('data/set', { 'a.bin': 'alpha' });
    files.set('/data/set/stray.bin', encode('stray'));
    await expect(loadAsset('data/set/stray.bin')).rejects.toMatchObject({
      code: 'corrupt-asset',
      message: expect.stringContaining('does not name it'),
    });
  });

  test.for(['alphA', 'alph', ''])('that arrives as %j is damaged, and it says which', async (wrong) => {
    publish('data/set', { 'a.bin': 'alpha' });
    files.set('/data/set/a.bin', encode(wrong));
    await expect(loadAsset('data/set/a.bin')).rejects.toMatchObject({
      code: 'corrupt-asset',
      path: 'data/set/a.bin',
      message: expect.stringContaining('data/set/a.bin arrived damaged'),
    });
  });

  test('is fetched once more past the cache when it does not match', async () => {
    publish('data/set', { 'a.bin': 'old' });
    await loadAsset('data/set/a.bin');
    publish('data/set', { 'a.bin': 'new' });
    expect(new TextDecoder().decode(await loadAsset('data/set/a.bin'))).toBe('new');
    expect(requests.slice(-2).map(({ cache }) => cache)).toEqual(['reload', 'reload']);
  });

  test('of a damaged manifest names the manifest', async () => {
    publish('data/set', { 'a.bin': 'alpha' });
    files.set('/data/set/manifest.json', encode('<!doctype html>'));
    const failure = loadAsset('data/set/a.bin');
    await expect(failure).rejects.toMatchObject({ code: 'corrupt-asset', path: 'data/set/manifest.json' });
  });

  test('can be tried again after a failure', async () => {
    await expect(loadAsset('data/set/a.bin')).rejects.toMatchObject({ code: 'missing-asset' });
    publish('data/set', { 'a.bin': 'alpha' });
    expect((await loadAsset('data/set/a.bin')).byteLength).toBe(5);
  });

  test('without a network says so', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    await expect(loadAsset('data/set/a.bin')).rejects.toMatchObject({
      code: 'offline',
      message: expect.stringMatching(/offline\?$/),
    });
  });

  test('that nobody wants any more ends with the signal’s reason', async () => {
    publish('data/set', { 'a.bin': 'alpha' });
    const signal = AbortSignal.abort(new DOMException('gone', 'AbortError'));
    await expect(loadAsset('data/set/a.bin', { signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
