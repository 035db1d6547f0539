import { describe, expect, test } from 'vitest';
import { classShares } from '../../../../src/widgets/patch-explorer/class-shares.ts';
import { conceptSentence } from '../../../../src/widgets/patch-explorer/concept-words.ts';
import { clipBox, shareOutside } from '../../../../src/widgets/patch-explorer/crop.ts';
import { gridStep } from '../../../../src/widgets/patch-explorer/grid-steps.ts';
import { placeInRange } from '../../../../src/widgets/patch-explorer/place-in-range.ts';
import { readAnswer, topGuesses } from '../../../../src/widgets/patch-explorer/read-answer.ts';

describe('placeInRange', () => {
  const range = [8, 4, 2, 0, 0];

  test('at a quantile it is the share of the ranking below it', () => {
    expect(placeInRange(range, 4)).toBe(0.75);
    expect(placeInRange(range, 2)).toBe(0.5);
  });

  test('between two quantiles it goes straight', () => {
    expect(placeInRange(range, 3)).toBeCloseTo(0.625);
  });

  test('beyond the ends it is all or none; nothing is weaker than zero', () => {
    expect(placeInRange(range, 9)).toBe(1);
    expect(placeInRange(range, 8)).toBe(1);
    expect(placeInRange(range, 0)).toBe(0);
    expect(placeInRange([0, 0, 0], 0)).toBe(0);
    expect(placeInRange([0, 0, 0], 0.1)).toBe(1);
  });
});

describe('gridStep', () => {
  // 8 cells in rows of 3: the last row has two.
  const step = (key: string, at: number) => gridStep(key, at, 3, 8);

  test('arrows go to the neighbour and stay at the edge', () => {
    expect(step('ArrowRight', 0)).toBe(1);
    expect(step('ArrowRight', 2)).toBe(3);
    expect(step('ArrowRight', 7)).toBe(7);
    expect(step('ArrowLeft', 0)).toBe(0);
    expect(step('ArrowDown', 1)).toBe(4);
    expect(step('ArrowDown', 5)).toBe(5);
    expect(step('ArrowUp', 4)).toBe(1);
    expect(step('ArrowUp', 1)).toBe(1);
  });

  test('Home and End go along the row, Page keys to the last cell of the column', () => {
    expect(step('Home', 5)).toBe(3);
    expect(step('End', 6)).toBe(7);
    expect(step('PageDown', 2)).toBe(5);
    expect(step('PageDown', 1)).toBe(7);
    expect(step('PageUp', 7)).toBe(1);
  });

  test('other keys are not its business', () => {
    expect(step('Enter', 0)).toBeNull();
    expect(step('toString', 0)).toBeNull();
  });
});

test('clipBox and shareOutside say what of a field lies in the picture', () => {
  expect(clipBox({ x: -6, y: 40, width: 28, height: 28 })).toEqual({ x: 0, y: 40, width: 22, height: 24 });
  expect(shareOutside({ x: -6, y: 40, width: 28, height: 28 })).toBeCloseTo(1 - (22 * 24) / 784);
  expect(shareOutside({ x: 2, y: 2, width: 5, height: 5 })).toBe(0);
});

test('classShares counts, and orders equal counts by the mean answer', () => {
  const shares = classShares(['cat', 'dog', 'mug'], ['dog', 'dog', 'cat', 'dog'], [0.5, 0.25, 0.75]);
  expect(shares.map(({ name, count, share }) => [name, count, share])).toEqual([
    ['dog', 3, 0.75],
    ['cat', 1, 0.25],
    ['mug', 0, 0],
  ]);
  expect(shares[2]!.mean).toBe(0.75);
});

test('the label is said in words, and so is its absence', () => {
  expect(conceptSentence({ kind: 'part', name: 'wheel', iou: 0.2149 })).toBe(
    'It overlaps best with the part ‘wheel’ (IoU 0.21).',
  );
  expect(conceptSentence({ kind: 'none', name: 'wheel', iou: 0.03 })).toContain('IoU of 0.03');
  expect(conceptSentence({ kind: 'none', name: '', iou: 0 })).not.toContain('IoU');
});

test('readAnswer finds the first strongest position, topGuesses the likeliest classes', () => {
  const map = { rows: 2, columns: 3, values: new Float32Array([0, 1, 0, 0, 0, 1]) };
  const answer = readAnswer({ ...map, probabilities: new Float32Array([0.25, 0.5, 0.25]) });
  expect(answer).toMatchObject({ row: 0, column: 1, value: 1, map });
  expect(topGuesses(['cat', 'dog', 'mug'], answer.probabilities, 2)).toEqual([
    { name: 'dog', probability: 0.5 },
    { name: 'cat', probability: 0.25 },
  ]);
});
