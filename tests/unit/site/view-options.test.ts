import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  choice,
  defaultOptions,
  flag,
  integer,
  linkTo,
  nearestOptions,
  number,
  type OptionsFrom,
  readOptions,
  seed,
  writeOptions,
} from '#site/view-options';

const LAYERS = ['conv1', 'conv2', 'conv3'] as const;
const specs = {
  layer: choice('conv2', LAYERS),
  unit: integer(0, { min: 0, max: 47 }),
  angle: number(10, { min: -90, max: 90, step: 2.5 }),
  threshold: number(0.5, { min: 0, max: 1 }),
  picture: seed(7),
  crisp: flag(true),
};
type Options = OptionsFrom<typeof specs>;
const read = (search: string) => readOptions<Options>('explorer', specs, search);

function expectLegal(options: Options): void {
  expect(LAYERS).toContain(options.layer);
  expect(Number.isInteger(options.unit) && options.unit >= 0 && options.unit <= 47).toBe(true);
  expect(options.angle >= -90 && options.angle <= 90).toBe(true);
  expect(((options.angle + 90) / 2.5) % 1).toBe(0);
  expect(options.threshold >= 0 && options.threshold <= 1).toBe(true);
  expect(Number.isInteger(options.picture) && options.picture >= 0 && options.picture <= 0xffffffff).toBe(
    true,
  );
  expect(typeof options.crisp).toBe('boolean');
}

describe('options from a link', () => {
  test('are the defaults when the link names none', () => {
    expect(read('')).toEqual(defaultOptions<Options>(specs));
    expect(read('?other.layer=conv3&layer=conv3')).toEqual(defaultOptions<Options>(specs));
  });

  test('go to the nearest legal value', () => {
    const options = read(
      '?explorer.layer=CONV3&explorer.unit=99&explorer.angle=-11&explorer.threshold=-4&explorer.picture=12.6&explorer.crisp=off',
    );
    expect(options).toEqual({
      layer: 'conv3',
      unit: 47,
      angle: -10,
      threshold: 0,
      picture: 13,
      crisp: false,
    });
  });

  test.for(['NaN', '', ' ', 'x', '1e', '0x', '--1', '{}', '__proto__', 'constructor', '%00'])(
    'fall back to the default for %j',
    (text) => {
      const query = Object.keys(specs).map((key) => `explorer.${key}=${text}`);
      expect(read(`?${query.join('&')}`)).toEqual(defaultOptions<Options>(specs));
    },
  );

  test('are infinite for nobody', () => {
    expect(read('?explorer.unit=Infinity&explorer.angle=-1e999')).toMatchObject({ unit: 47, angle: -90 });
  });

  test('are legal whatever stands in the link', () => {
    const value = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.double().map(String),
      fc.webQueryParameters(),
    );
    const key = fc.oneof(fc.constantFrom(...Object.keys(specs)), fc.string());
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value)), fc.boolean(), (pairs, encoded) => {
        const query = pairs.map(
          ([name, text]) => `explorer.${name}=${encoded ? encodeURIComponent(toWellFormed(text)) : text}`,
        );
        expectLegal(read(`?${query.join('&')}`));
      }),
    );
  });
});

const toWellFormed = (text: string) => text.toWellFormed();

const legal: fc.Arbitrary<Options> = fc.record({
  layer: fc.constantFrom(...LAYERS),
  unit: fc.integer({ min: 0, max: 47 }),
  angle: fc.integer({ min: 0, max: 72 }).map((steps) => -90 + 2.5 * steps),
  threshold: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
  picture: fc.integer({ min: 0, max: 0xffffffff }),
  crisp: fc.boolean(),
});

describe('options to a link', () => {
  test('come back as they were, and leave the rest of the link alone', () => {
    fc.assert(
      fc.property(legal, (options) => {
        const search = writeOptions<Options>('explorer', specs, options, '?backend=wasm&other.unit=3');
        expect(read(search)).toEqual(options);
        expect(new URLSearchParams(search).get('backend')).toBe('wasm');
        expect(new URLSearchParams(search).get('other.unit')).toBe('3');
      }),
    );
  });

  test('name only what differs from the default', () => {
    const options = { ...defaultOptions<Options>(specs), unit: 5 };
    expect(writeOptions<Options>('explorer', specs, options, '?explorer.layer=conv3')).toBe(
      '?explorer.unit=5',
    );
    expect(writeOptions<Options>('explorer', specs, defaultOptions<Options>(specs), '')).toBe('');
  });

  test('make a whole address with the widget as its place', () => {
    const options = { ...defaultOptions<Options>(specs), crisp: false };
    const link = linkTo<Options>('explorer', specs, options, 'https://a.example/b/lesson/?x=1#top');
    expect(link).toBe('https://a.example/b/lesson/?x=1&explorer.crisp=off#explorer');
  });
});

test('given values become the nearest legal ones', () => {
  const options = nearestOptions<Options>(specs, { unit: -3, angle: 7, layer: 'conv9' as 'conv1' });
  expect(options).toEqual({ ...defaultOptions<Options>(specs), unit: 0, angle: 7.5, layer: 'conv2' });
  fc.assert(
    fc.property(
      fc.record({ unit: fc.double(), angle: fc.double(), threshold: fc.double(), picture: fc.double() }),
      (given) => expectLegal(nearestOptions<Options>(specs, given)),
    ),
  );
});
