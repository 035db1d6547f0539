import { describe, expect, it } from 'vitest';
import { minutesWords, readingMinutes } from '#site/reading-time';

describe('readingMinutes', () => {
  it.each([
    ['', 0, 1],
    ['one two three', 0, 1],
    ['word '.repeat(200), 0, 1],
    ['word '.repeat(201), 0, 2],
    ['word '.repeat(1000), 3, 8],
  ])('case %#', (text, figures, minutes) => {
    expect(readingMinutes(text, figures)).toBe(minutes);
  });

  it('does not count punctuation that stands alone', () => {
    expect(readingMinutes(`${'word '.repeat(200)}${'– '.repeat(50)}`)).toBe(1);
  });
});

describe('minutesWords', () => {
  it('knows one from many', () => {
    expect([minutesWords(1), minutesWords(12)]).toEqual(['1 minute', '12 minutes']);
  });
});
