const WIDE = '(min-width: 75rem)';

/** `<contents-list>`: open beside the text on a wide page, closed above it on a narrow one; marks the section in view. */
class ContentsList extends HTMLElement {
  connectedCallback() {
    const details = this.querySelector('details');
    const wide = window.matchMedia(WIDE);
    const adapt = () => {
      if (details) details.open = wide.matches;
    };
    adapt();
    wide.addEventListener('change', adapt);
    this.addEventListener('click', (event) => {
      if (!wide.matches && details && (event.target as Element).closest('a')) details.open = false;
    });
    this.spy();
  }

  private spy() {
    const links = new Map<string, HTMLAnchorElement>();
    for (const link of this.querySelectorAll<HTMLAnchorElement>('a')) {
      links.set(decodeURIComponent(link.hash.slice(1)), link);
    }
    const headings = [...links.keys()].flatMap((id) => document.getElementById(id) ?? []);
    const mark = () => {
      const line = window.innerHeight * 0.3;
      const current = headings.findLast((heading) => heading.getBoundingClientRect().top <= line)?.id;
      for (const [id, link] of links) {
        if (id === current) link.setAttribute('aria-current', 'location');
        else link.removeAttribute('aria-current');
      }
    };
    const watcher = new IntersectionObserver(mark, { rootMargin: '0px 0px -70% 0px', threshold: [0, 1] });
    for (const heading of headings) watcher.observe(heading);
    mark();
  }
}

customElements.define('contents-list', ContentsList);
