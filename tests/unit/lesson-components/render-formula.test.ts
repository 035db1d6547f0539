import { describe, expect, test } from 'vitest';
import { fillLabel, formatLive } from '../../../src/lesson-components/live-values.ts';
import { liveDefaults, renderFormula } from '../../../src/lesson-components/render-formula.ts';

const FORMULA = String.raw`\htmlData{symbol=r,colour=1}{r_l} = 32 + (\htmlData{live=kernel}{3} - 1) \cdot \htmlData{live=jump}{8} = \htmlData{live=r}{48}`;

describe('renderFormula', () => {
  test('marks symbols and live numbers, and leaves no MathML with stale numbers', () => {
    const { html, symbols } = renderFormula(FORMULA, 'wide', true);
    expect(html).toContain('data-symbol="r" data-colour="1"');
    expect(html).toMatch(/data-live="r"><span class="mord">48</);
    expect(html).not.toContain('<math');
    expect(symbols).toEqual(['r']);
  });

  test('fills the label with the numbers of the formula', () => {
    expect(renderFormula(FORMULA, 'The field is {r} pixels wide.', true).label).toBe(
      'The field is 48 pixels wide.',
    );
  });

  test('reads words and numbers as defaults', () => {
    expect(
      liveDefaults(String.raw`\htmlData{live=layer}{\text{conv5}} \htmlData{symbol=r,live=r}{4.5}`),
    ).toEqual({ layer: 'conv5', r: '4.5' });
  });

  test('refuses a broken formula, a label with an unknown name, and commands that need more trust', () => {
    expect(() => renderFormula(String.raw`\frac{1}{`, 'x', true)).toThrow(/KaTeX/);
    expect(() => renderFormula('x', 'now {r}', true)).toThrow('{r}');
    expect(renderFormula(String.raw`\href{https://example.org}{x}`, 'x', true).html).not.toContain('<a ');
  });
});

describe('formatLive', () => {
  test.each([
    [48, undefined, '48'],
    [1234, undefined, '1234'],
    [0.123456, undefined, '0.123'],
    [12.3456, undefined, '12.3'],
    [1234.5, undefined, '1235'],
    [-2.345678, undefined, '−2.35'],
    [-0.0001, 2, '0.00'],
    [0.5, 2, '0.50'],
    [Number.NaN, undefined, '–'],
    ['conv5', undefined, 'conv5'],
  ])('%s with %s decimals is %s', (value, digits, text) => {
    expect(formatLive(value, digits)).toBe(text);
  });
});

test('fillLabel leaves names without a value', () => {
  expect(fillLabel('{a} and {b-c}', { a: '1' })).toBe('1 and {b-c}');
});
