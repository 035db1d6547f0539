import type { VFile } from 'vfile';
import { COURSE_WIDGETS } from '../site/course-widgets.ts';
import { readingMinutes } from '../site/reading-time.ts';
import type { TreeNode } from './visit-tree.ts';
import { visitTree } from './visit-tree.ts';

/** What a lesson's text tells about itself, handed to its page as `remarkPluginFrontmatter.facts`. */
export interface LessonFacts {
  /** Rounded up, at least 1. */
  minutes: number;
  /** Ids of sources in the order of their first `<Cite>`. */
  cites: string[];
  /** Ids of terms in the order of their first `<Term>`. */
  terms: string[];
  /** Ids of `<Check>` in order. */
  checks: string[];
  /** Ids of `<Predict>` in order. */
  predictions: string[];
  /** Names of `<Quiz>` in order: files of content/quizzes, whose questions are checks, too. */
  quizzes: string[];
}

const COUNTED: Record<string, { kind: keyof Omit<LessonFacts, 'minutes'>; by: 'id' | 'name' }> = {
  Cite: { kind: 'cites', by: 'id' },
  Term: { kind: 'terms', by: 'id' },
  Check: { kind: 'checks', by: 'id' },
  Predict: { kind: 'predictions', by: 'id' },
  Quiz: { kind: 'quizzes', by: 'name' },
};
const WIDGETS = new Set(COURSE_WIDGETS.map(({ component }) => component));

function literal(node: TreeNode, name: string): string | undefined {
  const value = node.attributes?.find((attribute) => attribute.name === name)?.value;
  return typeof value === 'string' ? value : undefined;
}

/**
 * Reads a lesson's facts from its Markdown.
 *
 * @throws Error with file and line when a Cite, Term, Check or Predict has no literal id, or a Quiz no literal name, or
 *   when two Checks or two Predicts share one (the reader's answers are kept by it)
 */
export function lessonFacts(tree: TreeNode, path = 'lesson'): LessonFacts {
  const facts: LessonFacts = { minutes: 1, cites: [], terms: [], checks: [], predictions: [], quizzes: [] };
  const words: string[] = [];
  let figures = 0;
  visitTree(tree, (node) => {
    if (node.type === 'text' || node.type === 'inlineCode') words.push(node.value ?? '');
    if (node.type === 'math') words.push('one formula to read');
    if (!node.name) return;
    if (WIDGETS.has(node.name)) figures += 1;
    const counted = COUNTED[node.name];
    if (!counted) return;
    const { kind, by } = counted;
    const where = `${path}:${node.position?.start.line ?? '?'}`;
    const id = literal(node, by);
    if (!id)
      throw new Error(
        `${where} <${node.name}> needs ${by === 'id' ? 'an id' : 'a name'} written as text: ${by}="…".`,
      );
    if (!facts[kind].includes(id)) facts[kind].push(id);
    else if (kind !== 'cites' && kind !== 'terms')
      throw new Error(`${where} <${node.name} ${by}="${id}">: this ${by} is taken already.`);
  });
  facts.minutes = readingMinutes(words.join(' '), figures);
  return facts;
}

/** Remark plugin: puts the facts of the text into the frontmatter that Astro returns from `render()`. */
export function remarkLessonFacts() {
  return (tree: TreeNode, file: VFile) => {
    const astro = file.data.astro as { frontmatter?: Record<string, unknown> } | undefined;
    if (astro?.frontmatter) astro.frontmatter.facts = lessonFacts(tree, file.path);
  };
}
