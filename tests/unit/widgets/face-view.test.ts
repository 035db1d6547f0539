import { describe, expect, it } from 'vitest';
import {
  CONDITION_GROUPS,
  conditionValue,
  plainConditions,
  sameConditions,
} from '#widgets/shared/condition-words';
import { faceSizes, faceWords } from '#widgets/shared/face-view';
import { CONDITION_RANGES, NEUTRAL, sampleConditions } from '#world/face/conditions';
import { sampleIdentity } from '#world/face/identity';
import { pictureConditions } from '#world/face/sets';

describe('how finely a face is drawn', () => {
  it('in bands of whole pixels that are quick to draw, no finer than pays', () => {
    for (const size of [20, 96, 112, 200, 320, 333, 900]) {
      for (const density of [1, 1.5, 2, 3]) {
        const { fine, bands, coarse } = faceSizes(size, density, false);
        expect(fine % bands).toBe(0);
        expect(fine).toBeGreaterThanOrEqual(coarse);
        expect(fine).toBeLessThanOrEqual(480);
        expect(fine).toBeGreaterThanOrEqual(Math.min(480, size * Math.min(2, density)));
        expect((fine * fine) / bands).toBeLessThan(13_000);
      }
    }
  });

  it('as the network sees it: 48 pixels, nothing finer', () => {
    expect(faceSizes(320, 2, true)).toMatchObject({ coarse: 48, fine: 0 });
  });
});

describe('words of faces and conditions', () => {
  it('describe a person by seed or by features, after the label', () => {
    expect(faceWords(7, 'Ada')).toBe(`Ada: ${faceWords(sampleIdentity(7))}`);
    expect(faceWords(7)).toMatch(/skin/);
  });

  it('say values as a reader takes them in', () => {
    expect(conditionValue('yaw', -12)).toBe('−12°');
    expect(conditionValue('yaw', 7)).toBe('+7°');
    expect(conditionValue('yaw', 0)).toBe('0°');
    expect(conditionValue('lightHeight', 30)).toBe('30°');
    expect(conditionValue('brightness', 1.25)).toBe('125 %');
    expect(conditionValue('expression', -0.5)).toBe('−50 %');
    expect(conditionValue('background', 0.5)).toBe('180°');
    expect(conditionValue('blur', 0.4)).toBe('0.40 px');
    expect(conditionValue('noise', 0.055)).toBe('5.5 %');
  });

  it('show every field once at most, and only such as conditions have', () => {
    const fields = CONDITION_GROUPS.flatMap(({ controls }) => controls.map(({ field }) => field));
    expect(new Set(fields).size).toBe(fields.length);
    for (const field of fields) expect(field in NEUTRAL).toBe(true);
    const hidden = Object.keys(CONDITION_RANGES).filter((field) => !(fields as string[]).includes(field));
    expect(hidden).toEqual(['clothingLight', 'x', 'y', 'noiseSeed']);
  });

  it('plain conditions keep the clothes: of any picture of a person they are the plain form', () => {
    const drawn = sampleConditions(5);
    const plain = plainConditions(drawn);
    expect(plain).toMatchObject({
      yaw: 0,
      hat: 'none',
      clothing: drawn.clothing,
      background: drawn.background,
    });
    expect(sameConditions(plainConditions(plain), plain)).toBe(true);
    expect(sameConditions(drawn, plain)).toBe(false);
    const first = pictureConditions(2_400_000, 0);
    expect(sameConditions(plainConditions(first), first)).toBe(true);
  });
});
