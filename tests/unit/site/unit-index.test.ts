import { expect, test } from 'vitest';
import { patchesPath, sheetPath, tilePlace } from '#site/unit-index';

test('a picture of the atlas lies on its sheet, 16 × 16 tiles of 64 px, row by row', () => {
  expect(tilePlace(0)).toEqual({ sheet: 0, x: 0, y: 0 });
  expect(tilePlace(17)).toEqual({ sheet: 0, x: 64, y: 64 });
  expect(tilePlace(255)).toEqual({ sheet: 0, x: 960, y: 960 });
  expect(tilePlace(256)).toEqual({ sheet: 1, x: 0, y: 0 });
  expect(tilePlace(2047)).toEqual({ sheet: 7, x: 960, y: 960 });
});

test('sheets and patches have their paths below public/', () => {
  expect(sheetPath(3)).toBe('data/pictures/sheet-03.webp');
  expect(sheetPath(12)).toBe('data/pictures/sheet-12.webp');
  expect(patchesPath('conv4')).toBe('data/pictures/patches-conv4.webp');
});
