import { withBase } from '#site/base-path';
import { SEARCH_FILE, type SearchFile } from './document.ts';
import { SearchEngine } from './engine.ts';

/** Why there is no search, in words, and what the reader can do. */
export class SearchUnavailable extends Error {
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

let engine: Promise<SearchEngine> | undefined;

/**
 * The search of the site. Its index is fetched at the first call and kept for the page; after a failure the next call
 * tries again.
 *
 * @throws SearchUnavailable when the index cannot be fetched or read
 */
export function loadSearch(): Promise<SearchEngine> {
  engine ??= read().catch((error) => {
    engine = undefined;
    throw error;
  });
  return engine;
}

async function read(): Promise<SearchEngine> {
  let response: Response;
  try {
    response = await fetch(withBase(SEARCH_FILE));
  } catch {
    throw new SearchUnavailable(
      'The list of what can be found did not arrive.',
      'Are you online? Look at your connection, then try again.',
    );
  }
  if (!response.ok)
    throw new SearchUnavailable(
      `This copy of the site has no list of what can be found (${response.status}).`,
      'The build of the site writes it: search works once the site is built and served. The glossary and the lessons are there without it.',
    );
  try {
    return await SearchEngine.from((await response.json()) as SearchFile);
  } catch {
    throw new SearchUnavailable(
      'The list of what can be found arrived damaged.',
      'Try again; if it stays so, load the page anew.',
    );
  }
}
