import { backend } from '@tensorflow/tfjs-core';

/** What is used here of the WASM backend's module. */
interface WasmModule {
  _malloc(bytes: number): number;
  _free(place: number): void;
  HEAPU8: Uint8Array;
}

/** What WebAssembly can address. */
const LIMIT = 2 ** 32;

/**
 * Makes sure that the WASM backend can have so much memory in all; other backends look after themselves.
 *
 * The backend itself does not look whether it gets the memory that it asks for: where it gets none, it would write over
 * its own data and compute nonsense.
 *
 * @throws RangeError 'Out of memory' when it can't be had
 */
export function ensureWasmMemory(bytes: number): void {
  const { wasm } = backend() as unknown as { wasm?: WasmModule };
  if (!wasm || wasm.HEAPU8.length >= bytes) return;
  const place = bytes < LIMIT ? wasm._malloc(bytes) : 0;
  if (place === 0) throw new RangeError(`Out of memory: ${Math.round(bytes / 1e6)} MB can't be had.`);
  wasm._free(place);
}
