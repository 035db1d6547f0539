import { backend } from '@tensorflow/tfjs-core';
import { expect, it, vi } from 'vitest';
import { ensureWasmMemory } from '#models/wasm-memory';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

const wasm = () =>
  (backend() as unknown as { wasm: { _malloc: (bytes: number) => number; HEAPU8: Uint8Array } }).wasm;

it('gets memory that can be had, and asks for none that is there', async () => {
  await startTensorflow('wasm');
  const asked = vi.spyOn(wasm(), '_malloc');
  const wanted = wasm().HEAPU8.length + 10_000_000;
  ensureWasmMemory(wanted);
  expect(asked).toHaveBeenCalledTimes(1);
  expect(wasm().HEAPU8.length).toBeGreaterThanOrEqual(wanted);
  ensureWasmMemory(wanted);
  expect(asked).toHaveBeenCalledTimes(1);
  asked.mockRestore();
});

it('says so when it can’t be had', async () => {
  await startTensorflow('wasm');
  expect(() => ensureWasmMemory(5e9)).toThrow(/Out of memory: 5000 MB/);
  const none = vi.spyOn(wasm(), '_malloc').mockReturnValue(0);
  expect(() => ensureWasmMemory(2e9)).toThrow(RangeError);
  none.mockRestore();
});

it('leaves other backends alone', async () => {
  await startTensorflow('cpu');
  expect(() => ensureWasmMemory(1e12)).not.toThrow();
});
