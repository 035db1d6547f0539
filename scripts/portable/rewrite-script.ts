import { parseAst } from 'vite';
import { relativePath } from './relative.ts';

interface Node {
  type: string;
  start: number;
  end: number;
  value?: unknown;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/**
 * A module of the built site without the base path it was built with: a path below it is found at run time, from the
 * module's own address.
 *
 * @param path the module's file below the site's folder, e.g. '_astro/a.js'
 * @param base the base path, with slashes at both ends
 * @throws Error where the base path stands in a place that no expression can take
 */
export function rewriteScript(code: string, path: string, base: string): string {
  if (!code.includes(base)) return code;
  const root = `new URL(${JSON.stringify(relativePath(path, ''))},import.meta.url).pathname`;
  const edits: { start: number; end: number; text: string }[] = [];

  function visit(node: Node, parent?: Node): void {
    if (node.type === 'Literal' && typeof node.value === 'string' && node.value.includes(base)) {
      const isSource = parent !== undefined && parent.source === node && parent.type !== 'ImportExpression';
      if (isSource) {
        const text = JSON.stringify(relativePath(path, node.value.slice(base.length)));
        edits.push({ start: node.start, end: node.end, text });
      } else if (parent?.key === node && !parent.computed) {
        throw new Error(`${path}: the base path is the name of a property, and cannot be resolved there.`);
      } else {
        const [first, ...rest] = node.value.split(base).map((part) => JSON.stringify(part));
        edits.push({ start: node.start, end: node.end, text: `(${[first, ...rest].join(`+${root}+`)})` });
      }
    }
    if (node.type === 'TaggedTemplateExpression' && code.slice(node.start, node.end).includes(base))
      throw new Error(`${path}: the base path stands in a tagged template, and cannot be resolved there.`);
    if (node.type === 'TemplateElement') {
      const { raw } = node.value as { raw: string };
      if (raw.includes(base))
        edits.push({ start: node.start, end: node.end, text: raw.replaceAll(base, `\${${root}}`) });
    }
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node);
    }
  }

  visit(parseAst(code) as unknown as Node);
  let result = code;
  for (const { start, end, text } of edits.sort((a, b) => b.start - a.start)) {
    result = result.slice(0, start) + text + result.slice(end);
  }
  return result;
}
