import type { Kind, SearchDocument } from '../site/search/document.ts';
import { classesOf, plainHtml } from './plain-html.ts';
import { type TreeNode, visitTree } from './visit-tree.ts';

const HEADING = /^h[23]$/;
const SKIPPED = new Set(['h1', 'contents-list', 'mark-read', 'details']);
const SKIPPED_CLASSES = new Set([
  'facts',
  'choices',
  'lesson-sources',
  'lesson-turn',
  'without-script',
  'actions',
]);
const CONTROLS = new Set(['label', 'legend', 'button', 'option', 'summary']);

const property = (node: TreeNode, name: string) => {
  const value = node.properties?.[name];
  return value === undefined || value === null ? undefined : String(value);
};
const has = (node: TreeNode, name: string) => classesOf(node).includes(name);

function all(node: TreeNode, wanted: (node: TreeNode) => boolean): TreeNode[] {
  const found: TreeNode[] = [];
  visitTree(node, (each) => {
    if (wanted(each)) found.push(each);
  });
  return found;
}

const first = (node: TreeNode, wanted: (node: TreeNode) => boolean) => all(node, wanted)[0];
const textOf = (node: TreeNode | undefined, skip?: (node: TreeNode) => boolean) =>
  node ? plainHtml(node, skip) : '';

const isSkipped = (node: TreeNode) =>
  SKIPPED.has(node.tagName ?? '') || classesOf(node).some((name) => SKIPPED_CLASSES.has(name));

/** What begins something of its own. */
const divides = (node: TreeNode) =>
  HEADING.test(node.tagName ?? '') || Boolean(property(node, 'dataWidget') || property(node, 'dataSearch'));

/** Whether search engines, and this one, may list the page. */
export function isListed(page: TreeNode): boolean {
  return !first(
    page,
    (node) =>
      node.tagName === 'meta' &&
      property(node, 'name') === 'robots' &&
      /noindex/.test(property(node, 'content') ?? ''),
  );
}

function kindOf(path: string): Kind {
  if (/^\/lessons\/./.test(path)) return 'lesson';
  if (/^\/models\/./.test(path)) return 'model';
  return 'page';
}

/**
 * What can be found on a built page: its sections, each up to the next heading with an anchor, its figures, its terms
 * and its sources. Answers to questions are left out, so that an excerpt gives none away.
 *
 * @param page the parsed HTML
 * @param path the page's path below the base path, e.g. '/lessons/triplet-loss/'
 * @returns nothing for a page that is not to be listed
 */
export function searchDocuments(page: TreeNode, path: string): SearchDocument[] {
  const main = first(page, ({ tagName }) => tagName === 'main');
  if (!main || !isListed(page)) return [];
  const lesson = first(
    main,
    (node) => property(node, 'dataLesson') !== undefined && node.tagName === 'article',
  );
  const number = lesson ? Number.parseInt(property(lesson, 'dataLesson')!, 10) : undefined;
  const title = textOf(first(main, ({ tagName }) => tagName === 'h1'));
  const place = number ? `Lesson ${number} · ${title}` : title;
  const kind = kindOf(path);
  const documents: SearchDocument[] = [];
  const entries: SearchDocument[] = [];
  let open: { document: SearchDocument; texts: string[] } | undefined;

  const close = () => {
    if (open) documents.push({ ...open.document, text: open.texts.filter(Boolean).join(' ') });
    open = undefined;
  };
  const begin = (document: Partial<SearchDocument>) => {
    close();
    open = {
      document: { kind, title, place, also: '', text: '', more: '', path, ...document },
      texts: [],
    };
  };
  const walk = (node: TreeNode) => {
    if (isSkipped(node)) return;
    if (property(node, 'dataWidget')) return void entries.push(figure(node, place, path));
    const entry = property(node, 'dataSearch');
    if (entry === 'term') return void entries.push(term(node, path));
    if (entry === 'source') return void entries.push(source(node, path));
    const id = property(node, 'id');
    if (HEADING.test(node.tagName ?? '') && id) begin({ title: textOf(node), path: `${path}#${id}` });
    else if (first(node, (each) => each !== node && divides(each)))
      for (const part of node.children ?? []) walk(part);
    else open?.texts.push(plainHtml(node, isSkipped));
  };
  begin({ place: number ? `Lesson ${number}` : '' });
  walk(main);
  close();
  return [...documents, ...entries];
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Names of controls are words, and few. */
const isName = (text: string) => /\p{L}{2}/u.test(text) && text.length <= 60;

function figure(node: TreeNode, place: string, path: string): SearchDocument {
  const caption = first(node, ({ tagName }) => tagName === 'figcaption');
  const controls = all(node, (each) => CONTROLS.has(each.tagName ?? '')).map((each) =>
    (each.children ?? []).map((child) => plainHtml(child)).join(' '),
  );
  const labels = all(node, (each) => each !== node && Boolean(property(each, 'ariaLabel'))).map(
    (each) => property(each, 'ariaLabel')!,
  );
  return {
    kind: 'figure',
    title: property(node, 'ariaLabel') ?? '',
    place,
    also: property(node, 'dataWidget')!.replaceAll('-', ' '),
    text: textOf(caption),
    more: [...new Set([...controls, ...labels].map(tidy))].filter(isName).join(' · '),
    path: `${path}#${property(node, 'id')}`,
  };
}

function term(node: TreeNode, path: string): SearchDocument {
  const also = textOf(first(node, (each) => has(each, 'also'))).replace(/^also /, '');
  const word = first(node, ({ tagName }) => tagName === 'dt');
  return {
    kind: 'term',
    title: textOf(word, (each) => has(each, 'also')),
    place: also && `also ${also}`,
    also,
    text: textOf(
      first(node, ({ tagName }) => tagName === 'dd'),
      (each) => has(each, 'see'),
    ),
    more: '',
    path: `${path}#${property(node, 'id')}`,
  };
}

function source(node: TreeNode, path: string): SearchDocument {
  return {
    kind: 'source',
    title: textOf(first(node, (each) => has(each, 'title'))).replace(/\.$/, ''),
    place: '',
    also: '',
    text: textOf(node, (each) => has(each, 'title')),
    more: '',
    path: `${path}#${property(node, 'id')}`,
  };
}
