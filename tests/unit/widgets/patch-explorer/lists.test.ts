import { describe, expect, test } from 'vitest';
import { emptyRanking, type RankedLayer } from '#math/ranked-list';
import { compareLists, countReplaced } from '../../../../src/widgets/patch-explorer/compare-lists.ts';
import { entriesOf, keepingSame } from '../../../../src/widgets/patch-explorer/entries.ts';

/** A layer of one filter from [seed, value] pairs. */
function ranking(pairs: readonly (readonly [number, number])[]): RankedLayer {
  const list = emptyRanking('conv1', 1, pairs.length);
  for (const [at, [seed, value]] of pairs.entries()) {
    list.seeds[at] = seed;
    list.values[at] = value;
  }
  return list;
}

const SHIPPED = ranking([
  [11, 4],
  [12, 3],
  [13, 2],
]);

describe('compareLists', () => {
  test('the same pictures in another order are the same list', () => {
    const found = ranking([
      [12, 4.001],
      [11, 4],
      [13, 2],
    ]);
    const [comparison] = compareLists(SHIPPED, found);
    expect(comparison).toMatchObject({ layer: 'conv1', unit: 0, agreement: 'same', lost: [], gained: [] });
    expect(comparison!.difference).toBeCloseTo(1.001 / 4, 5);
  });

  test('a swap within the tolerance of the last place is a tie', () => {
    const found = ranking([
      [11, 4],
      [12, 3],
      [14, 2.003],
    ]);
    expect(compareLists(SHIPPED, found)[0]).toMatchObject({ agreement: 'tie', lost: [13], gained: [14] });
  });

  test('a swap beyond the tolerance, or of a strong picture, is a difference', () => {
    const far = ranking([
      [11, 4],
      [12, 3],
      [14, 2.5],
    ]);
    expect(compareLists(SHIPPED, far)[0]!.agreement).toBe('different');
    const first = ranking([
      [12, 3],
      [13, 2],
      [14, 2],
    ]);
    expect(compareLists(SHIPPED, first)[0]).toMatchObject({ agreement: 'different', lost: [11] });
  });

  test('a filter that never fires compares without dividing by zero', () => {
    const silent = ranking([
      [1, 0],
      [2, 0],
    ]);
    expect(compareLists(silent, silent)[0]).toMatchObject({ agreement: 'same', difference: 0 });
  });
});

test('countReplaced counts the places of new pictures', () => {
  const now = ranking([
    [90, 5],
    [11, 4],
    [91, 3.5],
  ]);
  expect(countReplaced(SHIPPED, now, 0)).toBe(2);
});

test('places that no picture fills yet are left out', () => {
  const list = emptyRanking('conv1', 2, 3);
  list.seeds[3] = 7;
  list.values[3] = 0.5;
  list.rows[3] = 2;
  list.columns[3] = 4;
  expect(entriesOf(list, 0)).toEqual([]);
  expect(entriesOf(list, 1)).toEqual([{ rank: 0, seed: 7, row: 2, column: 4, value: 0.5 }]);
});

test('keepingSame gives the very same array while nothing changed', () => {
  let list = SHIPPED;
  const read = keepingSame(() => entriesOf(list, 0));
  const first = read();
  list = ranking([
    [11, 4],
    [12, 3],
    [13, 2],
  ]);
  expect(read()).toBe(first);
  list = ranking([
    [11, 4],
    [12, 3],
    [15, 2],
  ]);
  expect(read()).not.toBe(first);
  expect(read()[2]!.seed).toBe(15);
});
