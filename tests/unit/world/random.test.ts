import { describe, expect, it } from 'vitest';
import { randomStream } from '#world/random';

describe('randomStream', () => {
  it('gives the published numbers of mulberry32 for seed 0', () => {
    const random = randomStream(0);
    expect([random(), random(), random()].map((value) => Math.round(value * 2 ** 32))).toEqual([
      1144304738, 1416247, 958946056,
    ]);
  });

  it('is uniform on [0, 1) and repeats from its seed', () => {
    const first = randomStream(7);
    const second = randomStream(7);
    let sum = 0;
    for (let i = 0; i < 10_000; i++) {
      const value = first();
      expect(value).toBe(second());
      if (value < 0 || value >= 1) throw new Error(`${value} is out of range`);
      sum += value;
    }
    expect(sum / 10_000).toBeCloseTo(0.5, 1);
  });
});
