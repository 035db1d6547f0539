import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run as runGrowth } from '#experiments/error-growth';
import { run as runHeads, type TrainedHead } from '#experiments/train-heads';
import { acceptAt, measure } from '#widgets/error-growth/measure';
import { SPECS as GROWTH } from '#widgets/error-growth/options';
import { SPECS as HEADS } from '#widgets/verification-heads/options';
import { fileContext, finish } from '../../scripts/file-context.ts';
import { measuredFigure } from '../../src/lesson-components/card-figure.ts';

interface Figures {
  head: string;
  pairs: number;
  accuracy: number;
  interval: { low: number; high: number };
  area: number;
}

const read = (name: string) => JSON.parse(readFileSync(`public/data/faces-measured/${name}`, 'utf8'));
const heads: {
  version: string;
  defaults: Figures[];
  curve: Figures[];
  overSeeds: { head: string; least: number; greatest: number }[];
  negativeWeights: number;
} = read('heads.json');
const growth = read('error-growth.json');
const lesson = (name: string) => readFileSync(`content/lessons/${name}/index.mdx`, 'utf8');
const of = (list: Figures[], head: string, pairs = 1000) =>
  list.find((one) => one.head === head && one.pairs === pairs)!;
const CONTEXT = fileContext('public');

describe('what was measured on the shipped encodings', () => {
  it('was measured with the shipped network', () => {
    const sum = createHash('sha256').update(readFileSync('public/models/faces/weights.bin')).digest('hex');
    expect(heads.version).toBe(sum.slice(0, 12));
    expect(growth.version).toBe(sum.slice(0, 12));
  });

  it('is what the figure finds again: heads', async () => {
    const trained: TrainedHead[] = [];
    const options = {
      pairs: [1000],
      l2: HEADS.l2.fallback,
      seed: HEADS.seed.fallback,
      encoding: 'signed' as const,
    };
    await finish(runHeads, options, CONTEXT, (head) => trained.push(head));
    for (const { head, accuracy, area } of trained) {
      expect(of(heads.defaults, head).accuracy, head).toBeCloseTo(accuracy, 4);
      expect(of(heads.defaults, head).area, head).toBeCloseTo(area, 4);
    }
  });

  it('is what the figure finds again: the growth of errors', async () => {
    const distances = await finish(runGrowth, {}, CONTEXT);
    const { threshold, unevenness } = measure(distances, acceptAt(distances, GROWTH.p.fallback));
    expect(growth.threshold).toBeCloseTo(threshold, 3);
    expect(growth.worstTenth).toBeCloseTo(unevenness.worstTenth, 4);
    expect(growth.harmless).toBeCloseTo(unevenness.harmless, 4);
  });
});

describe('what lessons 2 and 5 say of it', () => {
  it('quotes figures that are there', () => {
    const names = ['02-verification-and-recognition', '05-verification-as-classification'];
    const quote = /<Measured data="(faces-measured\/[^"]+)" figure="([^"]+)"/g;
    const quoted = names.flatMap((name) => [...lesson(name).matchAll(quote)]);
    expect(quoted.length).toBeGreaterThan(4);
    for (const [, data, figure] of quoted) {
      expect(() => measuredFigure({ data: data! }, figure!), `${data} ${figure}`).not.toThrow();
    }
  });

  it('side by side stays near chance, for every draw of training pairs; what looks at differences does not', () => {
    const { low, high } = of(heads.defaults, 'side-by-side').interval;
    expect(low).toBeLessThan(0.51);
    expect(high).toBeGreaterThan(0.49);
    const draws = heads.overSeeds.find(({ head }) => head === 'side-by-side')!;
    expect(draws.least).toBeGreaterThan(0.45);
    expect(draws.greatest).toBeLessThan(0.55);
    for (const head of ['absolute', 'squared', 'chi-squared', 'threshold']) {
      expect(of(heads.defaults, head).accuracy, head).toBeGreaterThan(0.9);
    }
  });

  it('no head beats one number on the plain squared distance', () => {
    const threshold = of(heads.defaults, 'threshold').accuracy;
    for (const { head, accuracy } of heads.defaults)
      if (head !== 'threshold') expect(accuracy, head).toBeLessThan(threshold);
  });

  it('with a few dozen pairs the unit does worse than the plain threshold', () => {
    const threshold = of(heads.curve, 'threshold', 40).accuracy;
    for (const head of ['absolute', 'squared', 'chi-squared']) {
      expect(of(heads.curve, head, 40).accuracy, head).toBeLessThan(threshold);
    }
  });

  it('the measured curve falls behind the formula as the list grows', () => {
    const gaps = growth.rows.map(
      ({ formula, measured }: { formula: number; measured: { share: number } }) => formula - measured.share,
    );
    expect(gaps.at(-1)).toBeGreaterThan(0.03);
    expect(growth.rows.find(({ k }: { k: number }) => k === 100).measured.high).toBeLessThan(0.634);
    expect(Math.abs(gaps[0])).toBeLessThan(0.001);
  });
});
