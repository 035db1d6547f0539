import { describe, expect, it } from 'vitest';
import {
  decodeComponent,
  encodeComponent,
  linearToOklab,
  nearestColourName,
  oklchToLinear,
} from '#world/scene/colours';

describe('colours', () => {
  it.each([
    ['black', 0, 0, 0],
    ['white', 255, 255, 255],
    ['grey', 128, 128, 128],
    ['red', 220, 20, 30],
    ['orange', 255, 140, 0],
    ['yellow', 250, 220, 40],
    ['green', 40, 160, 60],
    ['blue', 30, 80, 220],
    ['purple', 128, 40, 160],
    ['pink', 255, 150, 190],
    ['brown', 110, 65, 30],
  ] as const)('names a typical %s', (name, r, g, b) => {
    expect(nearestColourName(r, g, b)).toBe(name);
  });

  it('goes to sRGB code values and back', () => {
    expect(encodeComponent(0)).toBe(0);
    expect(encodeComponent(1)).toBeCloseTo(255, 9);
    for (const code of [1, 10, 60, 128, 254])
      expect(encodeComponent(decodeComponent(code))).toBeCloseTo(code, 9);
  });

  it('agrees with the OKLab values of pure red and white', () => {
    const red = linearToOklab(1, 0, 0);
    expect(red[0]).toBeCloseTo(0.628, 3);
    expect(red[1]).toBeCloseTo(0.2249, 3);
    expect(red[2]).toBeCloseTo(0.1258, 3);
    expect(linearToOklab(1, 1, 1)[0]).toBeCloseTo(1, 4);
  });

  it('keeps hue and lightness when a colour leaves sRGB, and loses chroma', () => {
    const [l, a, b] = linearToOklab(...oklchToLinear(0.7, 0.4, 140));
    expect(l).toBeCloseTo(0.7, 2);
    expect((Math.atan2(b, a) * 180) / Math.PI).toBeCloseTo(140, 0);
    expect(Math.hypot(a, b)).toBeLessThan(0.3);
  });
});
