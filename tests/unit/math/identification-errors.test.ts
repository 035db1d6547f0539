import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acceptedCounts,
  acceptRate,
  chanceOfMissing,
  countWithin,
  falseAcceptGrowth,
  knownAnswers,
  sortedDistances,
  strangerErrors,
  thresholdForRate,
} from '#math/identification-errors';
import { pairShareInterval, peopleMeanIntervals } from '#math/people-bootstrap';

function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

describe('falseAcceptGrowth', () => {
  it('is 1 − (1 − p)^K, and 63 % for one in a hundred, a hundred times', () => {
    expect(falseAcceptGrowth(0.01, 100)).toBeCloseTo(1 - 0.99 ** 100, 12);
    expect(falseAcceptGrowth(0.01, 100)).toBeCloseTo(0.634, 3);
    expect(falseAcceptGrowth(0.3, 1)).toBeCloseTo(0.3, 12);
    expect(falseAcceptGrowth(1, 5)).toBe(1);
    expect(falseAcceptGrowth(1, 0)).toBe(0);
    expect(falseAcceptGrowth(0, 1000)).toBe(0);
    expect(falseAcceptGrowth(1e-15, 10)).toBeCloseTo(1e-14, 20);
  });

  it('rises with p and with K, from p on', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (p, k) => {
          const one = falseAcceptGrowth(p, k);
          expect(one).toBeGreaterThanOrEqual(p * (1 - 1e-12));
          expect(one).toBeLessThanOrEqual(Math.min(1, p * k * (1 + 1e-12)));
          expect(falseAcceptGrowth(p, k + 1)).toBeGreaterThanOrEqual(one);
        },
      ),
    );
  });
});

describe('chanceOfMissing', () => {
  it('counts subsets: 2 of 4 miss one given person half the time, two given ones one time in six', () => {
    const chances = [...chanceOfMissing(4, 2)];
    for (const [m, wanted] of [1, 1 / 2, 1 / 6, 0, 0].entries()) expect(chances[m]).toBeCloseTo(wanted, 12);
  });

  it('one drawn person is none of m with chance 1 − m / people', () => {
    for (const [m, chance] of chanceOfMissing(10, 1).entries()) expect(chance).toBeCloseTo(1 - m / 10, 12);
    expect(chanceOfMissing(10, 10)[1]).toBe(0);
  });
});

describe('strangers', () => {
  const gallery = Float32Array.from([0, 0, 1, 0, 0, 2]);
  const sorted = sortedDistances(Float32Array.from([0, 0, 1, 0.5]), gallery, 2);

  it('sorts each probe’s squared distances', () => {
    expect([...sorted]).toEqual([0, 1, 4, 0.25, 1.25, 3.25]);
    expect(countWithin(sorted, 0, 3, 1)).toBe(2);
    expect(countWithin(sorted, 3, 3, 0.2)).toBe(0);
    expect(countWithin(sorted, 3, 3, 9)).toBe(3);
  });

  it('counts who is accepted, d = τ included, and finds the threshold of a rate', () => {
    const counts = acceptedCounts(sorted, 3, 1);
    expect([...counts]).toEqual([2, 1]);
    expect(acceptRate(counts, 3)).toBe(0.5);
    const threshold = thresholdForRate(sorted, 3, 0.5);
    expect(acceptRate(acceptedCounts(sorted, 3, threshold), 3)).toBe(0.5);
    expect(thresholdForRate(sorted, 3, 1)).toBe(4);
  });

  it('is the rate itself for one person, all or nothing for the whole gallery, and the formula or more where all probes are alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 2, maxLength: 30 }),
        fc.integer({ min: 1, max: 20 }),
        (counts, k) => {
          const mean = (values: Float64Array) =>
            values.reduce((sum, value) => sum + value, 0) / values.length;
          const rate = acceptRate(counts, 20);
          expect(mean(strangerErrors(counts, 20, 1, 1))).toBeCloseTo(rate, 10);
          expect(
            mean(
              strangerErrors(
                counts.map(() => counts[0]!),
                20,
                k,
                1,
              ),
            ),
          ).toBeGreaterThanOrEqual(falseAcceptGrowth(counts[0]! / 20, k) - 1e-9);
          expect(mean(strangerErrors(counts, 20, 20, 1))).toBeCloseTo(
            counts.filter((m) => m > 0).length / counts.length,
            10,
          );
        },
      ),
    );
  });

  it('means over a person’s probes', () => {
    expect([...strangerErrors([1, 0, 2, 2], 4, 1, 2)]).toEqual([0.125, 0.5]);
  });
});

describe('knownAnswers', () => {
  it('agrees with drawing galleries one by one', () => {
    const others = 12;
    const random = stream(4);
    const probes = 40;
    const own = Float32Array.from({ length: probes }, () => random());
    const distances = Array.from({ length: probes }, () =>
      Float32Array.from({ length: others }, () => 0.2 + random()),
    );
    const sorted = new Float32Array(probes * others);
    for (const [i, row] of distances.entries()) sorted.set(Float32Array.from(row).sort(), i * others);
    const exact = knownAnswers(own, sorted, others, 0.6, 5);
    const counted = { right: 0, wrong: 0, none: 0 };
    const DRAWS = 3000;
    for (let draw = 0; draw < DRAWS; draw++) {
      const places = Array.from({ length: others }, (_, j) => j);
      for (let j = 0; j < 4; j++) {
        const swap = j + Math.floor(random() * (others - j));
        [places[j], places[swap]] = [places[swap]!, places[j]!];
      }
      const i = draw % probes;
      const best = Math.min(...places.slice(0, 4).map((j) => distances[i]![j]!));
      if (Math.min(best, own[i]!) > 0.6) counted.none += 1 / DRAWS;
      else if (own[i]! <= best) counted.right += 1 / DRAWS;
      else counted.wrong += 1 / DRAWS;
    }
    for (const answer of ['right', 'wrong', 'none'] as const)
      expect(exact[answer]).toBeCloseTo(counted[answer], 1);
    expect(exact.right + exact.wrong + exact.none).toBeCloseTo(1, 10);
  });

  it('with one person in the gallery nobody else can be named', () => {
    const answers = knownAnswers([0.2, 0.9], Float32Array.from([0.1, 0.3, 0.1, 0.3]), 2, 0.5, 1);
    expect(answers).toEqual({ right: 0.5, wrong: 0, none: 0.5 });
  });
});

describe('intervals over people', () => {
  it('holds the mean, shrinks with more people, and is a point when all are alike', () => {
    const random = stream(9);
    const few = Float64Array.from({ length: 20 }, () => random());
    const many = Float64Array.from({ length: 500 }, () => random());
    const mean = few.reduce((sum, value) => sum + value, 0) / 20;
    const [wide] = peopleMeanIntervals(few, 20, random);
    const [narrow] = peopleMeanIntervals(many, 500, random);
    expect(wide!.low).toBeLessThan(mean);
    expect(wide!.high).toBeGreaterThan(mean);
    expect(narrow!.high - narrow!.low).toBeLessThan((wide!.high - wide!.low) / 2);
    expect(peopleMeanIntervals(new Float64Array(30).fill(0.25), 30, random)[0]).toEqual({
      low: 0.25,
      high: 0.25,
    });
  });

  it('is wider for pairs that share few people than for as many pairs of many people', () => {
    const random = stream(11);
    const width = (people: number, hardness: number) => {
      const hard = Array.from({ length: people }, () => (random() < hardness ? 1 : 0));
      const first = Array.from({ length: 1000 }, () => Math.floor(random() * people));
      const second = first.map((person) => (person + 1 + Math.floor(random() * (people - 1))) % people);
      const right = first.map((person, i) => (hard[person] || hard[second[i]!] ? 0 : 1));
      const { low, high } = pairShareInterval(right, first, second, people, random);
      return high - low;
    };
    expect(width(12, 0.3)).toBeGreaterThan(2 * width(500, 0.3));
  });
});
