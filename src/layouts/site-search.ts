import { isSearchKey } from '#site/search/shortcut';

/** `<site-search>`: the button that fetches the search and opens it, and its keys. Before that nothing of it is loaded. */
class SiteSearch extends HTMLElement {
  connectedCallback() {
    this.querySelector('button')?.addEventListener('click', () => this.open());
    document.addEventListener('keydown', (event) => {
      if (!isSearchKey(event)) return;
      event.preventDefault();
      void this.open();
    });
  }

  private async open() {
    const trouble = this.querySelector<HTMLElement>('[role=status]');
    try {
      const { openSearch } = await import('#widgets/site-search/open');
      if (trouble) trouble.textContent = '';
      openSearch();
    } catch {
      if (trouble)
        trouble.textContent =
          'Search could not be fetched. Look at your connection, then load the page again.';
    }
  }
}

customElements.define('site-search', SiteSearch);
