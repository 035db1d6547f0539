import MiniSearch from 'minisearch';
import { KINDS, type Kind, type SearchDocument, type SearchFile } from './document.ts';
import { excerpt, markWords, type Piece } from './excerpt.ts';
import { INDEX_OPTIONS, type Indexed } from './index-options.ts';
import { tokenizeQuery } from './words.ts';

/** A thing that was found, its words marked. */
export interface Hit {
  document: SearchDocument;
  title: Piece[];
  excerpt: Piece[];
}

/** What was found of one kind, best first. */
export interface Group {
  kind: Kind;
  hits: Hit[];
}

export interface Findings {
  /** The kind with the best hit first. */
  groups: Group[];
  total: number;
  /** False when nothing has all the words, and these have some of them. */
  all: boolean;
}

/** A definition answers more often than a mention does. */
const WEIGHTS: Record<Kind, number> = { term: 1.6, lesson: 1, figure: 1, page: 0.9, source: 0.9, model: 0.8 };

/** Answers questions from the index. */
export class SearchEngine {
  private readonly index: MiniSearch<Indexed>;
  private readonly documents: readonly SearchDocument[];

  private constructor(index: MiniSearch<Indexed>, documents: readonly SearchDocument[]) {
    this.index = index;
    this.documents = documents;
  }

  /** Reads the index in short steps, so that the page stays responsive. */
  static async from({ documents, index }: SearchFile): Promise<SearchEngine> {
    return new SearchEngine(await MiniSearch.loadJSAsync<Indexed>(index as never, INDEX_OPTIONS), documents);
  }

  /**
   * What holds all words of a query, by prefix and with a slip of the fingers forgiven; else what holds some.
   *
   * @returns null when the query has no word to look for
   */
  search(query: string): Findings | null {
    if (tokenizeQuery(query).length === 0) return null;
    const boostDocument = (id: number) => WEIGHTS[this.documents[id]!.kind];
    let results = this.index.search(query, { combineWith: 'AND', boostDocument });
    const all = results.length > 0;
    if (!all) results = this.index.search(query, { combineWith: 'OR', boostDocument });
    const groups = new Map<Kind, Hit[]>();
    for (const { id, terms } of results) {
      const document = this.documents[id as number]!;
      const found = new Set(terms);
      const hit = {
        document,
        title: markWords(document.title, found),
        excerpt: excerpt(document.text || document.more, found),
      };
      groups.set(document.kind, [...(groups.get(document.kind) ?? []), hit]);
    }
    return {
      groups: [...groups].map(([kind, hits]) => ({ kind, hits })),
      total: results.length,
      all,
    };
  }

  /** How many documents there are of each kind. */
  counts(): Record<Kind, number> {
    const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Record<Kind, number>;
    for (const { kind } of this.documents) counts[kind] += 1;
    return counts;
  }
}
