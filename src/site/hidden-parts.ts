/**
 * Parts of a figure that a link can leave out: `?hide=toolbar,caption` for every figure of the page, or
 * `?patch-explorer.hide=controls` for one. What is hidden is neither seen nor reached by keyboard or screen reader.
 */
export const PARTS = ['title', 'toolbar', 'settings', 'caption', 'links', 'formula'] as const;
export type Part = (typeof PARTS)[number];

/** Words for several parts at once. */
export const PART_GROUPS: Readonly<Record<string, readonly Part[]>> = {
  controls: ['toolbar', 'settings', 'links'],
};

function partsOf(text: string | null): Part[] {
  const words = (text ?? '').toLowerCase().split(/[\s,]+/);
  return words.flatMap((word) =>
    Object.hasOwn(PART_GROUPS, word) ? PART_GROUPS[word]! : PARTS.filter((part) => part === word),
  );
}

/**
 * The parts of a widget that a link hides, each once; words that are no part are passed over.
 *
 * @param search the link's query, e.g. location.search
 */
export function hiddenParts(widget: string, search: string): Part[] {
  const query = new URLSearchParams(search);
  const hidden = new Set([...partsOf(query.get('hide')), ...partsOf(query.get(`${widget}.hide`))]);
  return PARTS.filter((part) => hidden.has(part));
}

/**
 * Runs in the page's head, so that what `?hide=` hides is not seen before the figures wake. Text, because layouts write
 * it inline and put its hash in the content security policy.
 */
export const HIDE_BEFORE_PAINT = `try{var g=${JSON.stringify(PART_GROUPS)},p=${JSON.stringify(PARTS)},h=(new URLSearchParams(location.search).get('hide')||'').toLowerCase().split(/[\\s,]+/).flatMap(function(w){return Object.hasOwn(g,w)?g[w]:p.filter(function(x){return x===w})});if(h.length)document.documentElement.dataset.hide=h.join(' ')}catch(e){}`;
