const GAP = 8;

/** `<glossary-term>`: sets its definition below the word, or above where there is no room, and closes it when the word leaves. */
class GlossaryTerm extends HTMLElement {
  connectedCallback() {
    const word = this.querySelector('button');
    const definition = this.querySelector<HTMLElement>('[popover]');
    if (!word || !definition) return;
    const place = () => {
      const at = word.getBoundingClientRect();
      const box = definition.getBoundingClientRect();
      const room = document.documentElement.clientWidth - box.width - GAP;
      const below = at.bottom + GAP + box.height <= window.innerHeight;
      definition.style.inset = 'auto';
      definition.style.margin = '0';
      definition.style.left = `${Math.max(GAP, Math.min(at.left, room))}px`;
      definition.style.top = `${Math.max(GAP, below ? at.bottom + GAP : at.top - GAP - box.height)}px`;
    };
    definition.addEventListener('toggle', (event) => {
      if ((event as ToggleEvent).newState === 'open') place();
    });
    const follow = () => {
      if (!definition.matches(':popover-open')) return;
      const { top, bottom } = word.getBoundingClientRect();
      if (bottom < 0 || top > window.innerHeight) definition.hidePopover();
      else place();
    };
    window.addEventListener('scroll', follow, { passive: true });
  }
}

customElements.define('glossary-term', GlossaryTerm);
