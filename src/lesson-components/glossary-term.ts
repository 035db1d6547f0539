const GAP = 8;

/** `<glossary-term>`: sets its definition below the word, or above where there is no room. */
class GlossaryTerm extends HTMLElement {
  connectedCallback() {
    const word = this.querySelector('button');
    const definition = this.querySelector<HTMLElement>('[popover]');
    if (!word || !definition) return;
    definition.addEventListener('toggle', (event) => {
      if ((event as ToggleEvent).newState !== 'open') return;
      const at = word.getBoundingClientRect();
      const box = definition.getBoundingClientRect();
      const room = document.documentElement.clientWidth - box.width - GAP;
      const below = at.bottom + GAP + box.height <= window.innerHeight;
      definition.style.inset = 'auto';
      definition.style.margin = '0';
      definition.style.left = `${Math.max(GAP, Math.min(at.left, room))}px`;
      definition.style.top = `${Math.max(GAP, below ? at.bottom + GAP : at.top - GAP - box.height)}px`;
    });
    window.addEventListener('scroll', () => definition.matches(':popover-open') && definition.hidePopover(), {
      passive: true,
    });
  }
}

customElements.define('glossary-term', GlossaryTerm);
