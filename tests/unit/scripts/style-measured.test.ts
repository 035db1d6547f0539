import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTENTS } from '#world/still/contents';
import { STYLE_DEFAULTS } from '#world/style/defaults';
import { STYLES } from '#world/style/styles';
import { SHEET_CONTENTS, SHEET_STYLES } from '../../../scripts/style/pairs.ts';

const folder = path.resolve(import.meta.dirname, '../../../public/data');
const read = (name: string) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));

interface Pair {
  content: string;
  style: string;
  costs: { fall: number; step95: number | null };
  contentMatch: { place: number };
}

describe('the measured paintings', () => {
  const { settings, summary, pairs } = read('style-measured/pairs.json');

  it('are six contents in eight styles of the site', () => {
    expect(pairs).toHaveLength(48);
    expect(SHEET_CONTENTS.every((name) => CONTENTS.includes(name))).toBe(true);
    expect(SHEET_STYLES.every((name) => STYLES.includes(name))).toBe(true);
    expect([SHEET_CONTENTS.length, SHEET_STYLES.length]).toEqual([6, 8]);
    const painted = (pairs as Pair[]).map(({ content, style }) => [content, style]);
    expect(painted).toEqual(
      SHEET_CONTENTS.flatMap((content) => SHEET_STYLES.map((style) => [content, style])),
    );
  });

  it('were painted with the defaults that the site has now', () => {
    const { network, contentLayer, lambda, ratio, variation, margin, rate } = STYLE_DEFAULTS;
    expect(settings).toEqual({ network, contentLayer, lambda, ratio, variation, margin, rate: rate.adam });
    expect(summary.steps).toBe(STYLE_DEFAULTS.steps);
  });

  it('lose at least 95 % of their style cost within 200 steps of Adam, and keep their content', () => {
    for (const { costs } of pairs as Pair[]) {
      expect(costs.fall).toBeGreaterThanOrEqual(0.95);
      expect(costs.step95).toBeLessThanOrEqual(200);
    }
    const kept = (pairs as Pair[]).filter(({ contentMatch }) => contentMatch.place === 1).length;
    expect(kept).toBe(summary.contentsMatched);
    expect(kept).toBeGreaterThanOrEqual(44);
  });
});

describe('the grid of paintings', () => {
  const grid = read('style-grid/grid.json');

  it('has the defaults among its rows and columns', () => {
    expect(grid.network).toBe(STYLE_DEFAULTS.network);
    expect(grid.ratios).toContain(STYLE_DEFAULTS.ratio);
    expect(grid.layerSets.map(({ lambda }: { lambda: unknown }) => lambda)).toContainEqual(
      STYLE_DEFAULTS.lambda,
    );
    expect(grid.cells).toHaveLength(grid.ratios.length * grid.layerSets.length);
  });
});
