import { describe, expect, it } from 'vitest';
import { galleryDistances } from '#math/gallery-distances';
import { acceptRate, falseAcceptGrowth } from '#math/identification-errors';
import { readOptions } from '#site/view-options';
import {
  acceptAt,
  answersAt,
  drawnOrder,
  growthCsv,
  measure,
  pointsAt,
  withMore,
} from '#widgets/error-growth/measure';
import { SPECS, WIDGET } from '#widgets/error-growth/options';
import { listWords, peopleWords, rangeWords, shareWords } from '#widgets/error-growth/words';
import { syntheticSet } from '../../experiments/synthetic-encodings.ts';

function distancesOf(people: number, strangers: number) {
  const steps = galleryDistances(
    syntheticSet(people, 3, { seed: 8 }),
    syntheticSet(strangers, 4, { seed: 9 }),
  );
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('measure', () => {
  const distances = distancesOf(40, 60);
  const accepted = acceptAt(distances, 0.05);
  const { points, unevenness, threshold } = measure(distances, accepted);

  it('starts at the rate itself, rises with people, and ends with the gallery', () => {
    const rate = acceptRate(accepted.counts, 40);
    expect(rate).toBeLessThanOrEqual(0.05);
    expect(rate).toBeGreaterThan(0.045);
    expect(points[0]).toMatchObject({ k: 1 });
    expect(points[0]!.share).toBeCloseTo(rate, 10);
    expect(points.at(-1)!.k).toBe(40);
    for (const [i, point] of points.slice(1).entries()) expect(point.share).toBeGreaterThan(points[i]!.share);
    for (const { share, low, high } of points) {
      expect(low).toBeLessThanOrEqual(share);
      expect(high).toBeGreaterThanOrEqual(share);
    }
  });

  it('stays below the formula where errors flock', () => {
    const flocking = accepted.counts.map((_, i) => (i % 2 ? 8 : 0));
    const { share } = pointsAt(distances, flocking, [10])[0]!;
    expect(share).toBeLessThan(0.5);
    expect(share).toBeLessThan(falseAcceptGrowth(acceptRate(flocking, 40), 10));
    expect(unevenness.probes).toBe(180);
    expect(unevenness.worstTenth).toBeGreaterThan(0.1);
    expect(unevenness.harmless).toBeGreaterThan(0);
  });

  it('tells what known people are answered; alone in the gallery nobody is taken for another', () => {
    const one = answersAt(distances, threshold, 1);
    expect(one.wrong).toBe(0);
    const all = answersAt(distances, threshold, 1000);
    expect(all.right + all.wrong + all.none).toBeCloseTo(1, 10);
    expect(all.right).toBeLessThanOrEqual(one.right);
  });

  it('counts strangers that came later like the others', () => {
    const twice = withMore(distances, distances.strangers.sorted);
    expect(twice.strangers.people).toBe(120);
    const again = measure(twice, acceptAt(twice, 0.05)).points;
    for (const [i, { share }] of points.entries()) expect(again[i]!.share).toBeCloseTo(share, 10);
  });

  it('writes a table', () => {
    const lines = growthCsv(0.05, points).trim().split('\n');
    expect(lines[0]).toBe('people,formula,measured,low,high');
    expect(lines).toHaveLength(points.length + 1);
    expect(lines[1]).toMatch(/^1,0\.05000,0\.0\d+/);
  });
});

describe('drawnOrder', () => {
  it('is everybody once, the same for a seed and another for another', () => {
    const order = drawnOrder(50, 3);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(drawnOrder(50, 3)).toEqual(order);
    expect(drawnOrder(50, 4)).not.toEqual(order);
  });
});

describe('words', () => {
  it.each([
    [0, '0 %'],
    [1, '100 %'],
    [0.634, '63 %'],
    [0.0999, '10 %'],
    [0.0385, '3.9 %'],
    [0.01, '1 %'],
    [0.0012, '0.12 %'],
    [0.0005, '0.05 %'],
    [0.0001, '0.01 %'],
    [0.00003, '< 0.01 %'],
    [0.997, '99.7 %'],
    [0.99999, '> 99.9 %'],
    [0.3, '30 %'],
  ])('%f is %s', (share, words) => {
    expect(shareWords(share)).toBe(words);
  });

  it('writes ranges, people and lists', () => {
    expect(rangeWords({ low: 0.35, high: 0.412 })).toBe('35 to 41 %');
    expect([peopleWords(1), peopleWords(1000)]).toEqual(['one person', '1,000 people']);
    expect(listWords(['Ada'])).toBe('Ada');
    expect(listWords(['Ada', 'Bo', 'Cy'])).toBe('Ada, Bo and Cy');
    expect(listWords(['Ada', 'Bo', 'Cy', 'Di', 'Ed', 'Flo'])).toBe('Ada, Bo, Cy and 3 others');
    expect(listWords([])).toBe('');
  });
});

describe('options', () => {
  const read = (search: string) => readOptions(WIDGET, SPECS, search);

  it('takes what a link says, and the nearest legal value of what it can’t mean', () => {
    expect(read('?error-growth.p=0.05&error-growth.k=1')).toMatchObject({ p: 0.05, k: 1 });
    expect(read('?error-growth.p=7&error-growth.k=0')).toMatchObject({ p: 0.2, k: 1 });
    expect(read('?error-growth.p=0&error-growth.k=1e9')).toMatchObject({ p: 0.0001, k: 1000 });
    expect(read('?error-growth.p=NaN&error-growth.k=&error-growth.stranger=-4')).toMatchObject({
      p: 0.01,
      k: 100,
      stranger: 0,
    });
  });
});
