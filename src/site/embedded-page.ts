import { HEIGHT_MESSAGE } from './embed.ts';

/** Tells the page around this one how tall it is, at once and whenever that changes. */
function tellHeight(): void {
  if (window.parent === window) return;
  const { embed: widget } = document.body.dataset;
  new ResizeObserver(() => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    window.parent.postMessage({ type: HEIGHT_MESSAGE, widget, height }, '*');
  }).observe(document.body);
}

/** The link to the lesson opens the figure there as it was prepared here. */
function carryOptions(): void {
  const link = document.querySelector<HTMLAnchorElement>('[data-embed-home]');
  const { embed: widget } = document.body.dataset;
  if (!link || !widget) return;
  const url = new URL(link.href);
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (name.startsWith(`${widget}.`) && name !== `${widget}.hide`) url.searchParams.set(name, value);
  }
  link.href = url.href;
}

/** A link out of this page opens beside the page around, not in the frame. */
function leaveFrame(event: MouseEvent): void {
  const link = (event.target as Element).closest<HTMLAnchorElement>('a[href]');
  if (!link || link.target || (link.origin === location.origin && link.pathname === location.pathname))
    return;
  link.target = '_blank';
  link.rel = 'noopener';
}

tellHeight();
document.addEventListener('click', leaveFrame, { capture: true });
carryOptions();
