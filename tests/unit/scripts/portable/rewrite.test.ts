import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { relativePath } from '../../../../scripts/portable/relative.ts';
import { rewriteLinks, rewritePage } from '../../../../scripts/portable/rewrite-page.ts';
import { rewriteScript } from '../../../../scripts/portable/rewrite-script.ts';

const BASE = '/__base__/';
const files = new Set(['index.html', 'lessons/x/index.html', '_astro/a.css']);
const isFile = (path: string) => files.has(path);

describe('relativePath', () => {
  it.each([
    ['index.html', '', './'],
    ['index.html', '_astro/a.js', './_astro/a.js'],
    ['lessons/x/index.html', '', '../../'],
    ['lessons/x/index.html', 'lessons/y/?a=1#b', '../y/?a=1#b'],
    ['lessons/x/index.html', 'lessons/x/index.html', './index.html'],
    ['_astro/a.css', '_astro/fonts/b.woff2', './fonts/b.woff2'],
  ])('from %s to %s', (from, to, expected) => expect(relativePath(from, to)).toBe(expected));
});

describe('rewriteLinks', () => {
  it.each([
    ['<a href="/__base__/">', '<a href="./index.html">'],
    ['<a href="/__base__/lessons/x/?a.b=1&amp;c#d">', '<a href="./lessons/x/index.html?a.b=1&amp;c#d">'],
    ['<a href="/__base__/lessons/new/">', '<a href="./lessons/new/">'],
    [
      'props="{&quot;src&quot;:[0,&quot;/__base__/data/x.webp&quot;]}"',
      'props="{&quot;src&quot;:[0,&quot;./data/x.webp&quot;]}"',
    ],
    ['url(/__base__/_astro/f.woff2)format("woff2")', 'url(./_astro/f.woff2)format("woff2")'],
    ['<p>/other/</p>', '<p>/other/</p>'],
  ])('of %s', (text, expected) => expect(rewriteLinks(text, 'index.html', BASE, isFile)).toBe(expected));
});

describe('rewritePage', () => {
  const hash = (text: string) => `sha256-${createHash('sha256').update(text).digest('base64')}`;

  it('keeps the content security policy true', () => {
    const style = (url: string) => `@font-face{src:url("${url}_astro/f.woff2")}`;
    const script = 'document.title;';
    const page = (url: string) =>
      `<meta content="style-src '${hash(style(url))}'; script-src '${hash(script)}'"><style>${style(url)}</style><script>${script}</script>`;
    expect(rewritePage(page(BASE), 'lessons/x/index.html', BASE, isFile)).toBe(page('../../'));
  });
});

describe('rewriteScript', () => {
  const root = (url: string) => new URL('../', url).pathname;
  const url = 'https://a.example/some/deep/folder/_astro/a.js';
  /** What an expression of a module is worth where the module lies at `url`. */
  const worth = (code: string) => {
    const rewritten = rewriteScript(code, '_astro/a.js', BASE);
    expect(rewritten).not.toContain(BASE);
    return new Function('url', `return ${rewritten.replaceAll('import.meta.url', 'url')}`)(url);
  };

  it.each([
    ['"/__base__/"', root(url)],
    ["'/__base__/data/x.json'", '/some/deep/folder/data/x.json'],
    ['`/__base__/data/x.json`', '/some/deep/folder/data/x.json'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code under test
    ['`/__base__/${1+1}/x`', '/some/deep/folder/2/x'],
    ['["a", "/__base__/b"].join(" ")', 'a /some/deep/folder/b'],
    [
      'new URL(`/__base__/_astro/worker.js`, ``+import.meta.url).href',
      'https://a.example/some/deep/folder/_astro/worker.js',
    ],
    ['({ ["/__base__/a"]: 1 })["/some/deep/folder/a"]', 1],
  ])('of %s', (code, expected) => expect(worth(code)).toBe(expected));

  it('makes the source of an import relative', () => {
    expect(rewriteScript('import a from"/__base__/_astro/b.js";a("x");', '_astro/a.js', BASE)).toBe(
      'import a from"./b.js";a("x");',
    );
  });

  it('leaves a module without the base path as it is', () => {
    expect(rewriteScript('const a = ;', '_astro/a.js', BASE)).toBe('const a = ;');
  });

  it.each(['({ "/__base__/a": 1 })', 'tag`/__base__/a`'])('refuses what it cannot resolve: %s', (code) => {
    expect(() => rewriteScript(code, '_astro/a.js', BASE)).toThrow('_astro/a.js');
  });
});
