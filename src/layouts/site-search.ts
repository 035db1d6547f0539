import { isSearchKey } from '#site/search/shortcut';

/** `<site-search>`: the button that fetches the search and opens it, and its keys. Before that nothing of it is loaded. */
class SiteSearch extends HTMLElement {
  /** What is typed while the search is on its way: it goes into its field. */
  #typed: string | null = null;

  connectedCallback() {
    this.querySelector('button')?.addEventListener('click', () => this.open());
    document.addEventListener('keydown', (event) => {
      if (this.#typed !== null && isLetter(event)) {
        event.preventDefault();
        this.#typed += event.key;
        return;
      }
      if (!isSearchKey(event)) return;
      event.preventDefault();
      void this.open();
    });
  }

  private async open() {
    const trouble = this.querySelector<HTMLElement>('[role=status]');
    this.#typed ??= '';
    try {
      const { openSearch } = await import('#widgets/site-search/open');
      if (trouble) trouble.textContent = '';
      openSearch(this.#typed);
    } catch {
      if (trouble)
        trouble.textContent =
          'Search could not be fetched. Look at your connection, then load the page again.';
    } finally {
      this.#typed = null;
    }
  }
}

function isLetter({ key, ctrlKey, metaKey, altKey, isComposing, target }: KeyboardEvent): boolean {
  if (target instanceof Element && target.closest('input, textarea, select, [contenteditable]')) return false;
  return [...key].length === 1 && !ctrlKey && !metaKey && !altKey && !isComposing;
}

customElements.define('site-search', SiteSearch);
