import { expect, test } from 'vitest';
import { linkTo, readOptions } from '../../../src/site/view-options.ts';
import { hasMap, type Painter, usualContentLayer } from '../../../src/widgets/style-studio/brought.svelte.ts';
import { logLadder, nearestRung } from '../../../src/widgets/style-studio/ladder.ts';
import {
  lambdaOf,
  layersOption,
  RATIOS,
  rateOf,
  SPECS,
  type StyleStudioOptions,
  WEIGHTS,
  WIDGET,
} from '../../../src/widgets/style-studio/options.ts';
import {
  changedSettings,
  liveSettings,
  nothingToPaint,
  paintingSize,
  runSettings,
  weightsOf,
} from '../../../src/widgets/style-studio/settings.ts';
import { chosenLayers, ratioWords, roundNumber } from '../../../src/widgets/style-studio/words.ts';
import { STYLE_DEFAULTS } from '../../../src/world/style/defaults.ts';

const read = (query: string) => readOptions(WIDGET, SPECS, query);
const usual = read('');
const SQUARE = { width: 128, height: 128 };

test('a ladder has round numbers, evenly spread on a log scale, and extra ones in order', () => {
  expect(logLadder(-1, 1)).toEqual([0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10]);
  expect(logLadder(0, 1, [4])).toEqual([1, 1.5, 2, 3, 4, 5, 7, 10]);
  const ladder = [0, ...logLadder(-3, 0), Infinity];
  expect(ladder[nearestRung(ladder, 0.0011)]).toBe(0.001);
  expect(ladder[nearestRung(ladder, 0)]).toBe(0);
  expect(ladder[nearestRung(ladder, Infinity)]).toBe(Infinity);
});

test('defaults are those of the site, and legal', () => {
  expect(usual).toMatchObject({ ratio: STYLE_DEFAULTS.ratio, depth: STYLE_DEFAULTS.contentLayer });
  expect(lambdaOf(usual.layers)).toEqual(STYLE_DEFAULTS.lambda);
  expect(RATIOS).toContain(STYLE_DEFAULTS.ratio);
  expect(SPECS.layers.nearest(usual.layers)).toBe(usual.layers);
  expect(SPECS.smoothing.nearest(usual.smoothing)).toBe(usual.smoothing);
  expect(rateOf(usual)).toBe(STYLE_DEFAULTS.rate.adam);
});

test('a link holds everything, both ends of α/β too', () => {
  const wanted: StyleStudioOptions = {
    ...usual,
    content: 'house',
    style: 'mosaic',
    second: 'dots',
    mix: 0.25,
    ratio: Infinity,
    layers: '1,0,0,0,0,0',
    depth: 'conv2',
    start: 'content',
    seed: 77,
    optimiser: 'l-bfgs',
    rate: 0.3,
    smoothing: 0,
    size: '96',
    steps: 30,
    colours: true,
    compare: true,
  };
  const link = new URL(linkTo(WIDGET, SPECS, wanted, 'https://example.org/x/'));
  expect(read(link.search)).toEqual(wanted);
  expect(read(`?${WIDGET}.ratio=0`).ratio).toBe(0);
  expect(read(`?${WIDGET}.ratio=Infinity`).ratio).toBe(Infinity);
});

test('whatever a link says, options are legal', () => {
  const odd = read(
    `?${WIDGET}.ratio=-4&${WIDGET}.layers=1,2&${WIDGET}.size=1000&${WIDGET}.content=nobody&${WIDGET}.rate=x&${WIDGET}.steps=1e9&${WIDGET}.mix=7`,
  );
  expect(odd).toMatchObject({
    ratio: 0,
    layers: usual.layers,
    size: '128',
    content: 'cat',
    rate: 0,
    steps: 5000,
    mix: 1,
  });
  expect(read(`?${WIDGET}.ratio=1e9`).ratio).toBe(RATIOS.at(-2));
  expect(read(`?${WIDGET}.ratio=1e-30`).ratio).toBe(0);
  expect(read(`?${WIDGET}.ratio=`).ratio).toBe(usual.ratio);
  const heavy = lambdaOf(read(`?${WIDGET}.layers=1e9,0,0,0,0,-1`).layers);
  expect(heavy).toMatchObject({ conv1: WEIGHTS.at(-1), conv6: 0 });
});

test('β is 1 unless nothing but content counts; α falls as the picture grows', () => {
  expect(weightsOf(1e-4, SQUARE)).toEqual({ alpha: 1e-4, beta: 1 });
  expect(weightsOf(1e-4, { width: 256, height: 256 }).alpha).toBeCloseTo(2.5e-5, 12);
  expect(weightsOf(0, SQUARE)).toEqual({ alpha: 0, beta: 1 });
  expect(weightsOf(Infinity, SQUARE).beta).toBe(0);
  expect(weightsOf(Infinity, SQUARE).alpha).toBeGreaterThan(0);
});

test('a painting has the shape of the content, in steps of eight pixels', () => {
  expect(paintingSize(128, undefined)).toEqual(SQUARE);
  expect(paintingSize(128, { width: 300, height: 200 })).toEqual({ width: 128, height: 88 });
  expect(paintingSize(96, { width: 20, height: 500 })).toEqual({ width: 32, height: 96 });
});

test('nothing to paint is said in words, and only then', () => {
  const none = layersOption({});
  expect(nothingToPaint(usual)).toBeNull();
  expect(nothingToPaint({ ...usual, layers: none })).toContain('No layer has a weight');
  expect(nothingToPaint({ ...usual, layers: none, ratio: 0 })).toContain('α is 0 and no layer');
  expect(nothingToPaint({ ...usual, layers: none, ratio: Infinity })).toBeNull();
});

test('two styles share the target; at an end of the slider only one is left', () => {
  const mixed = liveSettings({ ...usual, second: 'dots', mix: 0.25 }, {}, SQUARE);
  expect(mixed.styles.map(({ weight }) => weight)).toEqual([0.75, 0.25]);
  expect(liveSettings({ ...usual, second: 'dots', mix: 1 }, {}, SQUARE).styles).toEqual([
    { input: { kind: 'style', name: 'dots', seed: 1 }, weight: 1 },
  ]);
  const whole = runSettings({ ...usual, start: 'content', colours: true, size: '96' }, {});
  expect(whole).toMatchObject({ width: 96, height: 96, start: { kind: 'content' }, preserveColour: true });
});

test('a run is told only what has changed', () => {
  const before = liveSettings(usual, {}, SQUARE);
  expect(changedSettings(before, liveSettings(usual, {}, SQUARE))).toEqual({});
  const after = liveSettings({ ...usual, ratio: 0, rate: 0.1 }, {}, SQUARE);
  expect(changedSettings(before, after)).toEqual({ alpha: 0, rate: 0.1 });
  const styled = liveSettings({ ...usual, style: 'dots' }, {}, SQUARE);
  expect(Object.keys(changedSettings(before, styled))).toEqual(['styles']);
});

test('numbers and layers in words', () => {
  expect([0, 1e-4, 3e-5, 0.02, 1, 15, 1e4].map(roundNumber)).toEqual([
    '0',
    '10⁻⁴',
    '3 × 10⁻⁵',
    '0.02',
    '1',
    '15',
    '10⁴',
  ]);
  expect(ratioWords(0)).toContain('only style');
  expect(ratioWords(Infinity)).toContain('only content');
  expect(chosenLayers('1,1,1,0,0,0')).toBe('conv1–conv3');
  expect(chosenLayers('1,0,1,0,0,0')).toBe('conv1, conv3');
  expect(chosenLayers('0,0,0,0,0,0')).toBe('none');
});

test('a reader’s network: λ and content by its layers’ names, all else as it is', () => {
  const form = { rows: 32, columns: 32, channels: 3, preprocessing: '0-1' } as const;
  const painter: Painter = {
    network: { key: 'mine', files: [], form },
    lambda: { first: 1, last: 0 },
    contentLayer: 'last',
  };
  const { network, lambda, contentLayer } = painter;
  expect(runSettings(usual, {}, painter)).toEqual({
    ...runSettings(usual, {}),
    network,
    lambda,
    contentLayer,
  });
  const none = { ...painter, lambda: { first: 0 } };
  expect(nothingToPaint(usual, none)).toContain('No layer has a weight');
  expect(nothingToPaint(usual, painter)).toBeNull();
  expect(usualContentLayer(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('e');
  expect(usualContentLayer(['a'])).toBe('a');
});

test('a layer carries style that answers with a map of more than one place', () => {
  const layer = (kind: string, ...shape: (number | null)[]) =>
    hasMap({
      name: 'one',
      kind,
      shape,
      parameters: 0,
      field: null,
      whole: false,
      minable: false,
      active: false,
    });
  expect(layer('Conv2D', 8, 8, 4)).toBe(true);
  expect(layer('UpSampling2D', 300, 300, 4)).toBe(true);
  expect(layer('InputLayer', 32, 32, 3)).toBe(false);
  expect(layer('GlobalAveragePooling2D', 1, 1, 4)).toBe(false);
  expect(layer('Dense', 5)).toBe(false);
  expect(layer('Conv2D', null, null, 4)).toBe(false);
});
