import rehypeKatex from 'rehype-katex';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import { failOnMathErrors } from '#markdown/fail-on-math-errors';
import { woff2Only } from '#markdown/katex-woff2-only';

/** Runs the two plugins over one inline formula. */
function set(formula: string): void {
  const maths = {
    type: 'element' as const,
    tagName: 'code',
    properties: { className: ['language-math', 'math-inline'] },
    children: [{ type: 'text' as const, value: formula }],
    position: { start: { line: 12, column: 5 }, end: { line: 12, column: 9 } },
  };
  const file = new VFile({ path: 'content/lessons/x/index.mdx' });
  unified()
    .use(rehypeKatex)
    .use(failOnMathErrors)
    .runSync({ type: 'root', children: [maths] }, file);
}

describe('failOnMathErrors', () => {
  it('lets good formulas pass', () => {
    expect(() => set('a^{[l]}_{ijk}')).not.toThrow();
  });

  it('names file, line and reason of a bad one', () => {
    expect(() => set('\\frac{1}{')).toThrow(/content\/lessons\/x\/index\.mdx:12:5[\s\S]*KaTeX/);
    expect(() => set('\\nosuchthing')).toThrow(/nosuchthing/);
  });
});

describe('woff2Only', () => {
  it('keeps the woff2 source and drops the others', () => {
    const css =
      'src:url(fonts/A.woff2) format("woff2"),url(fonts/A.woff) format("woff"),url(fonts/A.ttf) format("truetype")}';
    expect(woff2Only(css)).toBe('src:url(fonts/A.woff2) format("woff2")}');
  });
});
