import {
  EMBED_LISTENER,
  EMBED_THEMES,
  type EmbedTheme,
  embedAddress,
  embedFrame,
  HEIGHT_MESSAGE,
} from './embed.ts';
import { viewOf } from './embed-view.ts';

/** `<embed-builder>`: a figure, its colours and what it leaves out become a link, a frame to paste, and a preview. */
class EmbedBuilder extends HTMLElement {
  #height = 720;
  #shown = '';

  connectedCallback() {
    this.addEventListener('change', () => this.#show());
    this.querySelector('form')?.addEventListener('submit', (event) => event.preventDefault());
    this.#field<HTMLInputElement>('view').addEventListener('input', () => this.#takeView());
    for (const button of this.querySelectorAll<HTMLButtonElement>('button[data-copy]'))
      button.addEventListener('click', () => void this.#copy(button));
    window.addEventListener('message', this.#hear);
    this.#show();
  }

  disconnectedCallback() {
    window.removeEventListener('message', this.#hear);
  }

  #field<T extends Element>(name: string): T {
    return this.querySelector<T>(`[name="${name}"]`)!;
  }

  get #figure() {
    const select = this.#field<HTMLSelectElement>('figure');
    return {
      widget: select.value,
      address: select.selectedOptions[0]!.dataset.address!,
      title: select.selectedOptions[0]!.label,
    };
  }

  /** A pasted link chooses its figure; one that names none is told so. */
  #takeView() {
    const select = this.#field<HTMLSelectElement>('figure');
    const text = this.#field<HTMLInputElement>('view').value.trim();
    const view = viewOf(
      text,
      Array.from(select.options, ({ value }) => value),
    );
    if (view) select.value = view.widget;
    this.querySelector('[data-problem]')!.textContent =
      text === '' || view
        ? ''
        : 'This is no link to a view of a figure. Copy one with ‘Link to this view’ below a figure.';
    this.#show();
  }

  #show() {
    const { widget, address, title } = this.#figure;
    const url = new URL(address, location.href);
    const view = viewOf(this.#field<HTMLInputElement>('view').value.trim(), [widget]);
    if (view) url.search = view.query;
    const wanted = this.querySelector<HTMLInputElement>('[name=theme]:checked')?.value;
    const theme: EmbedTheme = EMBED_THEMES.find((one) => one === wanted) ?? 'auto';
    const hide = Array.from(
      this.querySelectorAll<HTMLInputElement>('[name=hide]:checked'),
      ({ value }) => value,
    );
    const choice = { address: url.href, widget, title, theme, hide, height: this.#height };
    const link = embedAddress(choice);
    this.#field<HTMLTextAreaElement>('link').value = link;
    this.#field<HTMLTextAreaElement>('snippet').value = `${embedFrame(choice)}\n${EMBED_LISTENER}`;
    const frame = this.querySelector('iframe')!;
    frame.title = `Preview: ${title}`;
    if (link !== this.#shown) frame.src = link;
    this.#shown = link;
  }

  readonly #hear = ({ source, data }: MessageEvent) => {
    const frame = this.querySelector('iframe');
    if (!frame || source !== frame.contentWindow || data?.type !== HEIGHT_MESSAGE || !(data.height > 0))
      return;
    frame.style.height = `${data.height}px`;
    if (data.height === this.#height) return;
    this.#height = data.height;
    this.#show();
  };

  async #copy(button: HTMLButtonElement) {
    const field = this.#field<HTMLTextAreaElement>(button.dataset.copy!);
    const status = this.querySelector('[data-copied]')!;
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = 'Copied.';
    } catch {
      field.focus();
      field.select();
      status.textContent = 'It is selected: copy it with the keyboard.';
    }
  }
}

customElements.define('embed-builder', EmbedBuilder);
