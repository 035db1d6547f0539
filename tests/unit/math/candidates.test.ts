import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CANDIDATES, findCandidates, matchCandidates } from '#math/candidates';

const SIZE = [5, 6, 7] as const;
const volume = (values: [number, number, number, number][]) => {
  const answers = new Float32Array(SIZE[0] * SIZE[1] * SIZE[2]);
  for (const [z, y, x, value] of values) answers[(z * SIZE[1] + y) * SIZE[2] + x] = value;
  return answers;
};

describe('candidates', () => {
  it('are the local maxima, highest first', () => {
    const answers = volume([
      [0, 0, 0, 2],
      [0, 0, 1, 1],
      [4, 5, 6, 3],
      [3, 5, 6, 2.5],
    ]);
    expect(findCandidates(answers, SIZE, { least: 0.5 })).toEqual([
      { place: [4, 5, 6], value: 3 },
      { place: [0, 0, 0], value: 2 },
    ]);
  });

  it('lie apart: of two maxima too near to each other the higher counts', () => {
    const answers = volume([
      [2, 2, 1, 2],
      [2, 2, 3, 1],
    ]);
    const places = (apart: number) =>
      findCandidates(answers, SIZE, { least: 0.5, apart }).map((c) => c.place);
    expect(places(2)).toEqual([
      [2, 2, 1],
      [2, 2, 3],
    ]);
    expect(places(2.5)).toEqual([[2, 2, 1]]);
  });

  it('are found once on a plateau, and not at all among numbers that are none', () => {
    expect(findCandidates(new Float32Array(210).fill(4), SIZE)).toEqual([{ place: [0, 0, 0], value: 4 }]);
    expect(findCandidates(new Float32Array(210).fill(Number.NaN), SIZE)).toEqual([]);
  });

  it('hold the highest voxel, no two too near, and nothing higher lies by', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 210, maxLength: 210 }),
        fc.constantFrom(1, 2, 3),
        (answers, apart) => {
          const found = findCandidates(answers, SIZE, { apart });
          expect(found[0]!.value).toBe(Math.max(...answers));
          found.forEach(({ place: [z, y, x], value }, i) => {
            expect(value).toBe(answers[(z * SIZE[1] + y) * SIZE[2] + x]);
            if (i > 0) expect(value).toBeLessThanOrEqual(found[i - 1]!.value);
            for (const other of found.slice(0, i)) {
              expect(
                Math.hypot(...other.place.map((p, axis) => p - [z, y, x][axis]!)),
              ).toBeGreaterThanOrEqual(apart);
            }
          });
        },
      ),
    );
  });

  it('are no more than asked for', () => {
    const answers = volume([
      [0, 0, 0, 2],
      [4, 5, 6, 3],
    ]);
    expect(findCandidates(answers, SIZE, { most: 1 })).toEqual([{ place: [4, 5, 6], value: 3 }]);
  });
});

describe('matching', () => {
  const balls = [
    { centre: [2, 2, 2], radius: 1 },
    { centre: [2, 2, 5], radius: 2 },
  ] as const;
  const at = (...place: [number, number, number]) => matchCandidates([{ place, value: 1 }], balls)[0];

  it('goes to the nearest ball within its radius and the tolerance', () => {
    expect(CANDIDATES.tolerance).toBe(1);
    expect(at(2, 2, 2)).toBe(0);
    expect(at(4, 2, 2)).toBe(0);
    expect(at(4.01, 2, 2)).toBeNull();
    expect(at(2, 2, 3.4)).toBe(0);
    expect(at(2, 2, 3.6)).toBe(1);
    expect(at(2, 2, 8)).toBe(1);
    expect(at(2, 2, 8.1)).toBeNull();
  });

  it('lets several candidates find the same ball', () => {
    const twice = [0, 1].map((x) => ({ place: [2, 2, 4.5 + x] as const, value: 1 }));
    expect(matchCandidates(twice, balls)).toEqual([1, 1]);
  });
});
