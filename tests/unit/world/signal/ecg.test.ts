import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ecg, SAMPLE_RATE, SAMPLES } from '#world/signal/ecg';
import { changeHeart, FACTORS, type HeartFactor } from '#world/signal/heart';
import { integrate, STEPS_A_SECOND } from '#world/signal/oscillator';
import { RHYTHMS } from '#world/signal/rhythms';
import { heartOfSeed, signalOfSeed } from '#world/signal/sets';
import type { WaveShape } from '#world/signal/waves';

const greatestDifference = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Array.from(one).reduce((most, value, i) => Math.max(most, Math.abs(value - other[i]!)), 0);

describe('a signal of the world', () => {
  it('has eight seconds of finite millivolts, the same for the same heart and seed', () => {
    for (let seed = 0; seed < 14; seed++) {
      const { samples } = signalOfSeed(seed);
      expect(samples).toHaveLength(SAMPLES);
      expect(samples.every((value) => Number.isFinite(value) && Math.abs(value) < 6)).toBe(true);
      expect(signalOfSeed(seed).samples).toEqual(samples);
    }
  });

  it.each(RHYTHMS)('of %s that is longer begins as the shorter one does', (rhythm) => {
    for (const seed of [3, 41, 500]) {
      const heart = heartOfSeed(seed, rhythm);
      const [short, long] = [ecg(heart, seed), ecg(heart, seed, 60)];
      expect(long.samples).toHaveLength(60 * SAMPLE_RATE);
      expect(greatestDifference(short.samples, long.samples)).toBeLessThan(1e-6);
      expect(long.beats.slice(0, short.beats.length)).toEqual(short.beats);
    }
  });

  it('keeps its beats and its noise when waves, noise or wander change', () => {
    const heart = heartOfSeed(12, 'sinus');
    const before = ecg(heart, 12);
    const after = ecg(changeHeart(heart, { p: 0, r: 2, noise: 0.2, wander: 0.5 }), 12);
    expect(after.beats).toEqual(before.beats);
    const still = { ...heart, noise: 0 };
    const noiseOf = (noise: number) => {
      const plain = ecg(still, 12).samples;
      return ecg({ ...heart, noise }, 12).samples.map((value, i) => value - plain[i]!);
    };
    const [faint, loud] = [noiseOf(0.05), noiseOf(0.1)];
    expect(
      greatestDifference(
        loud,
        faint.map((value) => 2 * value),
      ),
    ).toBeLessThan(1e-5);
    const deviation = Math.sqrt(loud.reduce((sum, value) => sum + value ** 2, 0) / loud.length);
    expect(deviation).toBeGreaterThan(0.09);
    expect(deviation).toBeLessThan(0.11);
  });

  it('stays finite for every heart within its bounds', () => {
    const factors = Object.entries(FACTORS).map(
      ([name, { low, high }]) => [name, fc.double({ min: low, max: high, noNaN: true })] as const,
    );
    const changes = fc.record(Object.fromEntries(factors));
    fc.assert(
      fc.property(fc.constantFrom(...RHYTHMS), fc.nat(1e6), changes, (rhythm, seed, change) => {
        const heart = changeHeart(heartOfSeed(seed, rhythm), change as Partial<Record<HeartFactor, number>>);
        const { samples, beats, waves } = ecg(heart, seed);
        expect(samples.every((value) => Math.abs(value) < 12)).toBe(true);
        expect(beats.length).toBeGreaterThan(1);
        expect(waves.every(({ start, peak, end }) => start < peak && peak < end)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the equations', () => {
  const shapes: WaveShape[] = [
    { name: 'P', at: -0.16, height: 0.15, before: 0.02, after: 0.02 },
    { name: 'R', at: 0, height: 1.2, before: 0.01, after: 0.01 },
    { name: 'T', at: 0.28, height: 0.3, before: 0.06, after: 0.035 },
  ];
  const times = [-4, -3.25, -2.5, -1.5, -0.75, 0.25, 0.75, 2, 2.75, 3.5, 4.5];

  it('draw bells of the heights and widths asked for, which fade within a second', () => {
    const samples = integrate([times.map((time) => ({ time, shapes }))], {
      from: -3,
      count: 3 * SAMPLE_RATE,
      stride: STEPS_A_SECOND / SAMPLE_RATE,
      rest: { height: 0, frequency: 0.2, phase: 0 },
    });
    // The same without circles: z′ = g′(t) − z, where g is the sum of the bells, so z = g − e^(−t) ∗ g, in fine steps.
    const fine = 4096;
    const bells = (at: number) =>
      times.reduce(
        (sum, time) =>
          shapes.reduce((inner, { at: top, height, before, after }) => {
            const distance = at - time - top;
            return inner + height * Math.exp(-(distance ** 2) / (2 * (distance < 0 ? before : after) ** 2));
          }, sum),
        0,
      );
    let faded = 0;
    let worst = 0;
    let last = bells(-3);
    const start = last;
    for (let i = 1; i < 6 * fine; i++) {
      const at = -3 + i / fine;
      const now = bells(at);
      faded = faded * Math.exp(-1 / fine) + (0.5 * (now + last)) / fine;
      last = now;
      const sample = at * SAMPLE_RATE;
      if (sample < 0 || !Number.isInteger(sample) || sample >= samples.length) continue;
      worst = Math.max(worst, Math.abs(now - start * Math.exp(-(at + 3)) - faded - samples[sample]!));
    }
    expect(worst).toBeLessThan(0.003);
  });

  it('follow the breath with the delay of their own second', () => {
    const frequency = 0.25;
    const samples = integrate([], {
      from: -12,
      count: 8 * SAMPLE_RATE,
      stride: STEPS_A_SECOND / SAMPLE_RATE,
      rest: { height: 0.2, frequency, phase: 1 },
    });
    const omega = 2 * Math.PI * frequency;
    const expected = samples.map(
      (_, i) => (0.2 / Math.hypot(1, omega)) * Math.sin((omega * i) / SAMPLE_RATE + 1 - Math.atan(omega)),
    );
    expect(greatestDifference(samples, expected)).toBeLessThan(1e-5);
  });
});
