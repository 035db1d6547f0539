import { expect, it } from 'vitest';
import { GRAM_FORMULAS, gramFormula } from '../../../src/lesson-components/gram-formulas.ts';
import { renderFormula } from '../../../src/lesson-components/render-formula.ts';

const NUMBERS = {
  k: 11,
  k2: 17,
  rows: 64,
  columns: 64,
  channels: 32,
  a: '4.11',
  b: '4.59',
  entry: '16\u2009721',
  squares: '2.2690 × 10⁹',
  loss: '0.033018',
};

it.each(GRAM_FORMULAS)(
  '%s: KaTeX takes it with numbers and without, and each symbol has its words',
  (name) => {
    for (const numbers of [NUMBERS, {}]) {
      const { formula, label, symbols } = gramFormula(name, numbers);
      const rendered = renderFormula(formula, label, true);
      for (const symbol of Object.keys(symbols)) expect(rendered.symbols).toContain(symbol);
    }
  },
);

it('the words tell the numbers', () => {
  const entry = gramFormula('entry', NUMBERS);
  expect(renderFormula(entry.formula, entry.label, true).label).toContain('k is 11 and k prime is 17');
  const loss = gramFormula('loss', NUMBERS);
  expect(renderFormula(loss.formula, loss.label, true).label).toContain('It is 0.033018.');
});
