/** Astro's element around an interactive figure; `start` fetches its code again. */
interface Island extends HTMLElement {
  start?(): void;
}

/**
 * A figure whose code could not be fetched stays a picture. Says so below it, and offers to try again; it tries by
 * itself when the connection is back.
 */
document.addEventListener('astro:hydration-error', (event) => {
  const island = event.target as Island;
  if (!island.start || document.querySelector(`[data-failed="${nameOf(island)}"]`)) return;
  event.preventDefault();
  console.warn((event as CustomEvent<{ error: unknown }>).detail.error);
  const figure = island.querySelector<HTMLElement>('[data-widget]');
  const before = figure?.dataset.state ?? '';
  const note = noteFor(island);
  const again = () => {
    window.removeEventListener('online', again);
    note.remove();
    if (figure) figure.dataset.state = before;
    island.start?.();
  };
  note.querySelector('button')?.addEventListener('click', again);
  window.addEventListener('online', again);
  if (figure) figure.dataset.state = 'error';
  island.after(note);
});

function nameOf(island: Island): string {
  return island.querySelector<HTMLElement>('[data-widget]')?.dataset.widget ?? '';
}

function noteFor(island: Island): HTMLElement {
  const note = document.createElement('div');
  note.className = 'failed-island';
  note.dataset.failed = nameOf(island);
  note.setAttribute('role', 'alert');
  const words = document.createElement('p');
  words.textContent =
    'This figure’s program could not be loaded, so it is only a picture. Check the connection, then try again or reload the page.';
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button';
  button.textContent = 'Try again';
  note.append(words, button);
  return note;
}
