import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentLoss, gram, gramOf, styleLoss } from '#math/gram';

/** Activations as relu leaves them: many zeros, and none below. */
const activation = fc.oneof(fc.constant(0), fc.float({ min: 2 ** -8, max: 8, noNaN: true }));

/** Maps of 1 to 5 channels at 1 to 12 positions, each [positions, channels]. */
const maps = (count: number) =>
  fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 12 })).chain(([channels, positions]) => {
    const map = fc.array(activation, { minLength: channels * positions, maxLength: channels * positions });
    return fc.record({
      channels: fc.constant(channels),
      positions: fc.constant(positions),
      values: fc.tuple(
        ...Array.from({ length: count }, () => map.map((values) => Float32Array.from(values))),
      ),
    });
  });

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function expectAlike(one: Float32Array, other: Float32Array): void {
  for (const [i, value] of one.entries())
    expect(Math.abs(value - other[i]!)).toBeLessThanOrEqual(1e-6 * largest(one));
}

describe('the Gram matrix', () => {
  it('sums products over the positions', () => {
    const matrix = gram(Float32Array.of(1, 2, 3, 4, 5, 6), 2);
    expect([...matrix]).toEqual([1 + 9 + 25, 2 + 12 + 30, 2 + 12 + 30, 4 + 16 + 36]);
    expect(() => gram(new Float32Array(7), 2)).toThrow(RangeError);
  });

  it('stays when positions are shuffled', () => {
    fc.assert(
      fc.property(maps(1), fc.infiniteStream(fc.nat()), ({ channels, positions, values: [map] }, keys) => {
        const order = Array.from({ length: positions }, (_, i) => ({ i, key: keys.next().value as number }));
        order.sort((one, other) => one.key - other.key);
        const shuffled = new Float32Array(map!.length);
        for (const [to, { i: from }] of order.entries()) {
          shuffled.set(map!.subarray(from * channels, (from + 1) * channels), to * channels);
        }
        expectAlike(gram(map!, channels), gram(shuffled, channels));
      }),
    );
  });

  it('is symmetric', () => {
    fc.assert(
      fc.property(maps(1), ({ channels, values: [map] }) => {
        const matrix = gram(map!, channels);
        for (let k = 0; k < channels; k++) {
          for (let other = 0; other < channels; other++) {
            expect(matrix[k * channels + other]).toBe(matrix[other * channels + k]);
          }
        }
      }),
    );
  });

  it('is positive semidefinite: x 𝒢 x is never below 0', () => {
    const direction = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(maps(1), direction, ({ channels, values: [map] }, x) => {
        const matrix = gram(map!, channels);
        let form = 0;
        for (let k = 0; k < channels; k++) {
          for (let other = 0; other < channels; other++)
            form += x[k]! * matrix[k * channels + other]! * x[other]!;
        }
        expect(form).toBeGreaterThanOrEqual(-1e-5 * largest(matrix));
      }),
    );
  });

  it('grows with the square of the activations', () => {
    fc.assert(
      fc.property(
        maps(1),
        fc.double({ min: 0.125, max: 8, noNaN: true }),
        ({ channels, values: [map] }, s) => {
          const grown = gram(
            map!.map((value) => value * s),
            channels,
          );
          expectAlike(
            grown,
            gram(map!, channels).map((value) => value * s * s),
          );
        },
      ),
    );
  });
});

describe('the style cost', () => {
  it('is that of the formula, worked out by hand', () => {
    const style = gramOf(Float32Array.of(1, 0, 2, 1), 2);
    const generated = gramOf(Float32Array.of(0, 1, 1, 1), 2);
    // 𝒢(S) = [5 2; 2 1], 𝒢(G) = [1 1; 1 2], two positions, two channels.
    expect(styleLoss(style, generated)).toBeCloseTo((16 + 1 + 1 + 1) / (2 * 2 * 2) ** 2, 12);
  });

  it('grows with the fourth power of the activations', () => {
    fc.assert(
      fc.property(
        maps(2),
        fc.double({ min: 0.125, max: 8, noNaN: true }),
        ({ channels, values: [one, other] }, s) => {
          const scaled = (map: Float32Array) =>
            gramOf(
              map.map((value) => value * s),
              channels,
            );
          const plain = styleLoss(gramOf(one!, channels), gramOf(other!, channels));
          const scale = largest(gramOf(one!, channels).values) + largest(gramOf(other!, channels).values);
          const grown = styleLoss(scaled(one!), scaled(other!));
          expect(Math.abs(grown - plain * s ** 4)).toBeLessThanOrEqual(1e-5 * scale ** 2 * s ** 4);
        },
      ),
    );
  });

  it('compares maps of different sizes by their means: a map laid twice side by side has the same style', () => {
    fc.assert(
      fc.property(maps(2), ({ channels, values: [one, other] }) => {
        const twice = new Float32Array([...one!, ...one!]);
        const generated = gramOf(other!, channels);
        const cost = styleLoss(gramOf(one!, channels), generated);
        const apart = Math.abs(styleLoss(gramOf(twice, channels), generated) - cost);
        expect(apart).toBeLessThanOrEqual(
          1e-5 * (largest(gram(one!, channels)) + largest(generated.values)) ** 2,
        );
      }),
    );
    expect(() => styleLoss(gramOf(new Float32Array(4), 2), gramOf(new Float32Array(4), 4))).toThrow(
      RangeError,
    );
  });
});

describe('the content cost', () => {
  it('is half of the squared distance', () => {
    expect(contentLoss(Float32Array.of(1, 2, 3), Float32Array.of(0, 4, 3))).toBe(2.5);
    expect(() => contentLoss(new Float32Array(2), new Float32Array(3))).toThrow(RangeError);
  });
});
