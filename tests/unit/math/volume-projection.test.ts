import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prepareProjection, project, projectPoint } from '#math/volume-projection';
import { randomStream } from '#world/random';

const SIZE = [6, 5, 4] as const;

function draw(seed: number, share = 1): Float32Array {
  const random = randomStream(seed);
  return Float32Array.from({ length: 120 }, () => (random() < share ? random() : 0));
}

/** A value between voxels; outside of their middles 0. */
function sample(values: Float32Array, place: number[]): number {
  if (place.some((value, axis) => value < -1e-9 || value > SIZE[axis]! - 1 + 1e-9)) return 0;
  let sum = 0;
  for (let z = 0; z < SIZE[0]; z++) {
    for (let y = 0; y < SIZE[1]; y++) {
      for (let x = 0; x < SIZE[2]; x++) {
        const weight = [z, y, x].reduce((product, voxel, axis) => {
          return product * Math.max(0, 1 - Math.abs(voxel - place[axis]!));
        }, 1);
        sum += weight * values[(z * SIZE[1] + y) * SIZE[2] + x]!;
      }
    }
  }
  return sum;
}

const turns = fc.record({
  yaw: fc.double({ min: -360, max: 360, noNaN: true }),
  pitch: fc.double({ min: -90, max: 90, noNaN: true }),
});

describe('a projection', () => {
  it('from the front, the left and the feet shows the axes as it says', () => {
    const views = [
      { turn: { yaw: 0, pitch: 0 }, rows: 0, columns: 2 },
      { turn: { yaw: 90, pitch: 0 }, rows: 0, columns: 1 },
      { turn: { yaw: 0, pitch: 90 }, rows: 1, columns: 2 },
    ] as const;
    const faces = draw(3);
    for (const { turn, rows, columns } of views) {
      // A cube that is the same all along the line of sight, one pixel a voxel.
      const cube = Float32Array.from({ length: 125 }, (_, at) => {
        const place = [Math.floor(at / 25), Math.floor(at / 5) % 5, at % 5];
        return faces[5 * place[rows]! + place[columns]!]!;
      });
      const picture = project(prepareProjection(cube, [5, 5, 5]), turn, { side: 5, field: 5 });
      expect([...picture]).toEqual([...faces.slice(0, 25)]);
    }
  });

  it('skips nothing that matters: it equals the plain way to do it', () => {
    fc.assert(
      fc.property(
        turns,
        fc.integer({ min: 0, max: 1000 }),
        fc.constantFrom(0, 0.6),
        fc.constantFrom('max' as const, 'mean' as const),
        fc.constantFrom(0.1, 1),
        (turn, seed, fade, how, share) => {
          const values = draw(seed, share);
          const [side, field] = [7, 9];
          const picture = project(prepareProjection(values, SIZE), turn, { side, field, how, fade });
          const axes = [0, 1, 2].map((axis) => {
            const unit = [0, 1, 2].map((other) => (SIZE[other]! - 1) / 2 + (other === axis ? 1 : 0));
            const { x, y, depth } = projectPoint(unit as [number, number, number], SIZE, turn, {
              side: 1,
              field: 1,
            });
            return [x - 0.5, y - 0.5, depth];
          });
          for (let v = 0; v < side; v++) {
            for (let u = 0; u < side; u++) {
              const [right, below] = [((u + 0.5) / side - 0.5) * field, ((v + 0.5) / side - 0.5) * field];
              let [most, sum] = [0, 0];
              for (let step = -7; step <= 7; step++) {
                const w = step * 0.6;
                const place = axes.map(([a, b, c], axis) => {
                  return (SIZE[axis]! - 1) / 2 + right * a! + below * b! + w * c!;
                });
                const value = (1 - fade * (w / field + 0.5)) * sample(values, place);
                most = Math.max(most, value);
                sum += value;
              }
              const wanted = how === 'max' ? most : (sum * 0.6) / field;
              // A sample on the volume's very edge may count or not.
              if (Math.abs(picture[v * side + u]! - wanted) > 1e-5) {
                const edge = [0, 1, 2].some((axis) => {
                  return Array.from({ length: 15 }, (_, i) => (i - 7) * 0.6).some((w) => {
                    const [a, b, c] = axes[axis]!;
                    const value = (SIZE[axis]! - 1) / 2 + right * a! + below * b! + w * c!;
                    return Math.min(Math.abs(value), Math.abs(value - SIZE[axis]! + 1)) < 1e-6;
                  });
                });
                expect(edge).toBe(true);
              }
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('shows a single voxel where projectPoint says', () => {
    fc.assert(
      fc.property(
        turns,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 2 }),
        (turn, z, y, x) => {
          const values = new Float32Array(120);
          values[(z * SIZE[1] + y) * SIZE[2] + x] = 1;
          const [side, field] = [45, 9];
          const picture = project(prepareProjection(values, SIZE), turn, { side, field });
          const brightest = picture.indexOf(Math.max(...picture));
          const point = projectPoint([z, y, x], SIZE, turn, { side, field });
          expect(Math.abs((brightest % side) + 0.5 - point.x)).toBeLessThan(3);
          expect(Math.abs(Math.floor(brightest / side) + 0.5 - point.y)).toBeLessThan(3);
        },
      ),
    );
  });

  it('of nothing is black', () => {
    const nothing = prepareProjection(new Float32Array(120), SIZE);
    expect(project(nothing, { yaw: 20, pitch: 10 }, { side: 8 }).every((value) => value === 0)).toBe(true);
  });

  it('takes a few milliseconds for a scan', () => {
    const random = randomStream(4);
    const values = Float32Array.from({ length: 48 ** 3 }, () => random());
    const volume = prepareProjection(values, [48, 48, 48]);
    let least = Infinity;
    for (let yaw = 0; yaw < 200; yaw += 20) {
      const start = performance.now();
      project(volume, { yaw, pitch: 10 });
      least = Math.min(least, performance.now() - start);
    }
    expect(least).toBeLessThan(40);
  });
});
