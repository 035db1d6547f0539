import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TRAINING_PEOPLE } from '#experiments/training-faces';
import { type PackedRecord, unpackRecord } from '#math/training-record';
import { squaredDistance, tripletLoss, tripletZone } from '#math/triplet';
import { presetMargin, presetPoints } from '#widgets/triplet-geometry/presets';
import { measuredFigure } from '../../src/lesson-components/card-figure.ts';

interface Group {
  choice: string;
  margin: number;
  runs: number;
  folded: number;
  accuracy: { mean: number; least: number; most: number };
}

interface Run {
  choice: string;
  margin: number;
  same: number;
  different: number;
}

const read = (path: string) => JSON.parse(readFileSync(`public/${path}`, 'utf8'));
const text = readFileSync('content/lessons/04-triplet-loss/index.mdx', 'utf8');
const measured: { groups: Group[]; runs: Run[] } = read('data/faces-play/measured.json');
const card = read('models/faces/card.json');
const record = (name: string) => unpackRecord(read(`data/faces-play/run-${name}.json`) as PackedRecord);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** Of the ten steps that end with this one. */
const around = (values: readonly number[], step: number) => mean(values.slice(step - 10, step));

describe('lesson 4 works by hand', () => {
  it('the triplet of its check', () => {
    expect(tripletLoss(0.5, 0.6, 0.2)).toBeCloseTo(0.1, 10);
    expect(tripletZone(0.5, 0.6, 0.2)).toBe('semi-hard');
  });

  it('a gap of 0.25 that stretching makes 1', () => {
    const { anchor, positive, negative } = presetPoints('semi-hard', 'plane');
    const gap = (scale: number) => {
      const [a, p, n] = [anchor, positive, negative].map((point) => point.map((x) => x * scale));
      return squaredDistance(a!, n!) - squaredDistance(a!, p!);
    };
    expect(gap(1)).toBeCloseTo(0.25, 10);
    expect(gap(2)).toBeCloseTo(1, 10);
  });

  it('all points in one place: no loss without a margin, and its preset has none', () => {
    expect(presetMargin('collapsed')).toBe(0);
    expect(tripletLoss(0, 0, 0)).toBe(0);
    expect(tripletLoss(0, 0, 0.5)).toBe(0.5);
  });

  it('the number of triplets', () => {
    const { people, pictures } = card.training;
    const triplets = people * pictures * (pictures - 1) * (people - 1) * pictures;
    expect([people * pictures, pictures - 1, (people - 1) * pictures]).toEqual([16_000, 7, 15_992]);
    expect((triplets / 1e9).toFixed(1)).toBe('1.8');
  });
});

describe('lesson 4 says of the ten seeds', () => {
  it('figures of the groups that it names', () => {
    const named = { 0: ['semi-hard', 0.2], 1: ['random', 0.2], 3: ['hardest', 0.2], 5: ['random', 0] };
    const quoted = [...text.matchAll(/figure="groups\.(\d)\./g)].map(([, group]) => group!);
    expect(new Set(quoted)).toEqual(new Set(Object.keys(named)));
    for (const [i, [choice, margin]] of Object.entries(named))
      expect(measured.groups[Number(i)]).toMatchObject({ choice, margin, runs: 10 });
    for (const [, figure] of text.matchAll(/data="faces-play\/measured.json" figure="([^"]+)"/g))
      expect(() => measuredFigure({ data: 'faces-play/measured.json' }, figure!), figure).not.toThrow();
  });

  it('that all fold up with the hardest, and with α = 0; none with semi-hard or random', () => {
    expect([0, 1, 3, 5].map((group) => measured.groups[group]!.folded)).toEqual([0, 0, 10, 10]);
  });

  it('that semi-hard wins narrowly over random', () => {
    const [semiHard, random] = measured.groups.map(({ accuracy }) => accuracy);
    expect(semiHard!.mean).toBeGreaterThan(random!.mean);
    expect(semiHard!.least).toBeLessThan(random!.most);
    expect(TRAINING_PEOPLE).toBe(210);
  });

  it('that with α = 0 squared distances of a thousandth or two are left', () => {
    const runs = measured.runs.filter(({ choice, margin }) => choice === 'random' && margin === 0);
    for (const distance of runs.flatMap(({ same, different }) => [same, different])) {
      expect(distance).toBeGreaterThan(0.0005);
      expect(distance).toBeLessThan(0.004);
    }
  });
});

describe('lesson 4 says of the records that its figure shows', () => {
  const open = record('semi-hard-0.2').steps.map((step) => step.open);

  it('most triplets with a loss at the start, then one in twenty, at the end hardly two in a hundred', () => {
    expect(open[0]).toBeGreaterThan(0.5);
    expect(around(open, 100)).toBeCloseTo(0.05, 2);
    expect(around(open, 300)).toBeGreaterThan(0.01);
    expect(around(open, 300)).toBeLessThan(0.02);
  });

  it('semi-hard feeds only triplets with a loss', () => {
    for (const { fed, active } of record('semi-hard-0.2').steps) expect(active).toBe(fed);
  });

  it('with the hardest the loss is at α within twenty steps, and stays', () => {
    for (const { loss } of record('hardest-0.2').steps.slice(19)) {
      expect(loss).toBeGreaterThan(0.199);
      expect(loss).toBeLessThan(0.205);
    }
  });

  it('with α = 0 distances shrink, of one person and of two', () => {
    const { states } = record('random-0');
    expect(states.at(-1)!.same).toBeLessThan(states[0]!.same / 100);
    expect(states.at(-1)!.different).toBeLessThan(states[0]!.different / 100);
  });
});

describe('lesson 4 says of the encoder', () => {
  it('semi-hard triplets, fewer than one in fifty with a loss at the end', () => {
    expect(card.training.choice).toBe('semi-hard');
    expect(card.curve.at(-1).step).toBe(card.training.steps);
    expect(card.curve.at(-1).activeShare).toBeLessThan(1 / 50);
  });

  it('nearly every triplet easy after a few hundred steps', () => {
    const early = card.curve.find(({ step }: { step: number }) => step === 400);
    expect(early.activeShare).toBeLessThan(0.1);
  });
});
