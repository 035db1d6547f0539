import type { TreeNode } from './visit-tree.ts';
import { visitTree } from './visit-tree.ts';

const CLOSING = /^[,.;:!?)’”]+/;

/**
 * Keeps the punctuation after a `<Term>` on its line. A term is a button, and browsers break a line between a button
 * and the text beside it whatever stands there; so term and punctuation go into a `<span class="keep">`, which does
 * not break.
 */
export function rehypeKeepPunctuation() {
  return (tree: TreeNode): void => {
    const kept = new WeakSet<TreeNode>();
    visitTree(tree, (parent) => {
      if (kept.has(parent)) return;
      const children = parent.children ?? [];
      for (const [i, term] of children.entries()) {
        const next = children[i + 1];
        if (term.type !== 'mdxJsxTextElement' || term.name !== 'Term' || next?.type !== 'text') continue;
        const [marks] = CLOSING.exec(next.value ?? '') ?? [];
        if (!marks) continue;
        next.value = next.value!.slice(marks.length);
        const span = {
          type: 'element',
          tagName: 'span',
          properties: { className: ['keep'] },
          children: [term, { type: 'text', value: marks }],
        };
        kept.add(span);
        children[i] = span;
      }
    });
  };
}
