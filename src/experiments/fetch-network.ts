import { LIMITS, megabytes } from '#models/own-network/limits';
import { type NamedFile, readDescription, weightsWanted } from '#models/own-network/read';
import type { Progress } from './experiment.ts';

/** How long a site may take to answer. */
const PATIENCE = 30_000;

/**
 * Fetches a network from a site that the reader named: model.json, then the files that it names.
 *
 * Nothing is sent along: no cookies, no referrer.
 *
 * @throws RangeError in words for the reader
 */
export async function* fetchNetwork(
  address: string,
  signal: AbortSignal,
): AsyncGenerator<Progress<never>, NamedFile[], void> {
  const url = modelAddress(address);
  const description: NamedFile = {
    name: 'model.json',
    data: await download(url, LIMITS.topologyBytes, signal),
  };
  const { paths, bytes } = weightsWanted(await readDescription([description]));
  const files = [description];
  let left = bytes;
  for (const [done, path] of paths.entries()) {
    yield { done, total: paths.length, what: `weight files fetched, ${megabytes(bytes)} in all` };
    const shard = new URL(path, url);
    if (shard.protocol !== 'http:' && shard.protocol !== 'https:')
      throw new RangeError(`${path} is no address.`);
    // A query of the model's address may hold what opens its shards, too.
    if (!shard.search) shard.search = url.search;
    const data = await download(shard, left, signal);
    left -= data.size;
    files.push({ name: path, data });
  }
  return files;
}

function modelAddress(address: string): URL {
  let url: URL;
  try {
    url = new URL(address.trim());
  } catch {
    throw new RangeError('This is no address. It begins with https:// and ends with model.json.');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new RangeError(`An address here begins with https://, not with ${url.protocol}`);
  }
  if (url.username || url.password)
    throw new RangeError('An address with a name and a password can’t be fetched.');
  if (url.pathname.endsWith('/')) url.pathname += 'model.json';
  return url;
}

/** @param most bytes that it may have */
async function download(url: URL, most: number, signal: AbortSignal): Promise<Blob> {
  const response = await answerOf(url, signal);
  if (!response.ok) {
    const words = response.status === 404 ? 'there is no such file' : `it answered ${response.status}`;
    throw new RangeError(`${url.host} was asked for ${url.pathname}, and ${words}.`);
  }
  const tooLarge = () =>
    new RangeError(`${url.pathname} has more than the ${megabytes(most)} that were expected.`);
  if (
    Number(response.headers.get('content-length') ?? 0) > most &&
    !response.headers.has('content-encoding')
  ) {
    void response.body?.cancel();
    throw tooLarge();
  }
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const step = await reader?.read().catch((error: unknown) => {
      signal.throwIfAborted();
      throw new RangeError(
        `The connection to ${url.host} broke: ${error instanceof Error ? error.message : error}.`,
      );
    });
    signal.throwIfAborted();
    if (!step || step.done) return new Blob(parts);
    parts.push(step.value);
    size += step.value.length;
    if (size > most) {
      void reader?.cancel();
      throw tooLarge();
    }
  }
}

async function answerOf(url: URL, signal: AbortSignal): Promise<Response> {
  const patience = AbortSignal.timeout(PATIENCE);
  try {
    return await fetch(url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.any([signal, patience]),
    });
  } catch {
    signal.throwIfAborted();
    if (patience.aborted) throw new RangeError(`${url.host} does not answer.`);
    if (!navigator.onLine) throw new RangeError('This device is offline.');
    if (location.protocol === 'https:' && url.protocol === 'http:') {
      throw new RangeError(
        `A page that came by https can’t fetch from ${url.host} by http. Use https, or download the files and choose them.`,
      );
    }
    throw new RangeError(
      `${url.host} can’t be read from here: either it is out of reach, or it does not allow other sites to read its files (CORS). Download model.json and its .bin files, and choose them instead.`,
    );
  }
}
