import { BACKENDS, type BackendName, type WorkerSettings } from './protocol.ts';

/**
 * The backend that a page's link asks for by `?backend=wasm`.
 *
 * @returns null when the link names none, or none that exists
 */
export function forcedBackend(search: string): BackendName | null {
  const name = new URLSearchParams(search).get('backend')?.toLowerCase();
  return BACKENDS.find((backend) => backend === name) ?? null;
}

/**
 * The backends to try, first to last: after a loss those behind the lost ones, else the forced one alone, else all.
 */
export function backendCandidates({ forced, lost }: WorkerSettings): readonly BackendName[] {
  const last = Math.max(...lost.map((backend) => BACKENDS.indexOf(backend)), -1);
  if (last >= 0) return BACKENDS.slice(last + 1);
  return forced ? [forced] : BACKENDS;
}
