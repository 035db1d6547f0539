import type { Kind } from '#site/search/document';
import type { Findings } from '#site/search/engine';

/** Headings over what was found. */
export const KIND_NAMES: Record<Kind, string> = {
  lesson: 'Lessons',
  figure: 'Figures',
  term: 'Glossary',
  source: 'Sources',
  model: 'Model cards',
  page: 'Other pages',
};

const NOUNS: Record<Kind, [one: string, many: string]> = {
  lesson: ['section of a lesson', 'sections of lessons'],
  figure: ['figure', 'figures'],
  term: ['term', 'terms'],
  source: ['source', 'sources'],
  model: ['part of a model card', 'parts of model cards'],
  page: ['part of another page', 'parts of other pages'],
};

/** '7 results: 3 sections of lessons, 2 figures, 2 terms.' */
export function countWords({ groups, total, all }: Findings): string {
  if (total === 0) return 'Nothing found.';
  const parts = groups.map(({ kind, hits }) => `${hits.length} ${NOUNS[kind][hits.length === 1 ? 0 : 1]}`);
  const counted = `${total} ${total === 1 ? 'result' : 'results'}: ${parts.join(', ')}.`;
  return all ? counted : `Nothing has all of these words. With some of them, ${counted}`;
}

/** What to look for when nothing comes to mind; each of them is found. */
export const EXAMPLES = ['receptive field', 'semi-hard', 'Gram matrix', 'false accepts', 'heartbeat'];
