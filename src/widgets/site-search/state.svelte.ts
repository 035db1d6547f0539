import type { Findings, SearchEngine } from '#site/search/engine';
import { loadSearch, SearchUnavailable } from '#site/search/load';

export interface SearchError {
  message: string;
  advice: string;
}

/** What a reader looks for, and what was found. The index comes when `load` is first called. */
export class SearchState {
  query = $state('');
  engine = $state.raw<SearchEngine | null>(null);
  error = $state.raw<SearchError | null>(null);
  loading = $state(false);

  /** Null while there is no index, or no word to look for. */
  readonly findings: Findings | null = $derived(this.engine?.search(this.query) ?? null);

  /** Fetches the index, or says why there is none. Calling it again is a new try. */
  async load(): Promise<void> {
    if (this.engine || this.loading) return;
    this.loading = true;
    this.error = null;
    try {
      this.engine = await loadSearch();
    } catch (error) {
      if (!(error instanceof SearchUnavailable)) throw error;
      this.error = { message: error.message, advice: error.advice };
    } finally {
      this.loading = false;
    }
  }
}
