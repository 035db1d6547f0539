import { expect, test } from 'vitest';
import { overhangSentence, pixels } from '../../../../src/widgets/receptive-field/words.ts';

test('an overhang is said edge by edge, and not at all within the picture', () => {
  expect(overhangSentence({ left: 0, top: 0, right: 0, bottom: 0 })).toBe('');
  expect(overhangSentence({ left: 20, top: 1, right: 0, bottom: 0.5 })).toBe(
    'It hangs 20 pixels over the left edge, 1 pixel over the top edge and 0.5 pixels over the bottom edge: beyond it lies only zero padding, with nothing to see.',
  );
  expect(pixels(1)).toBe('1 pixel');
});
