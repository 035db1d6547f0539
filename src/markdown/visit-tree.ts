/** The parts of Markdown, HTML and MDX tree nodes that the plugins of this folder read. */
export interface TreeNode {
  type: string;
  name?: string | null;
  tagName?: string;
  value?: string;
  depth?: number;
  properties?: Record<string, unknown>;
  attributes?: { type: string; name?: string; value?: unknown }[];
  children?: TreeNode[];
  position?: { start: { line: number; column: number } };
}

/** Calls `visit` for the node and all below it, in the order of the document. */
export function visitTree(node: TreeNode, visit: (node: TreeNode) => void): void {
  visit(node);
  for (const child of node.children ?? []) visitTree(child, visit);
}
