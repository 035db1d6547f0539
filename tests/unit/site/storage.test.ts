import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readStored, writeStored } from '#site/storage';

const isNumber = (value: unknown): value is number => typeof value === 'number';

/** The part of localStorage that is used; Node has none. */
class Shelf {
  readonly texts = new Map<string, string>();
  getItem = (key: string) => this.texts.get(key) ?? null;
  setItem = (key: string, text: string) => void this.texts.set(key, text);
}

let shelf: Shelf;
beforeEach(() => {
  shelf = new Shelf();
  vi.stubGlobal('localStorage', shelf);
});
afterEach(() => vi.unstubAllGlobals());

test('keeps a value on the device', () => {
  expect(readStored('score', isNumber, 0)).toBe(0);
  expect(writeStored('score', 7)).toBe(true);
  expect(readStored('score', isNumber, 0)).toBe(7);
  expect([...shelf.texts.keys()]).toEqual(['convnets:score']);
});

test('gives the fallback for what is not of the right form, or no JSON', () => {
  shelf.texts.set('convnets:a', '"seven"').set('convnets:b', '{cut');
  expect(readStored('a', isNumber, 1)).toBe(1);
  expect(readStored('b', isNumber, 2)).toBe(2);
});

test('where storage is refused, values live in memory', () => {
  const refuse = () => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  shelf.getItem = refuse;
  shelf.setItem = refuse;
  expect(readStored('refused', isNumber, 3)).toBe(3);
  expect(writeStored('refused', 4)).toBe(false);
  expect(readStored('refused', isNumber, 3)).toBe(4);
});

test('where there is no storage at all, values live in memory', () => {
  vi.stubGlobal('localStorage', undefined);
  expect(writeStored('absent', 5)).toBe(false);
  expect(readStored('absent', isNumber, 0)).toBe(5);
});

test('a full device keeps the newer value in memory', () => {
  writeStored('full', 1);
  shelf.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  expect(writeStored('full', 2)).toBe(false);
  expect(readStored('full', isNumber, 0)).toBe(2);
});
