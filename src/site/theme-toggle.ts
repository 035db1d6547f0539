import type { Theme } from '#site/theme';
import { chooseTheme, nextTheme, storedTheme } from '#site/theme';

const NAMES: Record<Theme, [word: string, label: string]> = {
  system: ['System', 'Colours: as the system'],
  light: ['Light', 'Colours: light'],
  dark: ['Dark', 'Colours: dark'],
};

/** `<theme-toggle>`: a button that goes through system, light and dark. */
class ThemeToggle extends HTMLElement {
  connectedCallback() {
    this.show(storedTheme());
    this.querySelector('button')?.addEventListener('click', () => {
      const theme = nextTheme(storedTheme());
      chooseTheme(theme);
      this.show(theme);
    });
  }

  private show(theme: Theme) {
    const [word, label] = NAMES[theme];
    this.dataset.theme = theme;
    this.querySelector('button')?.setAttribute('aria-label', label);
    const text = this.querySelector('.word');
    if (text) text.textContent = word;
  }
}

customElements.define('theme-toggle', ThemeToggle);
