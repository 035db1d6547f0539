import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logisticScore } from '#math/logistic-regression';
import { drawPairs } from '#math/pair-features';
import { encodingsIn, formOf, HEADS } from '#math/verification-heads';
import { readOptions } from '#site/view-options';
import { PAIR_COUNTS, SPECS, WIDGET } from '#widgets/verification-heads/options';
import {
  boundaryIn,
  closestCalls,
  columnStatistics,
  featuresOf,
  rowsOf,
  spreadUnit,
  strongest,
  swapOf,
  swapRows,
  termsOf,
  weightsCsv,
} from '#widgets/verification-heads/terms';
import {
  accuracyWords,
  chanceWords,
  intervalWords,
  numberWords,
  timeWords,
  weightWords,
} from '#widgets/verification-heads/words';
import { randomStream } from '#world/random';
import { syntheticSet } from '../../experiments/synthetic-encodings.ts';

const set = syntheticSet(12, 4, { seed: 3, size: 5 });
const signed = encodingsIn('signed', set.values, 5);

describe('termsOf', () => {
  it('adds up to the score, by hand', () => {
    const terms = termsOf(
      'absolute',
      { weights: Float64Array.of(-2, 4), bias: 1 },
      { values: [0.5, 0, -0.25, 0.5], size: 2 },
      0,
      1,
    );
    expect([...terms.features]).toEqual([0.75, 0.5]);
    expect([...terms.products]).toEqual([-1.5, 2]);
    expect(terms.score).toBe(1.5);
  });

  it('spreads the threshold over the squared differences that d is the sum of', () => {
    const terms = termsOf('threshold', { weights: Float64Array.of(-1), bias: 0.6 }, signed, 0, 7);
    expect(terms.features).toHaveLength(5);
    const d = [
      ...featuresOf('squared', signed, { first: Int32Array.of(0), second: Int32Array.of(7) }),
    ].reduce((sum, x) => sum + x, 0);
    expect(terms.score).toBeCloseTo(0.6 - d, 12);
  });

  it('reads as many numbers as the head has', () => {
    for (const head of HEADS) {
      const encodings = encodingsIn(formOf(head, 'signed'), set.values, 5);
      const count = head === 'side-by-side' || head === 'chi-squared' ? 10 : 5;
      const unit = { weights: new Float64Array(head === 'threshold' ? 1 : count), bias: 0 };
      expect(termsOf(head, unit, encodings, 1, 2).products, head).toHaveLength(count);
      expect(spreadUnit(head, unit, 5).weights).toHaveLength(count);
    }
  });
});

describe('swapOf', () => {
  const pairs = drawPairs(12, 4, 60, randomStream(2));

  it('takes two pairs of one person each, of two people', () => {
    for (let place = 0; place < 60; place++) {
      const [a1, a2, b1, b2] = swapRows(pairs, 4, place).map((row) => Math.floor(row / 4));
      expect(a1).toBe(a2);
      expect(b1).toBe(b2);
      expect(a1).not.toBe(b1);
    }
  });

  it('side by side: both sums are the same, whatever the weights; with differences they are not', () => {
    const rows = swapRows(pairs, 4, 0);
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 11, maxLength: 11 }),
        (numbers) => {
          const unit = { weights: Float64Array.from(numbers.slice(0, 10)), bias: numbers[10]! };
          const { same, different } = swapOf(
            (a, b) => termsOf('side-by-side', unit, signed, a, b).score,
            rows,
          );
          expect(same).toBeCloseTo(different, 9);
        },
      ),
    );
    const unit = { weights: new Float64Array(5).fill(-1), bias: 0 };
    const { same, different } = swapOf((a, b) => termsOf('absolute', unit, signed, a, b).score, rows);
    expect(Math.abs(same - different)).toBeGreaterThan(0.1);
  });
});

describe('the plane', () => {
  it('the boundary is where the score is 0 with all others at their mean', () => {
    const unit = { weights: Float64Array.of(-3, 2, -1), bias: 0.4 };
    const means = [9, 0.2, 0.3];
    const line = boundaryIn(unit, means, [0, 2], { x: [0, 1], y: [0, 1] })!;
    expect(line).toHaveLength(2);
    for (const [a, b] of line) expect(logisticScore(unit, [a, 0.2, b])).toBeCloseTo(0, 10);
  });

  it('is null where it does not cross the rectangle, and copes with a weight of 0', () => {
    const box = { x: [0, 1], y: [0, 1] } as const;
    expect(boundaryIn({ weights: Float64Array.of(1, 1), bias: 5 }, [0, 0], [0, 1], box)).toBeNull();
    expect(boundaryIn({ weights: Float64Array.of(0, 0), bias: 1 }, [0, 0], [0, 1], box)).toBeNull();
    expect(boundaryIn({ weights: Float64Array.of(2, 0), bias: -1 }, [0, 0], [0, 1], box)).toEqual([
      [0.5, 0],
      [0.5, 1],
    ]);
  });

  it('finds the closest calls, and their rows', () => {
    expect(closestCalls([3, -0.1, 2, 0.2, -5], 3)).toEqual([1, 3, 2]);
    expect([...rowsOf(Float64Array.of(1, 2, 3, 4, 5, 6), 2, [2, 0])]).toEqual([5, 6, 1, 2]);
  });

  it('takes means and spreads of columns, and the strongest place', () => {
    const { means, spreads } = columnStatistics(Float64Array.of(1, 4, 3, 4), 2);
    expect([...means, ...spreads]).toEqual([2, 4, 1, 0]);
    expect(strongest([1, -3, 2])).toBe(1);
  });
});

describe('words', () => {
  it('writes numbers as a reader likes them', () => {
    expect(numberWords(-0.004)).toBe('0.00');
    expect(numberWords(-1.255, 1)).toBe('−1.3');
    expect([chanceWords(0.9991), chanceWords(0.0003), chanceWords(0.5), chanceWords(1)]).toEqual([
      '> 0.99',
      '< 0.01',
      '0.50',
      '1.00',
    ]);
    expect(accuracyWords(0.9731)).toBe('97.3 %');
    expect(intervalWords({ low: 0.9, high: 0.955 })).toBe('90.0 to 95.5 %');
    expect([timeWords(0.00012), timeWords(0.25), timeWords(3.44), timeWords(44)]).toEqual([
      '0.12 µs',
      '250 µs',
      '3.4 ms',
      '44 ms',
    ]);
    expect([
      weightWords('side-by-side', 'signed'),
      weightWords('chi-squared', 'split'),
      weightWords('threshold', 'signed'),
    ]).toEqual(['64 weights', '64 weights', 'one number, τ']);
  });

  it('writes the weights as a table', () => {
    expect(weightsCsv({ weights: Float64Array.of(0.5, -1), bias: 2 })).toBe(
      'feature,weight\n1,0.5\n2,-1\nbias,2\n',
    );
  });
});

describe('options', () => {
  const read = (search: string) => readOptions(WIDGET, SPECS, search);

  it('takes what a link says, and the nearest legal value of what it can’t mean', () => {
    expect(read('?verification-heads.pairs=320&verification-heads.head=chi-squared')).toMatchObject({
      pairs: 320,
      head: 'chi-squared',
    });
    expect(read('?verification-heads.pairs=1&verification-heads.l2=9')).toMatchObject({ pairs: 40, l2: 1 });
    expect(read('?verification-heads.pairs=1e9&verification-heads.l2=0')).toMatchObject({
      pairs: 4000,
      l2: 1e-6,
    });
    expect(
      read(
        '?verification-heads.pairs=x&verification-heads.l2=&verification-heads.view=%3Cb%3E&verification-heads.k=-9',
      ),
    ).toMatchObject({
      pairs: 1000,
      l2: 1e-3,
      view: 'sum',
      k: -1,
    });
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(PAIR_COUNTS).toContain(SPECS.pairs.nearest(value));
      }),
    );
  });
});
