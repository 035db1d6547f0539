import type { TreeNode } from './visit-tree.ts';

const INLINE = new Set(
  'a abbr b cite code data em glossary-term i mark output prose-set q s set-link small span strong sub sup u'.split(
    ' ',
  ),
);
const SILENT = new Set('script style template svg canvas option select progress input button nav'.split(' '));
const SUPERSCRIPTS: Record<string, string> = { 0: '⁰', 1: '¹', 2: '²', 3: '³' };

/** The classes of an element of HTML. */
export function classesOf(node: TreeNode): string[] {
  const names = node.properties?.className;
  return Array.isArray(names) ? names.map(String) : [];
}

/** The text of a formula as one would write it on a line, from its MathML. */
export function mathText(node: TreeNode): string {
  if (node.type === 'text') return (node.value ?? '').replace(/[\u2061-\u2064\u200b]/g, '');
  if (node.tagName === 'annotation') return '';
  const parts = (node.children ?? []).map(mathText);
  const [base = '', second = '', third = ''] = parts;
  switch (node.tagName) {
    case 'msup':
      return base + (SUPERSCRIPTS[second] ?? second);
    case 'msubsup':
      return base + (SUPERSCRIPTS[third] ?? third) + second;
    case 'mfrac':
      return `${base}/${second}`;
    case 'mo':
      return /^[=<>≤≥≠≈+−→←,]$/.test(parts.join('')) ? ` ${parts.join('')} ` : parts.join('');
    default:
      return parts.join('');
  }
}

/**
 * The text of a piece of HTML as a reader has it before any script runs: no script, no control, nothing hidden, a
 * formula once. Blocks are kept apart by spaces.
 *
 * @param skip further elements to leave out
 */
export function plainHtml(node: TreeNode, skip: (node: TreeNode) => boolean = () => false): string {
  return words(node, skip)
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:?!])/g, '$1')
    .trim();
}

function words(node: TreeNode, skip: (node: TreeNode) => boolean): string {
  if (node.type === 'text') return node.value ?? '';
  if (node.type !== 'element' && node.type !== 'root') return '';
  const { tagName = '', properties = {} } = node;
  if (skip(node)) return '';
  if (tagName === 'button' && properties.popoverTarget) return inner(node, skip);
  if (SILENT.has(tagName) || properties.hidden || 'popover' in properties) return '';
  if (classesOf(node).includes('katex'))
    return mathText(node.children?.[0] ?? node)
      .replace(/\s+/g, ' ')
      .trim();
  const text = inner(node, skip);
  return INLINE.has(tagName) ? text : ` ${text} `;
}

function inner(node: TreeNode, skip: (node: TreeNode) => boolean): string {
  return (node.children ?? []).map((child) => words(child, skip)).join('');
}
