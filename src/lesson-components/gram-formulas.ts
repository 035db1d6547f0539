/** What a LiveFormula of the widget gram-matrix needs. */
export interface GramFormula {
  formula: string;
  label: string;
  symbols: Record<string, string>;
}

export const GRAM_FORMULAS = ['entry', 'loss'] as const;
export type GramFormulaName = (typeof GRAM_FORMULAS)[number];

const K = String.raw`\htmlData{symbol=k}{k}`;
const K2 = String.raw`\htmlData{symbol=k2}{k'}`;

/** Numbers of the figure's first view; `–` where it tells none until two pictures are compared. */
export type GramNumbers = Readonly<Record<string, string | number>>;

/** A number as the figure writes it, as KaTeX takes it: it knows '×' and '⁹', but no thin space. */
function texNumber(number: string | number | undefined): string {
  return number === undefined ? String.raw`\text{–}` : String(number).replaceAll('\u2009', '');
}

/**
 * An entry of the Gram matrix, or the style cost of a layer, as a live formula.
 *
 * @param numbers as they stand before the widget has told its own
 */
export function gramFormula(name: GramFormulaName, numbers: GramNumbers): GramFormula {
  const live = (thing: string, marks = '') =>
    String.raw`\htmlData{${marks}live=${thing}}{${texNumber(numbers[thing])}}`;
  if (name === 'entry') {
    return {
      formula: String.raw`\begin{aligned} \mathcal{G}^{[l](S)}_{${K}${K2}} &= \sum_{i=1}^{n_H} \sum_{j=1}^{n_W} a^{[l](S)}_{ij${K}}\, a^{[l](S)}_{ij${K2}} \\ \mathcal{G}^{[l](S)}_{${live('k')},${live('k2')}} &= \underbrace{\dots + ${live('a')} \cdot ${live('b')} + \dots}_{${live('rows')}\,\times\,${live('columns')}\ \text{places}} = \htmlData{symbol=entry,colour=4}{${live('entry')}} \end{aligned}`,
      label:
        'An entry of the Gram matrix of S: over all places, the activation of channel k times that of channel k prime, added up. Now k is {k} and k prime is {k2}. The largest product is {a} times {b}, and all {rows} times {columns} of them add up to {entry}.',
      symbols: { k: 'channel k', k2: 'channel k′', entry: 'the entry' },
    };
  }
  return {
    formula: String.raw`\begin{aligned} \htmlData{symbol=loss}{\mathcal{L}^{[l]}_{style}} &= \frac{\htmlData{symbol=squares}{\sum_{k} \sum_{k'} \bigl( \mathcal{G}^{[l](S)}_{kk'} - \mathcal{G}^{[l](G)}_{kk'} \bigr)^2}}{\htmlData{symbol=factor}{(2\,n_H n_W n_C)^2}} \\ &= \frac{${live('squares')}}{(2 \cdot ${live('rows')} \cdot ${live('columns')} \cdot ${live('channels')})^2} = ${live('loss')} \end{aligned}`,
    label:
      'The style cost of the layer: the sum of the squared differences of both matrices, {squares}, divided by the square of 2 times {rows} times {columns} times {channels}. It is {loss}.',
    symbols: { squares: 'squared differences', factor: 'the factor', loss: 'the cost' },
  };
}
