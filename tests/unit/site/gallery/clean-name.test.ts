import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName, freeName, LONGEST_NAME, sameName } from '#site/gallery/clean-name';

describe('cleanName', () => {
  it.each([
    ['Ada', 'Ada'],
    ['  Ada \n\t Lovelace ', 'Ada Lovelace'],
    ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['A\u0000d\u0007a\u001b[31m', 'Ada[31m'],
    ['\u202eadA\u202c', 'adA'],
    ['\ufeffAda\u2066', 'Ada'],
    ['José', 'José'],
    ['می\u200cخواهم', 'می\u200cخواهم'],
    ['👩‍👩‍👧', '👩‍👩‍👧'],
    ['half \ud83d a pair', 'half a pair'],
    ['', 'Nameless'],
    ['\u200d\u200c \u0000', 'Nameless'],
    ['\u0301\u0301', 'Nameless'],
  ])('%j becomes %j', (text, clean) => {
    expect(cleanName(text)).toBe(clean);
  });

  it('shortens by what a reader counts as letters', () => {
    expect(cleanName('x'.repeat(10_000))).toBe('x'.repeat(LONGEST_NAME));
    expect([...cleanName('é'.repeat(10_000))].length).toBe(LONGEST_NAME);
    expect(cleanName('👩‍👩‍👧'.repeat(10_000)).length).toBeLessThanOrEqual(4 * LONGEST_NAME);
    expect(cleanName(`a${'\u0335'.repeat(5_000)}`).length).toBeLessThan(10);
  });

  it('whatever comes in, what comes out is clean already, short, and visible', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const name = cleanName(text);
        expect(cleanName(name)).toBe(name);
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(4 * LONGEST_NAME);
        expect(name).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe('freeName', () => {
  it('numbers a name that is taken, whatever its case', () => {
    expect(freeName('Ada', ['Noor'])).toBe('Ada');
    expect(freeName('Ada', ['ada'])).toBe('Ada 2');
    expect(freeName('Ada', ['Ada', 'ADA 2', 'Ada 3'])).toBe('Ada 4');
    const long = 'x'.repeat(LONGEST_NAME);
    expect(freeName(long, [long])).toBe(`${'x'.repeat(LONGEST_NAME - 2)} 2`);
    expect(sameName('ÉMILE', 'émile')).toBe(true);
  });
});
