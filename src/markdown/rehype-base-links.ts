import { joinBase } from '../site/base-path.ts';
import type { TreeNode } from './visit-tree.ts';
import { visitTree } from './visit-tree.ts';

const LINKED: Record<string, string> = { a: 'href', img: 'src', source: 'src', video: 'src' };

/** An absolute path of this site; not //host and not a full URL. */
const isSitePath = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith('/') && !value.startsWith('//');

/**
 * Puts the site's base path before links and pictures that an author writes as /path, in Markdown and in the
 * HTML tags of MDX. Relative, #fragment and full addresses stay as they are.
 *
 * @param base the base path, e.g. '/what-convnets-learn'
 */
export function rehypeBaseLinks(base: string) {
  const fix = (value: string) => joinBase(base, value);
  return (tree: TreeNode) => {
    visitTree(tree, (node) => {
      const attribute = LINKED[node.tagName ?? node.name ?? ''];
      if (!attribute) return;
      if (node.type === 'element' && node.properties) {
        const value = node.properties[attribute];
        if (isSitePath(value)) node.properties[attribute] = fix(value);
      }
      for (const entry of node.attributes ?? []) {
        if (entry.name === attribute && isSitePath(entry.value)) entry.value = fix(entry.value);
      }
    });
  };
}
