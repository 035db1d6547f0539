import { describe, expect, it } from 'vitest';
import { resample } from '#math/resample';

const wave = (rate: number, hertz: number, seconds = 4) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));

/** Away from the ends, where the signal is held. */
const inner = (values: Float32Array) => values.slice(values.length / 4, (3 * values.length) / 4);

describe('resample', () => {
  it.each([
    [500, 128],
    [250, 128],
    [100, 128],
    [128, 500],
    [360, 128],
  ])('keeps a slow wave from %i to %i samples a second', (from, to) => {
    const expected = inner(wave(to, 5));
    const got = inner(resample(wave(from, 5), from, to));
    expect(got).toHaveLength(expected.length);
    const worst = Math.max(...got.map((value, i) => Math.abs(value - expected[i]!)));
    expect(worst).toBeLessThan(0.01);
  });

  it('takes out what fewer samples cannot hold, instead of folding it down', () => {
    const got = inner(resample(wave(500, 110), 500, 128));
    expect(Math.max(...got.map(Math.abs))).toBeLessThan(0.05);
  });

  it('keeps a constant, its length and the same rate', () => {
    const flat = resample(new Float32Array(500).fill(0.7), 250, 128);
    expect(flat).toHaveLength(256);
    for (const value of flat) expect(value).toBeCloseTo(0.7, 6);
    const same = wave(128, 3);
    expect(resample(same, 128, 128)).toEqual(same);
  });

  it.each([0, -1, Number.NaN])('refuses a rate of %d', (rate) => {
    expect(() => resample([1, 2], rate, 128)).toThrow(RangeError);
    expect(() => resample([1, 2], 128, rate)).toThrow(RangeError);
  });
});
