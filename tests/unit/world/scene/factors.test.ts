import { describe, expect, it } from 'vitest';
import {
  clampFactors,
  FACTOR_RANGES,
  type NumericFactor,
  type SceneFactors,
  sampleFactors,
} from '#world/scene/factors';
import { BACKGROUND_NAMES, CLASS_NAMES, type ClassName, TEXTURE_NAMES } from '#world/scene/vocabulary';

const COUNT = 8000;
const scenes: SceneFactors[] = [];
for (let seed = 0; seed < COUNT; seed++) scenes.push(sampleFactors(seed));

/** Pearson's chi-square of a contingency table, standardised: about normal (0, 1) if independent. */
function dependence(of: (scene: SceneFactors) => number, kinds: number): number {
  const table = CLASS_NAMES.map(() => new Array<number>(kinds).fill(0));
  for (const scene of scenes) table[CLASS_NAMES.indexOf(scene.className)]![of(scene)]! += 1;
  let square = 0;
  for (const row of table) {
    const total = row.reduce((sum, n) => sum + n, 0);
    for (let kind = 0; kind < kinds; kind++) {
      const share = table.reduce((sum, other) => sum + other[kind]!, 0) / COUNT;
      square += (row[kind]! - total * share) ** 2 / (total * share);
    }
  }
  const freedom = (CLASS_NAMES.length - 1) * (kinds - 1);
  return (square - freedom) / Math.sqrt(2 * freedom);
}

describe('sampleFactors', () => {
  it('gives the same factors for the same seed, and others for others', () => {
    expect(sampleFactors(42)).toEqual(sampleFactors(42));
    expect(sampleFactors(42)).not.toEqual(sampleFactors(43));
  });

  it('stays within FACTOR_RANGES, with every numeric factor listed', () => {
    for (const scene of scenes) {
      for (const [name, value] of Object.entries(scene)) {
        if (typeof value !== 'number') continue;
        const range = FACTOR_RANGES[name as NumericFactor];
        if (!range || value < range.min || value > range.max) throw new Error(`${name} = ${value}`);
      }
    }
    const numeric = Object.entries(scenes[0]!).filter(([, value]) => typeof value === 'number');
    expect(numeric.map(([name]) => name).sort()).toEqual(Object.keys(FACTOR_RANGES).sort());
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(scenes[5]))).toEqual(scenes[5]);
  });

  it('keeps all but class and yaw when the class is asked for', () => {
    const { className, yaw, ...rest } = sampleFactors(9, 'teapot');
    expect(className).toBe('teapot');
    expect(yaw).toBeTypeOf('number');
    expect(sampleFactors(9, 'cat')).toMatchObject(rest);
  });

  it('refuses an unknown class', () => {
    expect(() => sampleFactors(1, 'unicorn' as ClassName)).toThrow(RangeError);
  });

  it('draws classes uniformly', () => {
    for (const name of CLASS_NAMES) {
      const share = scenes.filter((scene) => scene.className === name).length / COUNT;
      expect(Math.abs(share - 0.05)).toBeLessThan(0.011);
    }
  });

  it.each([
    ['texture', (scene: SceneFactors) => TEXTURE_NAMES.indexOf(scene.texture), TEXTURE_NAMES.length],
    [
      'background',
      (scene: SceneFactors) => BACKGROUND_NAMES.indexOf(scene.background),
      BACKGROUND_NAMES.length,
    ],
    ['body hue', (scene: SceneFactors) => Math.min(11, Math.floor(scene.bodyHue / 30)), 12],
    [
      'body lightness',
      (scene: SceneFactors) => (scene.bodyLightness < 0.6 ? 0 : scene.bodyLightness < 0.75 ? 1 : 2),
      3,
    ],
    ['wall hue', (scene: SceneFactors) => Math.min(11, Math.floor(scene.wallHue / 30)), 12],
    ['size', (scene: SceneFactors) => (scene.scale < 0.8 ? 0 : 1), 2],
    ['light', (scene: SceneFactors) => (scene.lightAzimuth < -12 ? 0 : 1), 2],
  ] as const)('does not give the class away by %s', (_name, of, kinds) => {
    expect(Math.abs(dependence(of, kinds))).toBeLessThan(3.5);
  });

  it('shows every hue, texture and background', () => {
    expect(new Set(scenes.map((scene) => Math.floor(scene.bodyHue / 10))).size).toBe(36);
    expect(new Set(scenes.map((scene) => scene.texture)).size).toBe(TEXTURE_NAMES.length);
    expect(new Set(scenes.map((scene) => scene.background)).size).toBe(BACKGROUND_NAMES.length);
  });
});

describe('clampFactors', () => {
  it('leaves legal factors alone', () => {
    for (const scene of scenes.slice(0, 200)) expect(clampFactors(scene)).toEqual(scene);
  });

  it('goes to the nearest end, wraps angles, and is idempotent', () => {
    const wild = {
      ...scenes[0]!,
      yaw: 270,
      bodyHue: -30,
      scale: 9,
      x: -9,
      exposure: Number.NaN,
      texture: 'fur',
      className: 'unicorn',
      background: 'moon',
    } as unknown as SceneFactors;
    const legal = clampFactors(wild);
    expect(legal).toMatchObject({ yaw: -90, bodyHue: 330, scale: 1.3, x: -0.4, exposure: 0 });
    expect(legal).toMatchObject({ texture: 'plain', className: 'cat', background: 'studio' });
    expect(clampFactors(legal)).toEqual(legal);
  });
});
