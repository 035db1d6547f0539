import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROBE, probe } from '#world/volume/probe';

const slice = (volume: Float32Array, [, height, width]: readonly number[], z: number) =>
  volume.subarray(z * height! * width!, (z + 1) * height! * width!);

describe('the probe', () => {
  it('has a ball and a tube whose middle slices are the same to the last bit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 5, noNaN: true }),
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.double({ min: -4, max: 4, noNaN: true }),
        fc.integer({ min: -5, max: 5 }),
        fc.constantFrom(0, 0.04),
        (radius, dy, dx, dz, noise) => {
          const { ball, tube, size } = probe({ radius, offset: [dz, dy, dx], noise });
          const middle = (size[0] - 1) / 2 + dz;
          expect(slice(ball, size, middle)).toEqual(slice(tube, size, middle));
          const [next, past] = [middle + 1, middle + Math.ceil(radius) + 1];
          if (past >= size[0]) return;
          expect(slice(ball, size, past)).not.toEqual(slice(tube, size, past));
          // The tube is the same in every slice, save its noise.
          if (noise === 0) expect(slice(tube, size, next)).toEqual(slice(tube, size, middle));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leans the tube, and its section grows by the cosine', () => {
    const area = (tilt: number) => {
      const { tube, size } = probe({ tilt, radius: 2, size: [9, 40, 40] });
      return slice(tube, size, 4).reduce((sum, grey) => sum + (grey - PROBE.lungGrey) / PROBE.contrast, 0);
    };
    expect(area(0)).toBeCloseTo(Math.PI * 4, 0);
    expect(area(60) / area(0)).toBeCloseTo(2, 1);
  });

  it('fills the ball by its volume', () => {
    const { ball } = probe({ radius: 4 });
    const filled = ball.reduce((sum, grey) => sum + (grey - PROBE.lungGrey) / PROBE.contrast, 0);
    expect(filled / ((4 / 3) * Math.PI * 64)).toBeCloseTo(1, 1);
  });
});
