import { ExperimentError } from '#experiments/experiment';

/**
 * Awaits a dynamic import.
 *
 * @throws ExperimentError 'offline' or 'missing-asset' when the code could not be had
 */
export async function fetched<P extends Promise<unknown>>(code: P): Promise<Awaited<P>> {
  try {
    return await code;
  } catch (error) {
    throw unreachable(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Fetches a file of the program, so that the browser's cache has it.
 *
 * @throws ExperimentError 'offline' or 'missing-asset' when it could not be had
 */
export async function fetchFile(address: string): Promise<void> {
  const response = await fetched(fetch(address));
  if (!response.ok) throw unreachable(`${address}: the server answered ${response.status}`);
  await fetched(response.arrayBuffer());
}

function unreachable(reason: string): ExperimentError {
  console.info(`A part of the program could not be loaded: ${reason}`);
  if (navigator.onLine) {
    const message = 'A part of this site’s program could not be loaded. The site may have changed since.';
    return new ExperimentError('missing-asset', message);
  }
  const message = 'A part of this site’s program could not be loaded: this device is offline.';
  return new ExperimentError('offline', message);
}
