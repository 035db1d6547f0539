import { describe, expect, it } from 'vitest';
import { excerpt, markWords, type Piece } from '#site/search/excerpt';

const whole = (pieces: Piece[]) => pieces.map(({ text }) => text).join('');
const marked = (pieces: Piece[]) => pieces.filter(({ hit }) => hit).map(({ text }) => text);

describe('markWords', () => {
  it('marks whole words and keeps every character', () => {
    const text = 'A semi-hard triplet, and the Gram matrix.';
    const pieces = markWords(text, new Set(['semi', 'gram']));
    expect(whole(pieces)).toBe(text);
    expect(marked(pieces)).toEqual(['semi-hard', 'Gram']);
  });
});

describe('excerpt', () => {
  const filler = 'Nothing of note stands in this sentence at all. '.repeat(12);

  it('is the whole of a short text', () => {
    expect(whole(excerpt('A short text.', new Set(['text'])))).toBe('A short text.');
  });

  it('goes to where most of the words are, between words, and says that something is left out', () => {
    const text = `${filler}A margin alone. ${filler}The margin of a triplet keeps it apart. ${filler}`;
    const pieces = excerpt(text, new Set(['margin', 'triplet']), 120);
    expect(marked(pieces)).toEqual(['margin', 'triplet']);
    expect(whole(pieces)).toMatch(/^… \S.*\S …$/);
    expect(whole(pieces).length).toBeLessThanOrEqual(126);
    const inner = whole(pieces).slice(2, -2);
    expect(text).toContain(` ${inner} `);
  });

  it('begins before what stands close to the word', () => {
    const text = `${filler}See (‖margin‖). ${filler}`;
    expect(whole(excerpt(text, new Set(['margin']), 20))).toMatch(/^… \(‖margin‖\)\./);
  });

  it('is the beginning when nothing of it was looked for', () => {
    expect(whole(excerpt(filler, new Set(['margin']), 60))).toMatch(/^Nothing of note .* …$/);
  });
});
