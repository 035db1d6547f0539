import { expect, test } from 'vitest';
import { readOptions } from '#site/view-options';
import { SPECS, WIDGET } from '#widgets/content-layers/options';
import { layersCsv, percent, timesSmaller, verdict } from '#widgets/content-layers/words';
import { SPECS as TEXTURE_SPECS } from '#widgets/texture-from-gram/options';
import {
  columnName,
  layersUpTo,
  layersWords,
  nextLayerWords,
  texturesCsv,
} from '#widgets/texture-from-gram/words';

/** Number and sign stay on one line. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('parts of a whole in percent, with the digits that count', () => {
  expect([0, 0.00001, 0.0012, 0.034, 0.5].map(percent).map(plain)).toEqual([
    '0 %',
    '< 0.01 %',
    '0.12 %',
    '3.4 %',
    '50 %',
  ]);
  expect(percent(Number.NaN)).toBe('—');
});

test('how many times smaller: nothing where it is not', () => {
  expect(timesSmaller(98_518, 70.1)).toBe('1,400 times');
  expect(timesSmaller(1, 2)).toBe('');
  expect(timesSmaller(1, 0)).toBe('');
});

test('the verdict follows how far the two rebuilds are apart', () => {
  expect(verdict(0.001, 0.002)).toContain('The two agree');
  expect(verdict(0.05, 0.1)).toContain('fine detail');
  expect(verdict(0.1, 0.25)).not.toContain('as far from each other');
  expect(verdict(0.2, 0.21)).toContain('as far from each other as from the original');
});

test('tables: a row a rebuild, a column a texture; what was not measured is empty', () => {
  const rows = [
    { layer: 'conv1', remaining: [0.1, 0.2] },
    { layer: 'conv2', remaining: null },
  ];
  expect(layersCsv(rows, ['conv1', 'conv2'])).toBe('rebuilt_from,conv1,conv2\nconv1,0.1,0.2\nconv2,,\n');
  const lines = texturesCsv([
    { upTo: 'conv1', remaining: [1, 2, 3, 4, 5, 6] },
    { upTo: 'conv2', remaining: null },
  ]).split('\n');
  expect(lines[0]).toBe('style_cost_in,up_to_conv1,up_to_conv2');
  expect(lines[2]).toBe('conv2,2,');
});

test('textures add layer by layer', () => {
  expect(layersUpTo('conv3')).toEqual(['conv1', 'conv2', 'conv3']);
  expect([layersWords('conv1'), layersWords('conv3')]).toEqual(['conv1', 'conv1 to conv3']);
  expect([columnName('conv1'), columnName('conv2')]).toEqual(['conv1', '+ conv2']);
  expect(nextLayerWords('conv2', [0.01, 0.02, 0.6, 0.7, 0.8, 0.9])).toContain('at most 2.0\u00a0% is left');
  expect(nextLayerWords('conv2', [0.01, 0.02, 0.6, 0.7, 0.8, 0.9])).toContain('conv3 was not asked');
  expect(nextLayerWords('conv6', [0, 0, 0, 0, 0, 0])).toBe('');
});

test('whatever stands in a link becomes a legal option', () => {
  const query = `?${WIDGET}.content=nobody&${WIDGET}.layer=CONV2&${WIDGET}.size=100&${WIDGET}.steps=-5&${WIDGET}.smoothing=x`;
  expect(readOptions(WIDGET, SPECS, query)).toMatchObject({
    content: SPECS.content.fallback,
    layer: 'conv2',
    size: '128',
    steps: 10,
    smoothing: 1,
  });
  const texture = readOptions('texture-from-gram', TEXTURE_SPECS, '?texture-from-gram.steps=99999');
  expect(texture.steps).toBe(2000);
});
