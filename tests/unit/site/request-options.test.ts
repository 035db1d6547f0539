import { expect, test } from 'vitest';
import { applyRequest } from '../../../src/site/request-options.ts';
import { choice, flag, integer } from '../../../src/site/view-options.ts';

const specs = {
  layer: choice('conv1', ['conv1', 'conv2']),
  unit: integer(0, { min: 0, max: 15 }),
  crisp: flag(true),
};
const options = { layer: 'conv1', unit: 3, crisp: true };

test('options that are asked for change, the others stay', () => {
  expect(applyRequest(specs, options, { layer: 'conv2', unit: 7 })).toEqual({
    ...options,
    layer: 'conv2',
    unit: 7,
  });
});

test('words are read as in a link, numbers go to the nearest', () => {
  expect(applyRequest(specs, options, { unit: '7', crisp: 'off' })).toEqual({
    ...options,
    unit: 7,
    crisp: false,
  });
  expect(applyRequest(specs, options, { unit: 99, crisp: false })).toEqual({
    ...options,
    unit: 15,
    crisp: false,
  });
});

test('nonsense changes nothing', () => {
  expect(applyRequest(specs, options, { layer: 'conv9', unit: 'x', size: 4 })).toEqual(options);
});
