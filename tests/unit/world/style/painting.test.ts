import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paintStroke } from '#world/style/brush';
import { Canvas } from '#world/style/canvas';
import { ramp, rgb } from '#world/style/colours';
import { paintDab } from '#world/style/dab';
import { clouds, noise, smoothstep } from '#world/style/noise';
import { follow, scatter } from '#world/style/scatter';

const brightest = ({ colour }: Canvas) => colour.reduce((most, value) => Math.max(most, value), 0);

describe('noise', () => {
  const place = fc.double({ min: -1e4, max: 1e4, noNaN: true });

  it('stays near −1 to 1, is 0 at whole numbers and the same for the same place', () => {
    fc.assert(
      fc.property(place, place, fc.integer({ min: 0, max: 1e5 }), (x, y, seed) => {
        expect(Math.abs(noise(x, y, seed))).toBeLessThan(1.6);
        expect(Math.abs(clouds(x, y, seed))).toBeLessThan(1.9);
        expect(noise(Math.floor(x), Math.floor(y), seed)).toBeCloseTo(0, 12);
        expect(noise(x, y, seed)).toBe(noise(x, y, seed));
      }),
    );
  });

  it('has no steps', () => {
    fc.assert(
      fc.property(place, place, (x, y) => {
        expect(Math.abs(noise(x + 1e-6, y, 3) - noise(x, y, 3))).toBeLessThan(1e-4);
      }),
    );
  });
});

describe('smoothstep and ramp', () => {
  it('go from end to end, either way round', () => {
    expect([smoothstep(1, 3, 0), smoothstep(1, 3, 2), smoothstep(1, 3, 5)]).toEqual([0, 0.5, 1]);
    expect([smoothstep(3, 1, 0), smoothstep(3, 1, 5)]).toEqual([1, 0]);
    const colours = [rgb('#000000'), rgb('#ff0000'), rgb('#ffffff')];
    expect(ramp(colours, -1)).toEqual([0, 0, 0]);
    expect(ramp(colours, 0.25)).toEqual([0.5, 0, 0]);
    expect(ramp(colours, 2)).toEqual([1, 1, 1]);
  });
});

describe('scatter', () => {
  it('strews one place in each cell, and a larger canvas holds the same ones in the same order', () => {
    const small = scatter(new Canvas(32, 32), 0.125, 0, 5);
    const large = scatter(new Canvas(64, 32), 0.125, 0, 5);
    expect(small).toHaveLength(64);
    expect(large).toHaveLength(128);
    const ids = new Set(small.map(({ id }) => id));
    expect(large.filter(({ id }) => ids.has(id))).toEqual(small);
    const cells = new Set(small.map(({ x, y }) => `${Math.floor(x / 0.125)} ${Math.floor(y / 0.125)}`));
    expect(cells.size).toBe(64);
  });
});

describe('follow', () => {
  it('goes both ways along the field, through the place it starts from', () => {
    const path = follow(() => 0, 0.5, 0.25, 0.4, 4);
    const expected = [0.3, 0.25, 0.4, 0.25, 0.5, 0.25, 0.6, 0.25, 0.7, 0.25];
    for (const [i, value] of expected.entries()) expect(path[i]).toBeCloseTo(value, 12);
  });

  it('stays on the circles of a turning field', () => {
    const path = follow((x, y) => Math.atan2(y, x) + Math.PI / 2, 0.3, 0, 0.2, 40);
    for (let i = 0; i < path.length; i += 2) expect(Math.hypot(path[i]!, path[i + 1]!)).toBeCloseTo(0.3, 2);
  });
});

describe('a stroke', () => {
  const straight = { path: Float64Array.of(0.2, 0.5, 0.8, 0.5), radius: 0.1, colour: rgb('#ff0000') };

  it('covers its own width and nothing beyond it', () => {
    const canvas = new Canvas(64, 64);
    canvas.fill([1, 1, 1]);
    paintStroke(canvas, { ...straight, bristles: 0, dry: 0, start: 1, end: 1, seed: 3 });
    const { pixels } = canvas.finish();
    const at = (x: number, y: number) => [...pixels.subarray((y * 64 + x) * 3, (y * 64 + x) * 3 + 3)];
    expect(at(32, 32)).toEqual([255, 0, 0]);
    expect(at(32, 27)).toEqual([255, 0, 0]);
    expect(at(32, 24)).toEqual([255, 255, 255]);
    expect(at(8, 32)).toEqual([255, 255, 255]);
  });

  it('paints no place twice where it bends', () => {
    const canvas = new Canvas(64, 64);
    const path = Float64Array.of(0.2, 0.3, 0.4, 0.5, 0.6, 0.5, 0.8, 0.3);
    paintStroke(canvas, {
      path,
      radius: 0.06,
      colour: [1, 1, 1],
      opacity: 0.5,
      bristles: 0,
      dry: 0,
      start: 1,
      end: 1,
      seed: 1,
    });
    expect(brightest(canvas)).toBeCloseTo(0.5, 6);
  });

  it('of one point, or beyond the canvas, leaves it as it was', () => {
    const canvas = new Canvas(16, 16);
    paintStroke(canvas, { ...straight, path: Float64Array.of(0.5, 0.5), seed: 1 });
    paintStroke(canvas, { ...straight, path: Float64Array.of(3, 3, 4, 3), seed: 1 });
    paintDab(canvas, -1, 0.5, { radius: 0.1, length: 1, angle: 0, colour: [1, 1, 1], load: 0.01 });
    expect(brightest(canvas)).toBe(0);
  });
});

describe('the light on a relief', () => {
  it('brightens what rises towards it, darkens what falls away, leaves the flat alone', () => {
    const canvas = new Canvas(32, 32);
    canvas.fill([0.5, 0.5, 0.5]);
    for (let row = 0; row < canvas.height; row++) {
      for (let column = 0; column < canvas.width; column++) {
        const x = column / canvas.scale;
        canvas.thick[row * canvas.width + column] = x < 0.3 ? 0 : x < 0.5 ? 0.1 * (x - 0.3) : 0.1 * (0.7 - x);
      }
    }
    canvas.light(2);
    const { pixels } = canvas.finish();
    const row = 16 * 32;
    expect(pixels[(row + 4) * 3]).toBe(128);
    expect(pixels[(row + 12) * 3]).toBeGreaterThan(128);
    expect(pixels[(row + 20) * 3]).toBeLessThan(128);
  });
});
