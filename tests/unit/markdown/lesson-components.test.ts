import { describe, expect, it } from 'vitest';
import {
  lessonComponentNames,
  remarkLessonComponents,
  usedComponents,
} from '../../../src/markdown/remark-lesson-components.ts';
import type { TreeNode } from '../../../src/markdown/visit-tree.ts';

const jsx = (name: string, ...children: TreeNode[]): TreeNode => ({
  type: 'mdxJsxFlowElement',
  name,
  children,
});
const text = (...children: TreeNode[]): TreeNode => ({ type: 'root', children });

describe('components of a lesson', () => {
  it('are those that it uses, each once, nested ones too', () => {
    const tree = text(jsx('Check'), { type: 'paragraph', children: [jsx('Term'), jsx('Check')] }, jsx('Own'));
    expect(usedComponents(tree, new Set(['Term', 'Check', 'Quiz']))).toEqual(['Check', 'Term']);
  });

  it('are left to the text where it imports one itself', () => {
    const own: TreeNode = { type: 'mdxjsEsm', value: "import Term from './Term.astro';" };
    expect(usedComponents(text(own, jsx('Term')), new Set(['Term']))).toEqual([]);
  });

  it('are the files of the folder, and stand as imports before the text', () => {
    expect([...lessonComponentNames()]).toEqual(expect.arrayContaining(['Set', 'Term', 'PatchExplorer']));
    const tree = text(jsx('Set'), { type: 'paragraph', children: [] });
    remarkLessonComponents()(tree);
    expect(tree.children?.map(({ type }) => type)).toEqual(['mdxjsEsm', 'mdxJsxFlowElement', 'paragraph']);
    expect(tree.children?.[0]?.value).toBe("import Set from '#lesson-components/Set.astro'");
  });
});
