import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairDistances, selectTriplets, type TripletChoice, tripletBatch } from '#math/triplet-selection';
import { randomStream } from '#world/random';

const CHOICES: readonly TripletChoice[] = ['random', 'semi-hard', 'hardest', 'unsatisfied'];

/** Places on a line: A and B of person 0 at 0 and 1; of person 1 at 1.2 and 3; of person 2 at 10. */
const LINE = Float32Array.from([0, 1, 1.2, 3, 10]);
const WHO = [0, 0, 1, 1, 2];

function choose(
  embeddings: Float32Array,
  size: number,
  labels: number[],
  choice: TripletChoice,
  margin: number,
) {
  const options = { choice, margin, random: randomStream(3) };
  const { anchors, positives, negatives } = selectTriplets(embeddings, size, labels, options);
  return Array.from(anchors, (a, t) => [a, positives[t]!, negatives[t]!] as const);
}

const batches = fc
  .record({
    labels: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 }),
    seed: fc.integer(),
    margin: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ labels, seed, margin }) => {
    const random = randomStream(seed);
    return {
      labels,
      margin,
      embeddings: Float32Array.from({ length: labels.length * 3 }, () => random() - 0.5),
    };
  });

describe('selectTriplets', () => {
  it('takes the farthest positive and the nearest negative as the hardest', () => {
    expect(choose(LINE, 1, WHO, 'hardest', 0.2)).toEqual([
      [0, 1, 2],
      [1, 0, 2],
      [2, 3, 1],
      [3, 2, 1],
    ]);
  });

  it('takes as semi-hard only what lies beyond the positive, within the margin', () => {
    // From 0: P at d = 1, N at d = 1.44 (in) and 9 (out). From 3: P at 3.24, N at 4 (in), 9 and 49 (out).
    expect(choose(LINE, 1, WHO, 'semi-hard', 1)).toEqual([
      [0, 1, 2],
      [3, 2, 1],
    ]);
    expect(choose(LINE, 1, WHO, 'semi-hard', 0)).toEqual([]);
  });

  it('feeds no triplet that is satisfied already, when asked', () => {
    const far = Float32Array.from([0, 0.1, 9, 9.1]);
    expect(choose(far, 1, [0, 0, 1, 1], 'unsatisfied', 0.2)).toEqual([]);
    expect(choose(far, 1, [0, 0, 1, 1], 'random', 0.2)).toHaveLength(4);
  });

  it.each(CHOICES)('chooses pictures of one person and of another: %s', (choice) => {
    fc.assert(
      fc.property(batches, ({ embeddings, labels, margin }) => {
        const distances = pairDistances(embeddings, 3);
        for (const [a, p, n] of choose(embeddings, 3, labels, choice, margin)) {
          expect(p).not.toBe(a);
          expect(labels[p]).toBe(labels[a]);
          expect(labels[n]).not.toBe(labels[a]);
          const [dp, dn] = [distances[a * labels.length + p]!, distances[a * labels.length + n]!];
          if (choice === 'semi-hard') expect(dn > dp && dn < dp + margin).toBe(true);
          if (choice === 'unsatisfied') expect(dp - dn + margin).toBeGreaterThan(0);
        }
      }),
    );
  });

  it.each(CHOICES)('finds none in batches of one person, of single pictures, or of nothing: %s', (choice) => {
    const points = Float32Array.from([0, 1, 2, 3]);
    expect(choose(points, 1, [7, 7, 7, 7], choice, 0.2)).toEqual([]);
    expect(choose(points, 1, [1, 2, 3, 4], choice, 0.2)).toEqual([]);
    expect(choose(points.slice(0, 1), 1, [1], choice, 0.2)).toEqual([]);
    expect(choose(new Float32Array(), 1, [], choice, 0.2)).toEqual([]);
  });

  it('picks nothing by a distance that is NaN', () => {
    const broken = Float32Array.from([Number.NaN, 1, 1.2, 3, 10]);
    for (const choice of ['semi-hard', 'hardest', 'unsatisfied'] as const) {
      for (const triplet of choose(broken, 1, WHO, choice, 1)) expect(triplet).not.toContain(0);
    }
    expect(choose(new Float32Array(5).fill(Number.NaN), 1, WHO, 'hardest', 1)).toEqual([]);
  });

  it('is the same for the same stream, and wants a label for each row', () => {
    const first = choose(LINE, 1, WHO, 'random', 0.2);
    expect(choose(LINE, 1, WHO, 'random', 0.2)).toEqual(first);
    expect(() => choose(LINE, 1, [0, 1], 'random', 0.2)).toThrow(RangeError);
  });
});

describe('tripletBatch', () => {
  it('gives loss and gradient of a case worked by hand', () => {
    // d(A, P) = 1, d(A, N) = 1.44: loss 1 − 1.44 + 1 = 0.56. The other has 1 − 100 + 1 < 0.
    const triplets = { anchors: [0, 0], positives: [1, 1], negatives: [2, 4] };
    const of = (rows: number[]) => Int32Array.from(rows);
    const { loss, active, gradient } = tripletBatch(
      LINE,
      1,
      { anchors: of(triplets.anchors), positives: of(triplets.positives), negatives: of(triplets.negatives) },
      1,
    );
    expect(loss).toBeCloseTo(0.28, 6);
    expect(active).toBe(1);
    // Half of 2 (1.2 − 1), 2 (1 − 0), 2 (0 − 1.2).
    expect([...gradient].map((g) => Number(g.toFixed(6)))).toEqual([0.2, 1, -1.2, 0, 0]);
  });

  it('agrees with finite differences', () => {
    fc.assert(
      fc.property(batches, ({ embeddings, labels, margin }) => {
        const options = { choice: 'random', margin, random: randomStream(1) } as const;
        const triplets = selectTriplets(embeddings, 3, labels, options);
        const lossAt = (rows: Float64Array) => tripletBatch(rows, 3, triplets, margin);
        const { gradient } = tripletBatch(embeddings, 3, triplets, margin);
        const rows = Float64Array.from(embeddings);
        for (let k = 0; k < rows.length; k++) {
          const moved = (step: number) => lossAt(rows.map((value, i) => (i === k ? value + step : value)));
          const [up, down] = [moved(1e-5), moved(-1e-5)];
          if (up.active !== down.active) continue; // a kink of the loss
          expect(gradient[k]).toBeCloseTo((up.loss - down.loss) / 2e-5, 4);
        }
      }),
    );
  });

  it('pulls and pushes without moving the whole: the gradients of a triplet sum to zero', () => {
    const rows = Int32Array.from([0]);
    const triplet = { anchors: rows, positives: Int32Array.from([1]), negatives: Int32Array.from([2]) };
    const { gradient } = tripletBatch(LINE, 1, triplet, 5);
    expect(gradient.reduce((sum, g) => sum + g, 0)).toBeCloseTo(0, 6);
  });

  it('costs the margin where all are in one place, and nothing without triplets', () => {
    const same = new Float32Array(8).fill(0.5);
    const triplets = selectTriplets(same, 2, [0, 0, 1, 1], {
      choice: 'hardest',
      margin: 0.3,
      random: randomStream(1),
    });
    const { loss, active, gradient } = tripletBatch(same, 2, triplets, 0.3);
    expect(loss).toBeCloseTo(0.3, 9);
    expect(active).toBe(4);
    expect(gradient.every((g) => g === 0)).toBe(true);
    const none = { anchors: new Int32Array(), positives: new Int32Array(), negatives: new Int32Array() };
    expect(tripletBatch(same, 2, none, 0.3)).toEqual({ loss: 0, active: 0, gradient: new Float32Array(8) });
  });

  it('says NaN where an embedding is', () => {
    const broken = Float32Array.from([Number.NaN, 1, 2]);
    const triplets = {
      anchors: Int32Array.from([0]),
      positives: Int32Array.from([1]),
      negatives: Int32Array.from([2]),
    };
    expect(tripletBatch(broken, 1, triplets, 0.2).loss).toBeNaN();
  });
});
