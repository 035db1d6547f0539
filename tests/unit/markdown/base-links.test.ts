import { describe, expect, it } from 'vitest';
import { rehypeBaseLinks } from '#markdown/rehype-base-links';
import type { TreeNode } from '#markdown/visit-tree';

const BASE = '/what-convnets-learn';
const element = (tagName: string, properties: Record<string, unknown>): TreeNode => ({
  type: 'element',
  tagName,
  properties,
  children: [],
});

function fixed(node: TreeNode): TreeNode {
  rehypeBaseLinks(BASE)({ type: 'root', children: [{ type: 'element', tagName: 'p', children: [node] }] });
  return node;
}

describe('rehypeBaseLinks', () => {
  it('puts the base before links and pictures of this site', () => {
    expect(fixed(element('a', { href: '/glossary/#unit' })).properties?.href).toBe(`${BASE}/glossary/#unit`);
    expect(fixed(element('img', { src: '/data/x.webp' })).properties?.src).toBe(`${BASE}/data/x.webp`);
  });

  it.each(['#here', 'other/', '../up/', 'https://arxiv.org/abs/1', '//elsewhere.org/', 'mailto:a@b.org'])(
    'leaves %s alone',
    (href) => {
      expect(fixed(element('a', { href })).properties?.href).toBe(href);
    },
  );

  it('sees the HTML tags of MDX, and leaves expressions and other attributes alone', () => {
    const link: TreeNode = {
      type: 'mdxJsxTextElement',
      name: 'a',
      attributes: [
        { type: 'mdxJsxAttribute', name: 'href', value: '/notation/' },
        { type: 'mdxJsxAttribute', name: 'title', value: '/notation/' },
      ],
    };
    expect(fixed(link).attributes?.map(({ value }) => value)).toEqual([`${BASE}/notation/`, '/notation/']);
    const computed: TreeNode = {
      type: 'mdxJsxTextElement',
      name: 'a',
      attributes: [{ type: 'mdxJsxAttribute', name: 'href', value: { type: 'expression' } }],
    };
    expect(fixed(computed).attributes?.[0]?.value).toEqual({ type: 'expression' });
  });
});
