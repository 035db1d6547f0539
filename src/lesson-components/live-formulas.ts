import { highlight, onAnnounce, onHighlight } from '#site/page-bus';
import { fillLabel, formatLive } from './live-values.ts';

/** Writes a number over KaTeX's, inside the elements that give it its size and the space after it. */
function writeNumber(place: Element, text: string): void {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  const nodes: Node[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const [first, ...rest] = nodes;
  if (!first) return;
  if (first.nodeValue !== text) first.nodeValue = text;
  for (const node of rest) node.nodeValue = '';
}

function connect(root: HTMLElement): void {
  const widget = root.dataset.of!;
  const label = root.querySelector('output');
  const places = [...root.querySelectorAll<HTMLElement>('[data-live]')];
  const symbols = [...root.querySelectorAll<HTMLElement>('[data-symbol]')];
  const said: Record<string, string> = JSON.parse(root.dataset.values ?? '{}');

  onAnnounce(widget, ({ values }) => {
    for (const place of places) {
      const name = place.dataset.live!;
      const value = values[name];
      if (value === undefined) continue;
      const digits = place.dataset.digits === undefined ? undefined : Number(place.dataset.digits);
      said[name] = formatLive(value, digits);
      writeNumber(place, said[name]);
    }
    if (label) label.textContent = fillLabel(root.dataset.label ?? '', said);
  });

  const symbolAt = (event: Event) =>
    (event.target as Element).closest<HTMLElement>('[data-symbol]')?.dataset.symbol ?? null;
  for (const type of ['pointerover', 'focusin']) {
    root.addEventListener(type, (event) => highlight(widget, symbolAt(event)));
  }
  for (const type of ['pointerleave', 'focusout']) {
    root.addEventListener(type, () => highlight(widget, null));
  }
  onHighlight(widget, (lit) => {
    for (const symbol of symbols) symbol.toggleAttribute('data-lit', symbol.dataset.symbol === lit);
  });
}

/** A formula wider than its column scrolls, and then the keyboard must reach it. */
function keepReachable(scroller: HTMLElement): void {
  const update = () => {
    const scrolls = scroller.scrollWidth > scroller.clientWidth + 1;
    const attributes = { tabindex: '0', role: 'group', 'aria-label': 'Formula' };
    for (const [name, value] of Object.entries(attributes)) {
      if (scrolls) scroller.setAttribute(name, value);
      else scroller.removeAttribute(name);
    }
  };
  new ResizeObserver(update).observe(scroller);
}

/** Binds the live formulas below `root` to their widgets. A formula is bound once. */
export function connectLiveFormulas(root: ParentNode): void {
  for (const formula of root.querySelectorAll<HTMLElement>('[data-live-formula]:not([data-connected])')) {
    formula.dataset.connected = '';
    connect(formula);
    const scroller = formula.querySelector<HTMLElement>('.live-formula-scroller');
    if (scroller && formula.dataset.liveFormula === 'display') keepReachable(scroller);
  }
}
