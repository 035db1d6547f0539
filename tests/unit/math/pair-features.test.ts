import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chiSquaredTerm,
  drawPairs,
  featureCount,
  PAIR_FEATURES,
  pairMatrix,
  splitSigns,
} from '#math/pair-features';
import fixture from '../../fixtures/logistic.json' with { type: 'json' };

const vector = (size: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: size, maxLength: size });

function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

describe('pairMatrix', () => {
  it('writes the four features of a pair that can be checked by hand', () => {
    const encodings = [0.5, -0.25, 0, 0.75];
    const of = (kind: (typeof PAIR_FEATURES)[number]) => [...pairMatrix(kind, encodings, 2, [0], [1])];
    expect(of('side-by-side')).toEqual([0.5, -0.25, 0, 0.75]);
    expect(of('absolute')).toEqual([0.5, 1]);
    expect(of('squared')).toEqual([0.25, 1]);
    expect([...pairMatrix('chi-squared', [0.5, 0.25, 0, 0.75], 2, [0], [1])]).toEqual([0.5, 0.25]);
  });

  it('sums to what scikit-learn’s χ² and Manhattan distance are, 0 of 0 included', () => {
    const { first, second, size } = fixture.pairs;
    const rows = first.length / size;
    const left = Array.from({ length: rows }, (_, i) => i);
    const right = left.map((i) => i + rows);
    for (const kind of ['chi-squared', 'absolute'] as const) {
      const matrix = pairMatrix(kind, [...first, ...second], size, left, right);
      fixture.pairs[kind].forEach((wanted, i) => {
        const sum = matrix.subarray(i * size, (i + 1) * size).reduce((total, term) => total + term, 0);
        expect(sum).toBeCloseTo(wanted, 10);
      });
    }
  });

  it('does not mind which picture comes first, but for side by side; and is 0 for a picture and itself', () => {
    fc.assert(
      fc.property(vector(4), vector(4), (a, b) => {
        const split = splitSigns([...a, ...b], 4);
        for (const kind of ['absolute', 'squared', 'chi-squared'] as const) {
          expect(pairMatrix(kind, split, 8, [0], [1])).toEqual(pairMatrix(kind, split, 8, [1], [0]));
          expect(pairMatrix(kind, split, 8, [0], [0]).every((term) => term === 0)).toBe(true);
        }
      }),
    );
  });

  it('a linear unit on side by side gives the same sum when two pairs swap partners', () => {
    fc.assert(
      fc.property(vector(8), vector(6), (encodings, weights) => {
        const matrix = pairMatrix('side-by-side', encodings, 2, [0, 1, 0, 1], [2, 3, 3, 2]);
        const score = (row: number) =>
          [0, 1, 2, 3].reduce((sum, k) => sum + weights[k]! * matrix[row * 4 + k]!, weights[5]!);
        expect(score(0) + score(1)).toBeCloseTo(score(2) + score(3), 10);
      }),
    );
  });

  it('counts its columns', () => {
    expect(PAIR_FEATURES.map((kind) => featureCount(kind, 32))).toEqual([64, 32, 32, 32]);
  });
});

describe('chiSquaredTerm', () => {
  it('is 0 of nothing, the sum of a number and 0, and not the squared difference', () => {
    expect(chiSquaredTerm(0, 0)).toBe(0);
    expect(chiSquaredTerm(0.3, 0)).toBeCloseTo(0.3, 12);
    expect(chiSquaredTerm(3, 1)).toBe(1);
    expect(() => chiSquaredTerm(-0.1, 0.2)).toThrow(RangeError);
  });
});

describe('splitSigns', () => {
  it('keeps every number, without its sign', () => {
    expect([...splitSigns([0.5, -0.25, 0, -1], 2)]).toEqual([0.5, 0, 0, 0.25, 0, 0, 0, 1]);
    fc.assert(
      fc.property(vector(6), (encoding) => {
        const split = splitSigns(encoding, 3);
        expect(split.every((value) => value >= 0)).toBe(true);
        for (const [at, value] of encoding.entries()) {
          const row = Math.floor(at / 3) * 6;
          expect(split[row + (at % 3)]! - split[row + 3 + (at % 3)]!).toBeCloseTo(value, 6);
        }
      }),
    );
  });
});

describe('drawPairs', () => {
  it('takes same and different in turn, never a picture with itself, and keeps its beginning', () => {
    const pairs = drawPairs(7, 3, 400, stream(3));
    for (let i = 0; i < 400; i++) {
      const [a, b] = [pairs.first[i]!, pairs.second[i]!];
      expect(a).not.toBe(b);
      expect(Math.max(a, b)).toBeLessThan(21);
      expect(pairs.same[i]).toBe(i % 2 === 0 ? 1 : 0);
      expect(Math.floor(a / 3) === Math.floor(b / 3)).toBe(pairs.same[i] === 1);
    }
    expect(drawPairs(7, 3, 100, stream(3)).first).toEqual(pairs.first.slice(0, 100));
    expect(new Set(pairs.first).size).toBe(21);
  });

  it('refuses one person, or one picture each', () => {
    expect(() => drawPairs(1, 3, 2, stream(1))).toThrow(RangeError);
    expect(() => drawPairs(3, 1, 2, stream(1))).toThrow(RangeError);
  });
});
