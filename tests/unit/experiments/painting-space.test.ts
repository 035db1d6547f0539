import { describe, expect, it } from 'vitest';
import {
  colourSpace,
  cropped,
  grey,
  lightOf,
  lightSpace,
  matchLight,
  type PaintingShape,
  reflected,
} from '#experiments/painting-space';
import { randomStream } from '#world/random';

function noise(numbers: number, seed = 1, low = 0, high = 1): Float32Array {
  const random = randomStream(seed);
  return Float32Array.from({ length: numbers }, () => low + (high - low) * random());
}

const SHAPE: PaintingShape = { width: 4, height: 3, margin: 2 };
const NUMBERS = (4 + 4) * (3 + 4) * 3;

describe('the margin', () => {
  it('mirrors the picture and is cut off again', () => {
    const picture = noise(4 * 3 * 3);
    const outer = reflected(picture, SHAPE);
    expect(outer.length).toBe(NUMBERS);
    expect(cropped(outer, SHAPE)).toEqual(picture);
    const at = (row: number, column: number) => outer[(row * 8 + column) * 3 + 1];
    const inner = (row: number, column: number) => picture[(row * 4 + column) * 3 + 1];
    expect(at(2, 1)).toBe(inner(0, 1));
    expect(at(2, 0)).toBe(inner(0, 2));
    expect(at(1, 2)).toBe(inner(1, 0));
    expect(at(6, 7)).toBe(inner(0, 1));
    expect(at(5, 6)).toBe(inner(1, 2));
  });

  it('of a picture that is smaller than it repeats what there is', () => {
    const outer = reflected(Float32Array.of(0.1, 0.2, 0.3), { width: 1, height: 1, margin: 2 });
    for (let i = 0; i < 25; i++)
      expect(Array.from(outer.subarray(3 * i, 3 * i + 3))).toEqual(
        Array.from(Float32Array.of(0.1, 0.2, 0.3)),
      );
  });

  it('of nothing leaves the picture', () => {
    const picture = noise(12 * 3);
    expect(reflected(picture, { ...SHAPE, margin: 0 })).toEqual(picture);
  });
});

describe('painting in colour', () => {
  it('shows what is within the margin', () => {
    const space = colourSpace(SHAPE);
    const picture = noise(4 * 3 * 3);
    const shown = space.shown(space.enter(reflected(picture, SHAPE)));
    expect(shown.length).toBe(4 * 3 * 4);
    for (let i = 0; i < 12; i++) {
      for (let k = 0; k < 3; k++)
        expect(Math.abs(shown[4 * i + k]! - 255 * picture[3 * i + k]!)).toBeLessThan(0.51);
      expect(shown[4 * i + 3]).toBe(255);
    }
  });
});

describe('painting light only', () => {
  const colours = noise(NUMBERS, 5, 0.3, 0.6);
  const space = lightSpace(SHAPE, colours);

  it('shows the picture itself where its own light is painted', () => {
    expect(space.shown(space.enter(colours))).toEqual(colourSpace(SHAPE).shown(colours));
  });

  it('keeps the colour when the light changes', () => {
    const lighter = space.enter(colours).map((light) => light + 0.1);
    const before = colourSpace(SHAPE).shown(colours);
    const after = space.shown(lighter);
    for (let i = 0; i < before.length; i += 4) {
      const [r, g, b] = [0, 1, 2].map((k) => after[i + k]! - before[i + k]!) as [number, number, number];
      for (const change of [r, g, b]) expect(Math.abs(change - 25.5)).toBeLessThan(1.01);
    }
  });

  it('its slopes are those of the grey picture that the network sees', () => {
    const light = noise(NUMBERS / 3, 8);
    const weights = noise(NUMBERS, 9);
    const value = (x: Float32Array) => space.seen(x).reduce((sum, pixel, i) => sum + pixel * weights[i]!, 0);
    const slopes = space.slopes(weights);
    for (const i of [0, 7, 31]) {
      const moved = light.slice();
      moved[i] = moved[i]! + 0.5;
      expect((value(moved) - value(light)) / 0.5).toBeCloseTo(slopes[i]!, 3);
    }
  });

  it('grey pictures have the light that they were made of', () => {
    const light = noise(20);
    for (const [i, value] of lightOf(grey(light)).entries()) expect(value).toBeCloseTo(light[i]!, 6);
  });
});

describe('the light of a style', () => {
  const moments = (values: Float32Array) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return [
      mean,
      Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length),
    ] as const;
  };

  it('gets the mean and the spread of the content', () => {
    const content = noise(500, 2, 0.4, 0.6);
    const [mean, spread] = moments(matchLight(noise(300, 3, 0, 0.2), content));
    expect(mean).toBeCloseTo(moments(content)[0], 4);
    expect(spread).toBeCloseTo(moments(content)[1], 4);
  });

  it('of one light becomes the mean, and stays within 0 to 1', () => {
    const content = noise(500, 2, 0.4, 0.6);
    const flat = matchLight(new Float32Array(9).fill(0.9), content);
    for (const value of flat) expect(value).toBeCloseTo(moments(content)[0], 5);
    const wide = Float32Array.from({ length: 100 }, (_, i) => i % 2);
    for (const value of matchLight(
      noise(200, 4, 0, 1).map((v) => v ** 8),
      wide,
    )) {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });
});
