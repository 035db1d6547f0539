import { describe, expect, it } from 'vitest';
import { randomStream } from '#world/random';
import { normalStream } from '#world/signal/normal';

describe('normal numbers', () => {
  it('have mean 0, deviation 1, and tails as they should', () => {
    const next = normalStream(randomStream(4));
    const numbers = Array.from({ length: 40_000 }, next);
    const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
    const variance = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / numbers.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    const beyond = numbers.filter((value) => Math.abs(value) > 1.96).length / numbers.length;
    expect(beyond).toBeGreaterThan(0.045);
    expect(beyond).toBeLessThan(0.055);
  });

  it('are finite even where the uniform number is 0', () => {
    const next = normalStream(() => 0);
    expect([next(), next()].every((value) => Math.abs(value) === 0)).toBe(true);
  });
});
