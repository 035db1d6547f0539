import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { averageLinkage, cosineDistances } from '#math/hierarchical-clustering';
import { leafOrder, orderLength } from '#math/leaf-order';
import fixture from '../../fixtures/clustering.json' with { type: 'json' };

type Case = (typeof fixture.cases)[number];
const cases = fixture.cases.map((one) => [one.name, one] as const);

function gramOf({ activations, channels }: Case): Float64Array {
  const gram = new Float64Array(channels * channels);
  for (let at = 0; at < activations.length; at += channels) {
    for (let k = 0; k < channels; k++) {
      for (let other = 0; other < channels; other++) {
        gram[k * channels + other]! += activations[at + k]! * activations[at + other]!;
      }
    }
  }
  return gram;
}

const tables = fc.integer({ min: 2, max: 6 }).chain((count) =>
  fc
    .array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: count ** 2, maxLength: count ** 2 })
    .map((numbers) => {
      const table = Float64Array.from(numbers);
      for (let i = 0; i < count; i++) {
        table[i * count + i] = 0;
        for (let j = 0; j < i; j++) table[i * count + j] = table[j * count + i]!;
      }
      return { count, table };
    }),
);

describe('cosineDistances', () => {
  it.each(cases)('of a Gram matrix are what SciPy finds from the activations: %s', (_, one) => {
    const distances = cosineDistances(gramOf(one), one.channels);
    for (const [i, distance] of one.distances.entries()) expect(distances[i]).toBeCloseTo(distance, 10);
  });

  it('puts a channel that never fires at distance 1 from all others', () => {
    expect([...cosineDistances([4, 0, 0, 0], 2)]).toEqual([0, 1, 1, 0]);
  });
});

describe('averageLinkage', () => {
  it.each(cases)(
    'merges what SciPy merges, at the same heights: %s',
    (_, { distances, channels, linkage }) => {
      const merges = averageLinkage(distances, channels);
      expect(merges).toHaveLength(linkage.length);
      for (const [i, [left, right, height, size]] of linkage.entries()) {
        expect(merges[i]).toMatchObject({ left, right, size });
        expect(merges[i]!.height).toBeCloseTo(height!, 10);
      }
    },
  );

  it('has nothing to merge in one thing, or in none', () => {
    expect(averageLinkage([0], 1)).toEqual([]);
    expect(averageLinkage([], 0)).toEqual([]);
  });

  it('takes equals in order', () => {
    const merges = averageLinkage([0, 1, 1, 1, 0, 1, 1, 1, 0], 3);
    expect(merges.map(({ left, right }) => [left, right])).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('refuses a table that is not square, and one with holes', () => {
    expect(() => averageLinkage([0, 1, 1], 2)).toThrow(RangeError);
    expect(() => averageLinkage([0, Number.NaN, Number.NaN, 0], 2)).toThrow(RangeError);
  });
});

describe('leafOrder', () => {
  it.each(cases)('is the shortest, and no longer than SciPy’s: %s', (_, { distances, channels, ...one }) => {
    const order = leafOrder(averageLinkage(distances, channels), distances, channels);
    const length = orderLength(order, distances, channels);
    expect(length).toBeLessThanOrEqual(one.bound + 1e-9);
    if (one.shortest !== null) expect(length).toBeCloseTo(one.shortest, 9);
  });

  it('is the shortest of all orders that the tree allows', () => {
    fc.assert(
      fc.property(tables, ({ count, table }) => {
        const merges = averageLinkage(table, count);
        const orders: number[][][] = Array.from({ length: count }, (_, leaf) => [[leaf]]);
        for (const { left, right } of merges) {
          orders.push(
            orders[left]!.flatMap((one) =>
              orders[right]!.flatMap((other) => [
                [...one, ...other],
                [...other, ...one],
              ]),
            ),
          );
        }
        const shortest = Math.min(...orders.at(-1)!.map((order) => orderLength(order, table, count)));
        const order = leafOrder(merges, table, count);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
        expect(orderLength(order, table, count)).toBeCloseTo(shortest, 9);
      }),
      { numRuns: 60 },
    );
  });

  it('of one thing is that thing, of none nothing', () => {
    expect([...leafOrder([], [0], 1)]).toEqual([0]);
    expect([...leafOrder([], [], 0)]).toEqual([]);
  });
});
