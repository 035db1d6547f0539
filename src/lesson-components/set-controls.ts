import { highlight, onAnnounce, onHighlight, optionsMatch, requestSet } from '#site/page-bus';

/** How much of a figure (or of the window, for a tall figure) must be seen for it to count as on screen. */
const ENOUGH = 0.5;

function isOnScreen(figure: Element): boolean {
  const { top, bottom, height } = figure.getBoundingClientRect();
  const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return seen >= ENOUGH * Math.min(height, innerHeight);
}

function bringIntoView(figure: Element): void {
  if (isOnScreen(figure)) return;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  figure.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
}

function connect(link: HTMLAnchorElement): void {
  const widget = link.dataset.set!;
  const wanted = JSON.parse(link.dataset.options ?? '{}');
  const thing = link.dataset.thing;
  const figure = () => document.getElementById(widget);

  link.addEventListener('click', (event) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const target = figure();
    if (!target) return;
    event.preventDefault();
    requestSet(widget, wanted);
    bringIntoView(target);
  });

  const point = (pointing: boolean) => {
    if (thing) highlight(widget, pointing ? thing : null);
    else figure()?.toggleAttribute('data-pointed', pointing);
  };
  for (const type of ['pointerenter', 'focus']) link.addEventListener(type, () => point(true));
  for (const type of ['pointerleave', 'blur']) link.addEventListener(type, () => point(false));

  onAnnounce(widget, ({ options }) => {
    if (optionsMatch(options, wanted)) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  });
  if (thing) onHighlight(widget, (lit) => link.toggleAttribute('data-lit', lit === thing));
}

/** Makes the prose controls below `root` set their figures in place. A control is connected once. */
export function connectSetControls(root: ParentNode): void {
  for (const link of root.querySelectorAll<HTMLAnchorElement>('a[data-set]:not([data-connected])')) {
    link.dataset.connected = '';
    connect(link);
  }
}
