/** What can be found, in the order in which it is named. */
export const KINDS = ['lesson', 'figure', 'term', 'source', 'model', 'page'] as const;
export type Kind = (typeof KINDS)[number];

/** One thing that can be found: a section, a figure, a term, a source. */
export interface SearchDocument {
  kind: Kind;
  title: string;
  /** Where it stands, for people: 'Lesson 4 · Triplet loss'. Empty when the title says it. */
  place: string;
  /** Other names of it. */
  also: string;
  /** Its words as plain text. Of a figure, what its caption says. */
  text: string;
  /** Words to find it by that are not shown: a figure's controls. */
  more: string;
  /** Its path below the site's base path, with the part of the page: '/glossary/#margin'. */
  path: string;
}

/** The file that the build writes beside the pages: the documents, and the index over them as MiniSearch writes it. */
export interface SearchFile {
  documents: SearchDocument[];
  index: object;
}

/** Its path below the base path. */
export const SEARCH_FILE = '/search.json';
