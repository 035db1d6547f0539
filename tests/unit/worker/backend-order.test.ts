import { expect, test } from 'vitest';
import { backendCandidates, forcedBackend } from '../../../src/worker/backend-order.ts';
import { transferablesOf } from '../../../src/worker/transferables.ts';

test.for<[string, string | null]>([
  ['?backend=wasm', 'wasm'],
  ['?x=1&backend=WebGL', 'webgl'],
  ['?backend=cuda', null],
  ['?backend=', null],
  ['', null],
])('the link %j forces %j', ([search, expected]) => {
  expect(forcedBackend(search)).toBe(expected);
});

test('backends are tried in order, from behind the last that was lost', () => {
  expect(backendCandidates({ forced: null, lost: [] })).toEqual(['webgpu', 'webgl', 'wasm', 'cpu']);
  expect(backendCandidates({ forced: 'webgl', lost: [] })).toEqual(['webgl']);
  expect(backendCandidates({ forced: 'webgl', lost: ['webgl'] })).toEqual(['wasm', 'cpu']);
  expect(backendCandidates({ forced: null, lost: ['webgpu', 'webgl'] })).toEqual(['wasm', 'cpu']);
  expect(backendCandidates({ forced: null, lost: ['cpu'] })).toEqual([]);
});

test('every buffer of a partial result is transferred once', () => {
  const shared = new ArrayBuffer(16);
  const value = {
    lists: [{ layer: 'conv1', seeds: new Uint32Array(shared, 0, 2), rows: new Uint8Array(shared, 8) }],
    nothing: null,
    values: new Float32Array(3),
    raw: new ArrayBuffer(2),
  };
  expect([...transferablesOf(value)]).toEqual([shared, value.values.buffer, value.raw]);
  expect(transferablesOf('text').size).toBe(0);
});
