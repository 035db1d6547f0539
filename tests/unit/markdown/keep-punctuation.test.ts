import { expect, it } from 'vitest';
import { rehypeKeepPunctuation } from '#markdown/rehype-keep-punctuation';
import type { TreeNode } from '#markdown/visit-tree';

const term = (): TreeNode => ({ type: 'mdxJsxTextElement', name: 'Term', children: [] });
const text = (value: string): TreeNode => ({ type: 'text', value });

function kept(...children: TreeNode[]): TreeNode[] {
  rehypeKeepPunctuation()({
    type: 'root',
    children: [{ type: 'element', tagName: 'p', children }],
  });
  return children;
}

it('puts a term and the punctuation after it into one span', () => {
  const [before, span, after] = kept(text('after the '), term(), text('), where'));
  expect(before?.value).toBe('after the ');
  expect(span).toMatchObject({ tagName: 'span', properties: { className: ['keep'] } });
  expect(span?.children).toEqual([term(), text('),')]);
  expect(after?.value).toBe(' where');
});

it('leaves a term before a word, an element or nothing alone', () => {
  for (const next of [[text(' of')], [{ type: 'element', tagName: 'em' }], []]) {
    expect(kept(term(), ...next)).toEqual([term(), ...next]);
  }
});

it('leaves other components alone', () => {
  const set: TreeNode = { type: 'mdxJsxTextElement', name: 'Set', children: [] };
  expect(kept(set, text('.'))).toEqual([set, text('.')]);
});
