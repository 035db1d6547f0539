import { describe, expect, test } from 'vitest';
import type { LayerIndex, RankedLayer, UnitIndex } from '../../../../src/math/unit-index.ts';
import { chanceOf, findingsCsv, findUnits, patchHits } from '../../../../src/widgets/unit-hunt/hunt.ts';

const SEED = 100;

/** A layer whose units have these pictures as their strongest. */
function layer(name: string, pictures: number[][]): LayerIndex {
  const keep = pictures[0]!.length;
  const units = pictures.length;
  const top: RankedLayer = {
    layer: name,
    units,
    keep,
    seeds: Uint32Array.from(pictures.flat(), (place) => place + SEED),
    rows: new Uint8Array(units * keep),
    columns: new Uint8Array(units * keep),
    values: new Float32Array(units * keep),
  };
  const field = { size: 5, jump: 1, start: 0.5 };
  return {
    layer: name,
    units,
    field,
    rows: 8,
    columns: 8,
    top,
    range: top,
    classMeans: new Float32Array(),
    concepts: [],
  };
}

// Pictures 0, 1, 2 are cats, the others cars.
const labels = [0, 0, 0, 1, 1, 1, 1, 1];
const index: UnitIndex = {
  layers: [
    layer('conv1', [
      [0, 3, 4, 5],
      [3, 4, 5, 6],
    ]),
    layer('conv2', [
      [3, 4, 5, 0],
      [0, 1, 2, 7],
      [0, 1, 3, 4],
    ]),
  ],
  classes: ['cat', 'car'],
  atlasSeed: SEED,
  pictures: labels.length,
};

describe('findUnits', () => {
  test('picks for each layer the unit with most pictures of the class', () => {
    expect(findUnits(index, labels, 0)).toMatchObject([
      { layer: 'conv1', units: 2, unit: 0, hits: 1, of: 4, share: 0.25 },
      { layer: 'conv2', units: 3, unit: 1, hits: 3, of: 4, share: 0.75 },
    ]);
    expect(findUnits(index, labels, 1)[0]).toMatchObject({ unit: 1, share: 1 });
  });
});

describe('chanceOf', () => {
  test('is the same for the same seed, and near the class’s share for one unit', () => {
    const one = layer('conv1', [[0, 1, 2, 3]]);
    const chance = chanceOf(one, SEED, labels, 0, 5, 2000);
    expect(chanceOf(one, SEED, labels, 0, 5, 2000)).toEqual(chance);
    // A single unit expects 4 × 3/8 of 4: 0.375; the deviation of the mean of 2,000 is below 0.005.
    expect(chance.mean).toBeGreaterThan(0.355);
    expect(chance.mean).toBeLessThan(0.395);
  });

  test('is higher the more units there are to pick from', () => {
    const many = layer(
      'conv2',
      Array.from({ length: 24 }, (_, i) => [0, 2, 4, 6].map((at) => (at + i) % 8)),
    );
    const one = layer('conv1', [[0, 2, 4, 6]]);
    expect(chanceOf(many, SEED, labels, 0, 1).mean).toBeGreaterThan(
      chanceOf(one, SEED, labels, 0, 1).mean + 0.1,
    );
  });
});

test('patchHits tells which of the best patches are of the class', () => {
  expect(patchHits(index.layers[1]!, SEED, 2, labels, 0, 3)).toEqual([true, true, false]);
});

test('the table has one line a layer', () => {
  const findings = findUnits(index, labels, 0);
  findings[0]!.chance = { mean: 0.5, high: 0.75 };
  expect(findingsCsv('cat', findings).split('\n')).toEqual([
    'class,layer,units,best_unit,of_the_class,of,share,chance_mean,chance_95_percent',
    'cat,conv1,2,0,1,4,0.25,0.5000,0.75',
    'cat,conv2,3,1,3,4,0.75,,',
    '',
  ]);
});
