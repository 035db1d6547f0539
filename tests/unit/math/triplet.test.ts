import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squaredDistance, tripletGradient, tripletLoss, tripletZone } from '#math/triplet';

const vector = (size: number) =>
  fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: size, maxLength: size });
const triplet = fc
  .integer({ min: 1, max: 6 })
  .chain((size) => fc.tuple(vector(size), vector(size), vector(size)));
const margin = fc.double({ min: 0, max: 4, noNaN: true });

type Triplet = [number[], number[], number[]];

function lossOf([a, p, n]: Triplet, alpha: number): number {
  return tripletLoss(squaredDistance(a, p), squaredDistance(a, n), alpha);
}

function zoneOf([a, p, n]: Triplet, alpha: number) {
  return tripletZone(squaredDistance(a, p), squaredDistance(a, n), alpha);
}

function norm(values: ArrayLike<number>): number {
  return Math.hypot(...Array.from(values));
}

describe('squaredDistance', () => {
  it('is the sum of squared differences, on plain and on typed arrays', () => {
    expect(squaredDistance([1, 2], [4, 6])).toBe(25);
    expect(squaredDistance(new Float32Array([1, 0, 0]), [0, 0, 2])).toBe(5);
    expect(squaredDistance([], [])).toBe(0);
  });

  it('refuses vectors of different lengths', () => {
    expect(() => squaredDistance([1], [1, 2])).toThrow(RangeError);
  });
});

describe('tripletLoss and tripletZone', () => {
  it.each([
    // d(A,P), d(A,N), α, loss, zone
    [0.25, 1, 0.5, 0, 'easy'],
    [0.25, 0.5, 0.5, 0.25, 'semi-hard'],
    [1, 0.25, 0.5, 1.25, 'hard'],
    [0, 0, 0.2, 0.2, 'hard'],
    [0, 0, 0, 0, 'easy'],
    [1, 0.5, 0, 0.5, 'hard'],
    [1, 1.5, 0, 0, 'easy'],
  ])('d(A,P) = %f, d(A,N) = %f, α = %f: loss %f, %s', (dP, dN, alpha, loss, zone) => {
    expect(tripletLoss(dP, dN, alpha)).toBeCloseTo(loss, 12);
    expect(tripletZone(dP, dN, alpha)).toBe(zone);
  });

  it('puts the borders where its words say', () => {
    const least = 2 ** -40;
    expect(tripletZone(1, 1.5, 0.5)).toBe('easy');
    expect(tripletZone(1, 1.5 - least, 0.5)).toBe('semi-hard');
    expect(tripletZone(1, 1 + least, 0.5)).toBe('semi-hard');
    expect(tripletZone(1, 1, 0.5)).toBe('hard');
    expect(tripletZone(1, 1, 0)).toBe('easy');
    expect(tripletZone(1, 1 - least, 0)).toBe('hard');
  });

  it('refuses a margin below 0 or that is no number, and lets NaN distances show', () => {
    expect(() => tripletLoss(0, 0, -0.1)).toThrow(RangeError);
    expect(() => tripletZone(0, 0, Number.NaN)).toThrow(RangeError);
    expect(tripletLoss(Number.NaN, 0, 0.2)).toBeNaN();
  });

  it('is easy exactly where the loss is 0, hard above the margin, semi-hard up to it', () => {
    fc.assert(
      fc.property(triplet, margin, (points, alpha) => {
        const loss = lossOf(points, alpha);
        const zone = zoneOf(points, alpha);
        expect(loss).toBeGreaterThanOrEqual(0);
        expect(zone === 'easy').toBe(loss === 0);
        if (zone === 'hard') expect(loss).toBeGreaterThanOrEqual(alpha);
        if (zone === 'semi-hard') expect(loss).toBeLessThanOrEqual(alpha + 1e-12);
      }),
    );
  });

  it('grows with the margin, by no more than the margin grows', () => {
    fc.assert(
      fc.property(triplet, margin, margin, (points, alpha, more) => {
        const growth = lossOf(points, alpha + more) - lossOf(points, alpha);
        expect(growth).toBeGreaterThanOrEqual(0);
        expect(growth).toBeLessThanOrEqual(more + 1e-9);
      }),
    );
  });

  it('does not change when all three are shifted or turned', () => {
    const plane = fc.tuple(vector(2), vector(2), vector(2));
    const angle = fc.double({ min: -Math.PI, max: Math.PI, noNaN: true });
    fc.assert(
      fc.property(plane, vector(2), angle, margin, (points, shift, turn, alpha) => {
        const moved = points.map(([x, y]) => [
          Math.cos(turn) * x! - Math.sin(turn) * y! + shift[0]!,
          Math.sin(turn) * x! + Math.cos(turn) * y! + shift[1]!,
        ]) as Triplet;
        expect(lossOf(moved, alpha)).toBeCloseTo(lossOf(points, alpha), 8);
      }),
    );
  });

  it('meets any margin by scaling alone, once N is farther than P', () => {
    fc.assert(
      fc.property(triplet, margin, (points, alpha) => {
        const [a, p, n] = points;
        const gap = squaredDistance(a, n) - squaredDistance(a, p);
        fc.pre(gap > 1e-6);
        const scale = Math.sqrt(alpha / gap) * 1.001 + 1;
        const scaled = points.map((point) => point.map((value) => value * scale)) as Triplet;
        expect(lossOf(scaled, alpha)).toBe(0);
      }),
    );
  });
});

describe('degenerate triplets', () => {
  it.each([
    [
      'all zero',
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      0.3,
      'hard',
    ],
    [
      'all in one place',
      [
        [2, 1],
        [2, 1],
        [2, 1],
      ],
      0.3,
      'hard',
    ],
    [
      'A = P, N beside',
      [
        [0, 0],
        [0, 0],
        [0.5, 0],
      ],
      0.05,
      'semi-hard',
    ],
    [
      'A = P, N far',
      [
        [0, 0],
        [0, 0],
        [1, 0],
      ],
      0,
      'easy',
    ],
    [
      'A = N',
      [
        [1, 0],
        [0, 0],
        [1, 0],
      ],
      1.3,
      'hard',
    ],
    [
      'P = N',
      [
        [0, 0],
        [1, 1],
        [1, 1],
      ],
      0.3,
      'hard',
    ],
  ] as const)('%s', (_, points, loss, zone) => {
    const [a, p, n] = points;
    expect(tripletLoss(squaredDistance(a, p), squaredDistance(a, n), 0.3)).toBeCloseTo(loss, 12);
    expect(tripletZone(squaredDistance(a, p), squaredDistance(a, n), 0.3)).toBe(zone);
  });

  it('the collapsed triplet costs α, but has no gradient: nothing can pull it apart', () => {
    fc.assert(
      fc.property(vector(3), margin, (point, alpha) => {
        expect(lossOf([point, point, point], alpha)).toBe(alpha);
        const { anchor, positive, negative } = tripletGradient(point, point, point, alpha);
        for (const part of [anchor, positive, negative]) expect(norm(part)).toBe(0);
      }),
    );
  });

  it('A = P leaves no pull between them; P = N leaves A alone', () => {
    expect(norm(tripletGradient([0, 0], [0, 0], [0.1, 0], 1).positive)).toBe(0);
    expect(norm(tripletGradient([0, 0], [1, 0], [1, 0], 1).anchor)).toBe(0);
    expect(norm(tripletGradient([1, 0], [0, 0], [1, 0], 1).negative)).toBe(0);
  });
});

describe('tripletGradient', () => {
  it('is 2(N − P), 2(P − A), 2(A − N), worked by hand', () => {
    const { anchor, positive, negative } = tripletGradient([0, 0], [1, 0], [0, 1], 0.5);
    expect(Array.from(anchor)).toEqual([-2, 2]);
    expect(Array.from(positive)).toEqual([2, 0]);
    expect(Array.from(negative)).toEqual([0, -2]);
  });

  it('is zero where the loss is 0, on the kink too', () => {
    for (const alpha of [0, 0.75]) {
      const parts = tripletGradient([0, 0], [0.5, 0], [1, 0], alpha);
      for (const part of Object.values(parts)) expect(norm(part)).toBe(0);
    }
  });

  it('agrees with finite differences away from the kink', () => {
    const step = 1e-5;
    fc.assert(
      fc.property(triplet, margin, (points, alpha) => {
        const [a, p, n] = points;
        const raw = squaredDistance(a, p) - squaredDistance(a, n) + alpha;
        fc.pre(Math.abs(raw) > 1e-2);
        const { anchor, positive, negative } = tripletGradient(a, p, n, alpha);
        for (const [which, part] of [anchor, positive, negative].entries()) {
          for (let i = 0; i < a.length; i++) {
            const nudged = (by: number) =>
              points.map((point, k) =>
                point.map((value, j) => (k === which && j === i ? value + by : value)),
              ) as Triplet;
            const slope = (lossOf(nudged(step), alpha) - lossOf(nudged(-step), alpha)) / (2 * step);
            expect(part[i]).toBeCloseTo(slope, 4);
          }
        }
      }),
    );
  });

  it('adds up to zero over the three, and a small step against it lowers the loss', () => {
    fc.assert(
      fc.property(triplet, margin, (points, alpha) => {
        const [a, p, n] = points;
        const loss = lossOf(points, alpha);
        const { anchor, positive, negative } = tripletGradient(a, p, n, alpha);
        for (let i = 0; i < a.length; i++) {
          expect(anchor[i]! + positive[i]! + negative[i]!).toBeCloseTo(0, 9);
        }
        const against = points.map((point, k) =>
          point.map((value, i) => value - 1e-3 * [anchor, positive, negative][k]![i]!),
        ) as Triplet;
        expect(lossOf(against, alpha)).toBeLessThanOrEqual(loss + 1e-9);
      }),
    );
  });

  it('refuses vectors of different lengths', () => {
    expect(() => tripletGradient([0, 0], [0], [0, 0], 0.2)).toThrow(RangeError);
    expect(() => tripletGradient([0, 0], [0, 0], [0], 0.2)).toThrow(RangeError);
  });
});
