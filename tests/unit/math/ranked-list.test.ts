import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  copyRanking,
  emptyRanking,
  enterBatch,
  evenRanks,
  mergeRankings,
  pickRanks,
} from '#math/ranked-list';

const batch = (seeds: number[], values: number[], positions = values.map((_, i) => i)) => ({
  seeds,
  values: Float32Array.from(values),
  positions,
  columns: 4,
});

describe('enterBatch', () => {
  it('keeps the strongest pictures of each unit, strongest first', () => {
    const ranking = emptyRanking('conv1', 2, 2);
    enterBatch(ranking, batch([10, 11, 12], [1, 6, 3, 5, 2, 4]));
    expect([...ranking.values]).toEqual([3, 2, 6, 5]);
    expect([...ranking.seeds]).toEqual([11, 12, 10, 11]);
    expect([...ranking.rows]).toEqual([0, 1, 0, 0]);
    expect([...ranking.columns]).toEqual([2, 0, 1, 3]);
  });

  it('puts the lower seed first among equals, whatever the order of entry', () => {
    const ranking = emptyRanking('conv1', 1, 2);
    enterBatch(ranking, batch([9, 7, 8], [1, 1, 1]));
    expect([...ranking.seeds]).toEqual([7, 8]);
  });

  it('leaves places empty while there are too few pictures', () => {
    const ranking = emptyRanking('conv1', 1, 3);
    enterBatch(ranking, batch([5], [0]));
    expect([...ranking.values]).toEqual([0, -Infinity, -Infinity]);
  });

  it('accepts the picture with seed 0 and passes over a picture that is already there', () => {
    const ranking = emptyRanking('conv1', 1, 2);
    enterBatch(ranking, batch([0, 4], [2, 1]));
    const before = copyRanking(ranking);
    enterBatch(ranking, batch([0, 4], [2, 1]));
    expect(ranking).toEqual(before);
    expect([...ranking.seeds]).toEqual([0, 4]);
  });

  it('equals sorting everything, in whatever batches the pictures come', () => {
    const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        values,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 7 }),
        (all, keep, size) => {
          const ranking = emptyRanking('conv1', 1, keep);
          const seeds = all.map((_, i) => (i * 7) % 41);
          for (let i = 0; i < all.length; i += size) {
            enterBatch(ranking, batch(seeds.slice(i, i + size), all.slice(i, i + size)));
          }
          const order = all.map((value, i) => ({ value, seed: seeds[i]! }));
          order.sort((a, b) => b.value - a.value || a.seed - b.seed);
          const expected = order.slice(0, keep);
          expect([...ranking.seeds].slice(0, expected.length)).toEqual(expected.map(({ seed }) => seed));
          expect([...ranking.values].slice(0, expected.length)).toEqual(expected.map(({ value }) => value));
        },
      ),
    );
  });
});

describe('pickRanks', () => {
  it('takes the entries at the given ranks of every unit', () => {
    const ranking = emptyRanking('conv1', 2, 3);
    enterBatch(ranking, batch([1, 2, 3], [1, 4, 2, 5, 3, 6]));
    const picked = pickRanks(ranking, [0, 2]);
    expect([...picked.values]).toEqual([3, 1, 6, 4]);
    expect([...picked.seeds]).toEqual([3, 1, 3, 1]);
    expect(picked.keep).toBe(2);
  });
});

describe('evenRanks', () => {
  it('goes from the first to the last', () => {
    expect(evenRanks(3, 5)).toEqual([0, 2, 4]);
    expect(evenRanks(4, 2048)).toEqual([0, 682, 1364, 2047]);
  });

  it('refuses more ranks than there are', () => {
    expect(() => evenRanks(3, 2)).toThrow(RangeError);
    expect(() => evenRanks(1, 5)).toThrow(RangeError);
  });
});

describe('mergeRankings', () => {
  it('equals the list over all pictures, whatever they are', () => {
    const value = fc.integer({ min: 0, max: 5 });
    const some = fc.array(fc.tuple(value, value), { maxLength: 12 });
    fc.assert(
      fc.property(some, some, (first, second) => {
        const values = [...first, ...second].flat();
        const ranked = (from: number, to: number) => {
          const ranking = emptyRanking('conv1', 2, 4);
          const seeds = Array.from({ length: to - from }, (_, i) => from + i);
          enterBatch(ranking, batch(seeds, values.slice(from * 2, to * 2)));
          return ranking;
        };
        const all = first.length + second.length;
        const merged = mergeRankings(ranked(0, first.length), ranked(first.length, all));
        // Positions count within a batch, so they differ from those of one batch of all.
        const whole = ranked(0, all);
        expect([merged.seeds, merged.values]).toEqual([whole.seeds, whole.values]);
      }),
    );
  });

  it('takes positions along, and refuses lists that do not fit', () => {
    const first = emptyRanking('conv1', 1, 2);
    const second = emptyRanking('conv1', 1, 2);
    enterBatch(first, batch([1], [2], [5]));
    enterBatch(second, batch([9], [3], [6]));
    const merged = mergeRankings(first, second);
    expect([[...merged.seeds], [...merged.rows], [...merged.columns]]).toEqual([
      [9, 1],
      [1, 1],
      [2, 1],
    ]);
    expect(() => mergeRankings(first, emptyRanking('conv1', 2, 2))).toThrow(RangeError);
    expect(() => mergeRankings(first, emptyRanking('conv1', 1, 1))).toThrow(RangeError);
  });
});
