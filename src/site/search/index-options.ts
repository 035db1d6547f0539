import type { Options } from 'minisearch';
import type { SearchDocument } from './document.ts';
import { tokenize, tokenizeQuery } from './words.ts';

export type Indexed = SearchDocument & { id: number };

/** A title says more than a text; what is not shown says least. */
const BOOST = { title: 6, also: 5, place: 1.5, text: 1, more: 0.6 };

/** How the index is made, and read again. Both sides must use the same. */
export const INDEX_OPTIONS: Options<Indexed> = {
  fields: ['title', 'also', 'place', 'text', 'more'],
  tokenize,
  processTerm: (term) => term,
  searchOptions: {
    tokenize: tokenizeQuery,
    boost: BOOST,
    prefix: (term) => term.length > 1,
    fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    maxFuzzy: 2,
  },
};
