import MiniSearch from 'minisearch';
import type { SearchDocument, SearchFile } from '../site/search/document.ts';
import { INDEX_OPTIONS, type Indexed } from '../site/search/index-options.ts';

/** The file that search reads: the documents, and the index over them. A document's id is its place in the list. */
export function searchFile(documents: SearchDocument[]): SearchFile {
  const index = new MiniSearch<Indexed>(INDEX_OPTIONS);
  index.addAll(documents.map((document, id) => ({ ...document, id })));
  return { documents, index: index.toJSON() };
}
