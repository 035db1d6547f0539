import { describe, expect, it } from 'vitest';
import { findBrokenLinks } from '../../../scripts/links/check.ts';

const files = new Set(['index.html', 'a/index.html', 'style.css']);
const judge = (html: string, path = 'index.html') =>
  findBrokenLinks(
    [
      { path, html },
      { path: 'a/index.html', html: '<h2 id="part">Part</h2>' },
    ],
    '/base',
    (file) => files.has(file),
  );

describe('findBrokenLinks', () => {
  it('accepts pages, files, fragments and other hosts', () => {
    const html =
      '<a href="/base/a/"></a><a href="a/#part"></a><link href="/base/style.css"><a href="https://arxiv.org/abs/1311.2901"></a>';
    expect(judge(html)).toEqual([]);
  });

  it.each([
    ['<a href="/base/missing/"></a>', 'leads nowhere'],
    ['<img src="/base/missing.png">', 'leads nowhere'],
    ['<a href="/a/"></a>', 'leaves the base path'],
    ['<a href="/base/a/#nothing"></a>', 'names a part'],
    ['<a href="#nothing"></a>', 'names a part'],
  ])('reports %s', (html, expected) => {
    const broken = judge(html);
    expect(broken).toHaveLength(1);
    expect(broken[0]).toContain(expected);
  });

  it('resolves relative links from the page that holds them', () => {
    expect(judge('<a href="../style.css"></a>', 'b/index.html')).toEqual([]);
    expect(judge('<a href="style.css"></a>', 'b/index.html')).toHaveLength(1);
  });
});
