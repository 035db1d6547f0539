import { describe, expect, it } from 'vitest';
import { renderFormula } from '#lesson-components/render-formula';
import { TRIPLET_FORMULAS, tripletFormula } from '#lesson-components/triplet-formulas';
import { PRESETS, presetPoints } from '#widgets/triplet-geometry/presets';

describe('tripletFormula', () => {
  it.each(TRIPLET_FORMULAS)('%s renders for every preset, and each of its symbols is in it', (name) => {
    for (const preset of PRESETS) {
      const { formula, label, symbols } = tripletFormula(name, presetPoints(preset, 'plane'), 0.5);
      const rendered = renderFormula(formula, label, true);
      expect(rendered.label).not.toMatch(/\{/);
      for (const symbol of Object.keys(symbols)) expect(rendered.symbols).toContain(symbol);
    }
  });

  it('say the numbers of the default view', () => {
    const points = presetPoints('semi-hard', 'plane');
    const said = (name: (typeof TRIPLET_FORMULAS)[number]) => {
      const { formula, label } = tripletFormula(name, points, 0.5);
      return renderFormula(formula, label, true).label;
    };
    expect(said('loss')).toContain('0.360 minus 0.610 plus 0.50, or 0 where that is negative, is 0.250');
    expect(said('wish')).toContain('0.360 plus 0.50 > 0.610: not met');
    expect(said('gradient')).toContain('A goes by 2 times P minus N, now 1.96, −0.48');
  });

  it('say that an easy triplet’s wish is met, and its gradient 0', () => {
    const points = presetPoints('easy', 'plane');
    expect(tripletFormula('wish', points, 0.5).formula).toContain('≤');
    expect(tripletFormula('gradient', points, 0.5).formula).toContain('live=twice}{0}');
  });
});
