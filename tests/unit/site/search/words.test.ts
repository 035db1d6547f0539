import { describe, expect, it } from 'vitest';
import { termsOf, tokenize, tokenizeQuery } from '#site/search/words';

describe('termsOf', () => {
  it.each([
    ['Margins', ['margins']],
    ['semi-hard', ['semi', 'hard', 'semihard']],
    ['L-BFGS', ['l', 'bfgs', 'lbfgs']],
    ['Krähenbühl', ['krahenbuhl']],
    ['α', ['α', 'alpha']],
    ['χ²', ['χ2', 'chi2']],
    ['the', []],
  ])('finds %s under %j', (word, terms) => {
    expect(termsOf(word)).toEqual(terms);
  });
});

describe('tokenize', () => {
  it('takes the words out of a formula', () => {
    expect(tokenize('∥f(A) − f(P)∥² + α ≤ 2')).toEqual(['f', 'f', 'p', '2', 'α', 'alpha', '2']);
  });
});

describe('tokenizeQuery', () => {
  it('leaves out what tells nothing, and takes hyphens for spaces', () => {
    expect(tokenizeQuery('What is a semi-hard triplet?')).toEqual(['semi', 'hard', 'triplet']);
    expect(tokenizeQuery('the … of')).toEqual([]);
  });
});
