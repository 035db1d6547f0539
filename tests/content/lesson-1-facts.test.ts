import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeUnitIndex } from '../../src/math/unit-index.ts';
import { chanceOf } from '../../src/widgets/unit-hunt/hunt.ts';
import { SPECS } from '../../src/widgets/unit-hunt/options.ts';

/** What lesson 1 says of single filters, looked up in the index and the card that are shipped. */
const bytes = (path: string) => readFileSync(path);
const file = bytes('public/data/pictures/unit-index.bin');
const index = decodeUnitIndex(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));
const labels = bytes('public/data/pictures/classes.bin');
const card = JSON.parse(bytes('public/models/pictures/card.json').toString());

const layerOf = (name: string) => index.layers.find(({ layer }) => layer === name)!;
const classOf = (seed: number) => index.classes[labels[seed - index.atlasSeed]!]!;
const topClasses = (name: string, unit: number) => {
  const { seeds, keep } = layerOf(name).top;
  return Array.from(seeds.subarray(unit * keep, (unit + 1) * keep), classOf);
};
const count = (names: string[], wanted: string) => names.filter((name) => name === wanted).length;
const range = (name: string, unit: number, rank: number) => {
  const { seeds, values, keep } = layerOf(name).range;
  return { className: classOf(seeds[unit * keep + rank]!), value: values[unit * keep + rank]! };
};
const bestShare = (name: string, className: string) =>
  Math.max(
    ...Array.from({ length: layerOf(name).units }, (_, unit) => count(topClasses(name, unit), className)),
  );
const silent = (name: string) => {
  const { top, units } = layerOf(name);
  return Array.from({ length: units }, (_, unit) => unit).filter((unit) => top.values[unit * top.keep]! <= 0);
};

describe('lesson 1 says of the network', () => {
  it('that it has 384 filters, 23 of them dead', () => {
    expect(index.layers.reduce((sum, { units }) => sum + units, 0)).toBe(384);
    expect(index.layers.reduce((sum, { layer }) => sum + silent(layer).length, 0)).toBe(23);
    expect(silent('conv4')).toContain(13);
  });

  it('that it names 86 of 89 planes, though no filter finds them', () => {
    const plane = card.test.perClass.find(({ name }: { name: string }) => name === 'plane');
    expect([Math.round(plane.recall * plane.pictures), plane.pictures]).toEqual([86, 89]);
    for (const { layer } of index.layers) expect(bestShare(layer, 'plane')).toBeLessThanOrEqual(6);
  });

  it('that the best IoU of all is 0.14', () => {
    const best = Math.max(...index.layers.flatMap(({ concepts }) => concepts.map(({ iou }) => iou)));
    expect(best.toFixed(2)).toBe('0.14');
  });

  it('that 99 filters have a label, none of them a texture', () => {
    const kinds = index.layers.map(({ concepts }) => concepts.map(({ kind }) => kind));
    const of = (layer: number, kind: string) => kinds[layer]!.filter((one) => one === kind).length;
    expect(kinds.flat().filter((kind) => kind !== 'none')).toHaveLength(99);
    expect(kinds.flat()).not.toContain('texture');
    expect([of(0, 'colour'), of(1, 'colour'), of(1, 'part'), of(5, 'object')]).toEqual([8, 5, 18, 9]);
    for (const layer of [2, 3, 4, 5]) expect(of(layer, 'colour')).toBe(0);
    for (const layer of [0, 1, 2]) expect(of(layer, 'object')).toBe(0);
  });
});

describe('lesson 1 says of single filters', () => {
  it('eyes for filter 8 of layer 2, strings for filter 1', () => {
    expect(layerOf('conv2').concepts[8]).toMatchObject({ kind: 'part', name: 'eye' });
    expect(layerOf('conv2').concepts[1]).toMatchObject({ kind: 'part', name: 'string' });
  });

  it('wheels of cars and buses for filter 37 of layer 3, and a dog among the wheels of filter 10', () => {
    expect(layerOf('conv3').concepts[37]).toMatchObject({ kind: 'part', name: 'wheel' });
    expect(new Set(topClasses('conv3', 37))).toEqual(new Set(['car', 'bus']));
    expect(layerOf('conv3').concepts[10]).toMatchObject({ kind: 'part', name: 'wheel' });
    expect(topClasses('conv3', 10).slice(0, 9)).toContain('dog');
  });

  it('houses for filter 12 of layer 5, sails for 120 and guitars only for 14 of layer 6', () => {
    expect(count(topClasses('conv5', 12), 'house')).toBe(16);
    expect(layerOf('conv6').concepts[120]).toMatchObject({ kind: 'part', name: 'sail' });
    expect(count(topClasses('conv6', 14), 'guitar')).toBe(25);
  });

  it('21 dogs and a guitar before them for filter 59 of layer 6, then cats and a cactus above 20', () => {
    const top = topClasses('conv6', 59);
    expect(count(top, 'dog')).toBe(21);
    expect(top[0]).toBe('guitar');
    expect(range('conv6', 59, 2)).toMatchObject({ className: 'cat' });
    expect(range('conv6', 59, 3)).toMatchObject({ className: 'cactus' });
    expect(range('conv6', 59, 3).value).toBeGreaterThan(20);
    const means = layerOf('conv6').classMeans.subarray(59 * 20, 60 * 20);
    const ranked = index.classes
      .map((name, i) => ({ name, mean: means[i]! }))
      .sort((a, b) => b.mean - a.mean);
    expect(ranked.slice(0, 3).map(({ name }) => name)).toEqual(['dog', 'cat', 'bird']);
  });
});

describe('lesson 1 says of the cat detector', () => {
  it('that luck alone gives the best of 128 about 18 %', () => {
    const cat = index.classes.indexOf('cat');
    const { mean } = chanceOf(layerOf('conv6'), index.atlasSeed, labels, cat, SPECS.seed.fallback);
    expect(Math.round(100 * mean)).toBe(18);
  });

  it('that it is no better than luck in layers 2 to 5, and leaps in layer 6', () => {
    for (const layer of ['conv2', 'conv3', 'conv4', 'conv5'])
      expect(bestShare(layer, 'cat')).toBeLessThanOrEqual(4);
    expect(bestShare('conv6', 'cat')).toBe(14);
    expect(count(topClasses('conv6', 112), 'cat')).toBe(14);
  });
});
