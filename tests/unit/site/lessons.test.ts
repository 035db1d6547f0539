import { describe, expect, it } from 'vitest';
import { lessonNumber, lessonPath, lessonSlug } from '#site/lessons';
import { sourceLink, sourceName } from '#site/source-name';

describe('lessons', () => {
  it('reads number, slug and path from the folder', () => {
    expect(lessonNumber('04-triplet-loss')).toBe(4);
    expect(lessonNumber('10-quiz')).toBe(10);
    expect(lessonSlug('04-triplet-loss/index')).toBe('triplet-loss');
    expect(lessonPath('04-triplet-loss')).toBe('/lessons/triplet-loss/');
  });
});

describe('sources', () => {
  it('names one, two and many authors', () => {
    expect(sourceName({ authors: ['Ada Lovelace'], year: 1843 }).name).toBe('Lovelace');
    expect(sourceName({ authors: ['Matthew D. Zeiler', 'Rob Fergus'], year: 2013 })).toEqual({
      name: 'Zeiler and Fergus',
      year: '2013',
    });
    expect(sourceName({ authors: ['A B', 'C D', 'E F'], year: 2000 }).name).toBe('B et al.');
  });

  it('links by DOI, else by arXiv, else not at all', () => {
    expect(sourceLink({ doi: '10.1/x', arxiv: '1311.2901' })?.href).toBe('https://doi.org/10.1/x');
    expect(sourceLink({ arxiv: '1311.2901' })?.href).toBe('https://arxiv.org/abs/1311.2901');
    expect(sourceLink({})).toBeUndefined();
  });
});
