import { describe, expect, it } from 'vitest';
import { inlineMarkup, plainText } from '#markdown/inline-markup';

describe('inlineMarkup', () => {
  it('sets maths, code, emphasis and links', () => {
    const html = inlineMarkup('See $x_1$, `conv1`, *all* and [here](/notation/).', '/base/');
    expect(html).toContain('class="katex"');
    expect(html).toContain('<code>conv1</code>');
    expect(html).toContain('<em>all</em>');
    expect(html).toContain('<a href="/base/notation/">here</a>');
  });

  it('shows HTML as text', () => {
    expect(inlineMarkup('<b>&')).toBe('&lt;b&gt;&amp;');
    expect(inlineMarkup('`"`')).toBe('<code>&quot;</code>');
    expect(inlineMarkup('`<i>`')).toBe('<code>&lt;i&gt;</code>');
    expect(inlineMarkup('[x](javascript:"")')).not.toContain('href="javascript:""');
  });

  it('leaves fragments and full addresses as they are', () => {
    expect(inlineMarkup('[a](#b)', '/base')).toBe('<a href="#b">a</a>');
    expect(inlineMarkup('[a](https://arxiv.org/)', '/base')).toContain('href="https://arxiv.org/"');
  });

  it('curls quotes and apostrophes', () => {
    expect(inlineMarkup("It's \"so\" and 'so'.")).toBe('It’s “so” and ‘so’.');
    expect(inlineMarkup("`relu`'s")).toBe('<code>relu</code>’s');
  });

  it('throws at a formula that cannot be set', () => {
    expect(() => inlineMarkup('$\\frac{1}{$')).toThrow(/KaTeX/);
  });
});

describe('plainText', () => {
  it('drops the marks and keeps the words', () => {
    expect(plainText('See $x$, `conv1`, *all* and [here](/x/).')).toBe('See x, conv1, all and here.');
  });
});
