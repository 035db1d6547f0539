import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { encodeEncodingSet } from '#math/encoding-set';
import { AssetError } from '#site/asset';

const loadAsset = vi.fn<(path: string) => Promise<ArrayBuffer>>();
let loadEncodings: typeof import('#site/face-encodings').loadEncodings;

const set = {
  version: '0123456789ab',
  first: 6,
  people: 1,
  pictures: 1,
  size: 2,
  values: Float32Array.of(0.6, 0.8),
};

beforeEach(async () => {
  loadAsset.mockReset();
  vi.doMock('#site/asset', async (original) => ({ ...(await original<object>()), loadAsset }));
  vi.resetModules();
  ({ loadEncodings } = await import('#site/face-encodings'));
});
afterEach(() => vi.doUnmock('#site/asset'));

test('are loaded once a page, each set from its file', async () => {
  loadAsset.mockImplementation(async () => encodeEncodingSet(set));
  expect(await loadEncodings('gallery')).toEqual(set);
  expect(await loadEncodings('gallery')).toBe(await loadEncodings('gallery'));
  await loadEncodings('test');
  const paths = loadAsset.mock.calls.map(([path]) => path);
  expect(paths).toEqual(['data/faces/encodings-gallery.bin', 'data/faces/encodings-test.bin']);
});

test('that failed to load are asked for again; those that can’t be read are damaged', async () => {
  loadAsset.mockRejectedValueOnce(new AssetError('offline', 'x', 'no'));
  await expect(loadEncodings('heads')).rejects.toMatchObject({ code: 'offline' });
  loadAsset.mockResolvedValueOnce(new ArrayBuffer(16));
  await expect(loadEncodings('heads')).rejects.toMatchObject({
    code: 'corrupt-asset',
    message: expect.stringContaining('encodings-heads.bin'),
  });
  loadAsset.mockResolvedValueOnce(encodeEncodingSet(set));
  expect(await loadEncodings('heads')).toEqual(set);
});

test('whoever gives up waits no longer; the load goes on for others', async () => {
  const { promise, resolve } = Promise.withResolvers<ArrayBuffer>();
  loadAsset.mockReturnValue(promise);
  const controller = new AbortController();
  const given = loadEncodings('gallery', { signal: controller.signal });
  const other = loadEncodings('gallery');
  controller.abort(new Error('closed'));
  await expect(given).rejects.toThrow('closed');
  await expect(loadEncodings('gallery', { signal: controller.signal })).rejects.toThrow('closed');
  resolve(encodeEncodingSet(set));
  expect(await other).toEqual(set);
  expect(loadAsset).toHaveBeenCalledTimes(1);
});
