import katex from 'katex';
import { fillLabel } from './live-values.ts';

const LIVE = /\\htmlData\{[^{}]*\blive=([\w-]+)[^{}]*\}\{\s*(?:\\text\{([^{}]*)\}|([^{}]*))\s*\}/g;
const SYMBOL = /\\htmlData\{[^{}]*\bsymbol=([\w-]+)/g;

/** A formula as it stands on the page before any widget has said its numbers. */
export interface RenderedFormula {
  /** KaTeX's HTML, without MathML: that would go on saying the first numbers. */
  html: string;
  /** The label with the formula's own numbers in place of {name}. */
  label: string;
  /** Names marked `\htmlData{symbol=…}`. */
  symbols: string[];
}

/** The names marked `\htmlData{live=…}` with the number (or `\text`) that the formula gives each. */
export function liveDefaults(formula: string): Record<string, string> {
  const found = [...formula.matchAll(LIVE)];
  return Object.fromEntries(found.map(([, name, word, number]) => [name!, (word ?? number ?? '').trim()]));
}

/**
 * Renders a formula in which `\htmlData{symbol=r}{…}` marks what stands for a thing of the widget, and
 * `\htmlData{live=r}{48}` a number that the widget replaces.
 *
 * @param formula TeX
 * @param label the formula in words for a screen reader, `{r}` standing for the live number r
 * @param display on its own line
 * @throws Error on a formula that KaTeX refuses, and on a name in the label that the formula does not mark
 */
export function renderFormula(formula: string, label: string, display: boolean): RenderedFormula {
  const html = katex.renderToString(formula, {
    displayMode: display,
    output: 'html',
    throwOnError: true,
    trust: ({ command }) => command === '\\htmlData' || command === '\\htmlClass',
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  });
  const defaults = liveDefaults(formula);
  for (const [, name] of label.matchAll(/\{([\w-]+)\}/g)) {
    if (defaults[name!] === undefined)
      throw new Error(`the label says {${name}}, but no number is live=${name}`);
  }
  const symbols = [...new Set([...formula.matchAll(SYMBOL)].map(([, name]) => name!))];
  return { html, label: fillLabel(label, defaults), symbols };
}
