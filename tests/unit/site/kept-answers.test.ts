import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** A device with storage, as far as answers need one. */
class Shelf {
  readonly texts: Map<string, string>;
  constructor(texts: Map<string, string>) {
    this.texts = texts;
  }
  get length() {
    return this.texts.size;
  }
  key = (i: number) => [...this.texts.keys()][i] ?? null;
  getItem = (key: string) => this.texts.get(key) ?? null;
  setItem = (key: string, text: string) => void this.texts.set(key, text);
  removeItem = (key: string) => void this.texts.delete(key);
}

let texts: Map<string, string>;
beforeEach(() => {
  vi.resetModules();
  texts = new Map([
    ['convnets:progress', '{"01-a":{"read":true,"checks":{"one":true}}}'],
    ['convnets:check:01-a:one', '[0]'],
    ['convnets:check:01-a:odd', '"tampered"'],
    ['convnets:predict:01-a:guess', '1'],
    ['convnets:quiz:course', '7'],
    ['convnets:theme', '"dark"'],
    ['of another site', 'theirs'],
  ]);
  vi.stubGlobal('document', new EventTarget());
  vi.stubGlobal('localStorage', new Shelf(texts));
});
afterEach(() => vi.unstubAllGlobals());

test('what was marked goes with the progress', async () => {
  const { keptProgress } = await import('#site/kept-answers');
  expect(keptProgress()).toEqual({
    progress: { '01-a': { read: true, checks: { one: true } } },
    chosen: { '01-a': { one: [0] } },
  });
});

test('wiping forgets answers and nothing else, and can be undone', async () => {
  const { restoreAnswers, wipeAnswers } = await import('#site/kept-answers');
  const before = new Map(texts);
  const snapshot = wipeAnswers();
  expect(Object.fromEntries(texts)).toEqual({
    'convnets:progress': '{}',
    'convnets:theme': '"dark"',
    'of another site': 'theirs',
  });
  texts.set('convnets:check:02-b:two', '[1]');
  restoreAnswers(snapshot);
  expect(new Map([...texts].sort())).toEqual(new Map([...before].sort()));
});

test('a file takes the place of what was kept', async () => {
  const { bringBack } = await import('#site/kept-answers');
  bringBack({
    progress: { '02-b': { read: false, checks: { two: false } } },
    chosen: { '02-b': { two: [1] } },
  });
  expect(texts.get('convnets:progress')).toBe('{"02-b":{"read":false,"checks":{"two":false}}}');
  expect(texts.get('convnets:check:02-b:two')).toBe('[1]');
  expect(texts.has('convnets:check:01-a:one')).toBe(false);
});

test('where storage is refused, all of it lives in memory', async () => {
  const refuse = () => {
    throw new DOMException('no', 'SecurityError');
  };
  vi.stubGlobal('localStorage', {
    getItem: refuse,
    setItem: refuse,
    removeItem: refuse,
    key: refuse,
    length: 3,
  });
  const { bringBack, keptProgress, restoreAnswers, wipeAnswers } = await import('#site/kept-answers');
  const kept = { progress: { '02-b': { read: true, checks: {} } }, chosen: { '02-b': { two: [1] } } };
  bringBack(kept);
  expect(keptProgress()).toEqual(kept);
  const snapshot = wipeAnswers();
  expect(keptProgress()).toEqual({ progress: {}, chosen: {} });
  restoreAnswers(snapshot);
  expect(keptProgress()).toEqual(kept);
});
