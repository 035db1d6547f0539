import { readdirSync } from 'node:fs';
import type { TreeNode } from './visit-tree.ts';
import { visitTree } from './visit-tree.ts';

const FOLDER = new URL('../lesson-components/', import.meta.url);

/** Names of the components that a lesson can use without an import: the .astro files of src/lesson-components. */
export function lessonComponentNames(): Set<string> {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.astro'));
  return new Set(files.map((file) => file.slice(0, -'.astro'.length)));
}

/** Components of the vocabulary that a text uses and does not import itself, in the order of their first use. */
export function usedComponents(tree: TreeNode, known: ReadonlySet<string>): string[] {
  const used = new Set<string>();
  const own = new Set<string>();
  visitTree(tree, (node) => {
    if (node.type === 'mdxjsEsm') {
      for (const [name] of node.value?.matchAll(/\b[A-Z]\w*/g) ?? []) own.add(name);
    } else if (node.name && known.has(node.name)) used.add(node.name);
  });
  return [...used].filter((name) => !own.has(name));
}

/** `import <name> from '#lesson-components/<name>.astro'` as MDX wants it in its tree. */
function importOf(name: string) {
  const source = `#lesson-components/${name}.astro`;
  const statement = {
    type: 'ImportDeclaration',
    specifiers: [{ type: 'ImportDefaultSpecifier', local: { type: 'Identifier', name } }],
    source: { type: 'Literal', value: source, raw: JSON.stringify(source) },
    attributes: [],
  };
  const estree = { type: 'Program', sourceType: 'module', body: [statement], comments: [] };
  return { type: 'mdxjsEsm', value: `import ${name} from '${source}'`, data: { estree } };
}

/**
 * Remark plugin: a lesson imports the components of the vocabulary that it uses, and no others, so that its page is
 * served the styles of its own figures alone.
 */
export function remarkLessonComponents() {
  const known = lessonComponentNames();
  return (tree: TreeNode) => {
    tree.children = [...usedComponents(tree, known).map(importOf), ...(tree.children ?? [])];
  };
}
