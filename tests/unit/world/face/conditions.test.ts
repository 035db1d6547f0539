import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CONDITION_RANGES,
  type Conditions,
  clampConditions,
  NEUTRAL,
  type NumericCondition,
  sampleConditions,
} from '#world/face/conditions';
import { sampleIdentity } from '#world/face/identity';
import { FACE_SETS, pictureConditions } from '#world/face/sets';

const COUNT = 4000;
const drawn: Conditions[] = [];
for (let seed = 0; seed < COUNT; seed++) drawn.push(sampleConditions(seed));
const numeric = Object.keys(CONDITION_RANGES) as NumericCondition[];

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (x: readonly number[], y: readonly number[], mx: number, my: number) =>
    x.reduce((sum, v, i) => sum + (v - mx) * (y[i]! - my), 0);
  return product(a, b, ma, mb) / Math.sqrt(product(a, a, ma, ma) * product(b, b, mb, mb));
}

describe('sampleConditions', () => {
  it('gives the same conditions for the same seed, and others for others', () => {
    expect(sampleConditions(9)).toEqual(sampleConditions(9));
    expect(sampleConditions(9)).not.toEqual(sampleConditions(10));
  });

  it('stays within CONDITION_RANGES, with every numeric condition listed', () => {
    for (const conditions of drawn) expect(clampConditions(conditions)).toEqual(conditions);
    const names = Object.entries(NEUTRAL).filter(([, value]) => typeof value === 'number');
    expect(names.map(([name]) => name).sort()).toEqual([...numeric].sort());
    expect(clampConditions(NEUTRAL)).toEqual(NEUTRAL);
  });

  it('gives glasses to a fifth and a hat to a twelfth', () => {
    const share = (of: (c: Conditions) => boolean) => drawn.filter(of).length / COUNT;
    expect(Math.abs(share((c) => c.glasses !== 'none') - 0.2)).toBeLessThan(0.03);
    expect(Math.abs(share((c) => c.hat !== 'none') - 0.08)).toBeLessThan(0.02);
    expect(Math.abs(share((c) => c.eyesClosed) - 0.06)).toBeLessThan(0.02);
  });

  it('is neutral, but for colours, at strength 0', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { accessoryHue, clothing, clothingLight, background, backgroundLight, noiseSeed, ...rest } =
        sampleConditions(seed, 0);
      expect(
        Object.values({ accessoryHue, clothing, clothingLight, background, backgroundLight }),
      ).not.toContain(Number.NaN);
      expect(noiseSeed).toBeTypeOf('number');
      for (const [name, value] of Object.entries(rest)) {
        const plain = NEUTRAL[name as keyof Conditions];
        if (typeof plain === 'number') expect(value, name).toBeCloseTo(plain, 9);
        else expect(value, name).toBe(plain);
      }
    }
  });
});

describe('pictureConditions', () => {
  it('varies independently of who is in the picture', () => {
    const { first } = FACE_SETS.train;
    const seeds = Array.from({ length: 2000 }, (_, i) => first + i);
    const people = seeds.map((seed) => sampleIdentity(seed));
    const pictures = seeds.map((seed) => pictureConditions(seed, 1));
    for (const condition of ['yaw', 'lightAngle', 'brightness', 'background', 'clothing'] as const) {
      for (const trait of ['skinTone', 'age', 'faceWidth', 'noseLength'] as const) {
        const r = correlation(
          pictures.map((c) => c[condition]),
          people.map((p) => p[trait]),
        );
        expect(Math.abs(r), `${condition}, ${trait}`).toBeLessThan(0.09);
      }
    }
  });

  it('gives a person different pictures, the first a plain portrait', () => {
    const pictures = Array.from({ length: 12 }, (_, k) => JSON.stringify(pictureConditions(2_400_005, k)));
    expect(new Set(pictures).size).toBe(12);
    expect(pictureConditions(2_400_005, 3)).toEqual(pictureConditions(2_400_005, 3));
    const { yaw, pitch, glasses, hat, blur, noise } = pictureConditions(2_400_005, 0);
    expect({ yaw, pitch, glasses, hat, blur, noise }).toEqual({
      yaw: 0,
      pitch: 0,
      glasses: 'none',
      hat: 'none',
      blur: 0,
      noise: 0,
    });
    expect(pictureConditions(2_400_005, 0).background).not.toBe(pictureConditions(2_400_006, 0).background);
  });

  it('draws no correlation between the pictures of a person', () => {
    const seeds = Array.from({ length: 2000 }, (_, i) => 1_800_000 + i);
    const r = correlation(
      seeds.map((seed) => pictureConditions(seed, 1).yaw),
      seeds.map((seed) => pictureConditions(seed, 2).yaw),
    );
    expect(Math.abs(r)).toBeLessThan(0.09);
  });
});

describe('clampConditions', () => {
  it('makes any numbers legal', () => {
    fc.assert(
      fc.property(fc.constantFrom(...numeric), fc.double(), (name, value) => {
        const legal = clampConditions({ ...NEUTRAL, [name]: value });
        expect(legal[name]).toBeGreaterThanOrEqual(CONDITION_RANGES[name].min);
        expect(legal[name]).toBeLessThanOrEqual(CONDITION_RANGES[name].max);
        expect(clampConditions(legal)).toEqual(legal);
      }),
    );
  });

  it('goes to the nearest end, wraps hues, and knows no other glasses and hats', () => {
    const legal = clampConditions({
      ...NEUTRAL,
      yaw: 90,
      blur: Number.NaN,
      background: 1.25,
      hat: 'crown' as never,
      glasses: 3 as never,
    });
    expect(legal).toEqual({ ...NEUTRAL, yaw: 35, background: 0.25 });
  });
});

describe('FACE_SETS', () => {
  it('share nobody', () => {
    const sets = Object.values(FACE_SETS).sort((a, b) => a.first - b.first);
    for (let i = 1; i < sets.length; i++) {
      expect(sets[i]!.first).toBeGreaterThanOrEqual(sets[i - 1]!.first + sets[i - 1]!.people);
    }
    expect(FACE_SETS.train.people).toBeGreaterThanOrEqual(1500);
    expect(FACE_SETS.test.people).toBeGreaterThanOrEqual(300);
  });
});
