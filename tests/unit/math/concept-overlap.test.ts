import { describe, expect, it } from 'vitest';
import { OverlapTable, onPixels, overlapIn } from '#math/concept-overlap';
import { randomStream } from '#world/random';

describe('onPixels', () => {
  it('marks what reaches the threshold once the map is enlarged', () => {
    // [0, 4] becomes 0 1 3 4 along each row of 4 pixels.
    const row = (on: Uint8Array | null) => [...on!.slice(0, 4)];
    expect(row(onPixels([0, 4], 1, 2, 4, 3))).toEqual([0, 0, 1, 1]);
    expect(row(onPixels([0, 4], 1, 2, 4, 3.5))).toEqual([0, 0, 0, 1]);
  });

  it('never takes a 0 for on, even where the threshold is 0', () => {
    expect([...onPixels([0, 4], 1, 2, 4, 0)!.slice(0, 4)]).toEqual([0, 1, 1, 1]);
    expect(onPixels([0, 0], 1, 2, 4, 0)).toBeNull();
  });

  it('is nothing where the map stays below the threshold', () => {
    expect(onPixels([1, 2], 1, 2, 4, 2.1)).toBeNull();
  });
});

describe('overlapIn', () => {
  const labels = [0, 1, 1, 1, 2, 2];

  it('counts the pixels of one picture', () => {
    // On: pixels 2, 3, 4. Mask 1: pixels 1, 2, 3. Both: 2 and 3, either: 1 to 4.
    expect(overlapIn([0, 0, 1, 1, 1, 0], labels, 1)).toEqual({
      on: 3,
      mask: 3,
      intersection: 2,
      union: 4,
      iou: 0.5,
    });
  });

  it('copes with a unit that is off, and with a concept that is not there', () => {
    expect(overlapIn(null, labels, 2)).toEqual({ on: 0, mask: 2, intersection: 0, union: 2, iou: 0 });
    expect(overlapIn(null, labels, 7)).toEqual({ on: 0, mask: 0, intersection: 0, union: 0, iou: 0 });
  });
});

describe('OverlapTable', () => {
  // Two kinds of labels: 0 to 2 of the first, 0 to 1 of the second, so that its offset is 3. Two pictures.
  const table = new OverlapTable(2, 5);
  table.enter(0, [1, 1, 0, 0], [[1, 1, 2, 0], [1, 0, 0, 0]], [0, 3], [1, 2, 1, 3, 1]); // biome-ignore format: two images
  table.enter(1, null, [[1, 1, 1, 1], [0, 0, 1, 1]], [0, 3], [0, 4, 0, 2, 2]); // biome-ignore format: two images

  it('adds up sizes over the pictures before it divides', () => {
    // Label 1: on 2, masks 2 + 4, both 2: 2 / 6, though the pictures alone have 1 and 0.
    expect(table.overlap(1)).toEqual({ on: 2, mask: 6, intersection: 2, union: 6, iou: 1 / 3 });
    // Label 1 of the second kind: on 2, masks 1 + 2, both 1: 1 / 4.
    expect(table.overlap(4)).toEqual({ on: 2, mask: 3, intersection: 1, union: 4, iou: 0.25 });
    expect(table.overlap(2)).toEqual({ on: 2, mask: 1, intersection: 0, union: 3, iou: 0 });
  });

  it('draws pictures anew for an interval', () => {
    // Twice the first picture gives 1, twice the second 0, one of each 1 / 3.
    expect(table.interval(1, 200, randomStream(1))).toEqual({ low: 0, high: 1 });
    const draws = [0.9, 0.1];
    let at = 0;
    expect(table.interval(1, 3, () => draws[at++ % 2]!)).toEqual({ low: 1 / 3, high: 1 / 3 });
  });
});
