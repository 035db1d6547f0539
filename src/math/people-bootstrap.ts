import type { Interval } from './interval.ts';
import { quantile } from './quantile.ts';

/**
 * The interval of a share of pairs that were judged right, when pairs share people: people are drawn again with
 * replacement, and a pair counts as often as its people were drawn, times each other (Owen 2007, the pigeonhole
 * bootstrap; a little too wide rather than too narrow). A pair of one person counts as often as that person.
 *
 * @param right [pairs], 1 where the judgement was right
 * @param first, second [pairs], people as whole numbers from 0 to `people` − 1
 * @param random uniform on [0, 1)
 */
export function pairShareInterval(
  right: ArrayLike<number>,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  people: number,
  random: () => number,
  { draws = 400, level = 0.95 }: { draws?: number; level?: number } = {},
): Interval {
  const shares = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) {
    const times = drawPeople(people, random);
    let weight = 0;
    let hits = 0;
    for (let pair = 0; pair < right.length; pair++) {
      const a = first[pair]!;
      const b = second[pair]!;
      const count = a === b ? times[a]! : times[a]! * times[b]!;
      weight += count;
      hits += count * right[pair]!;
    }
    shares[draw] = weight > 0 ? hits / weight : Number.NaN;
  }
  return middle(
    shares.filter((share) => !Number.isNaN(share)),
    level,
  );
}

/**
 * The interval of a mean over people, for several quantities at once, from the same draws.
 *
 * @param values [quantities, people], row-major: what each person's own pictures say on average
 */
export function peopleMeanIntervals(
  values: Float64Array,
  people: number,
  random: () => number,
  { draws = 300, level = 0.95 }: { draws?: number; level?: number } = {},
): Interval[] {
  const quantities = values.length / people;
  const means = Array.from({ length: quantities }, () => new Float64Array(draws));
  for (let draw = 0; draw < draws; draw++) {
    const times = drawPeople(people, random);
    for (let q = 0; q < quantities; q++) {
      let sum = 0;
      for (let i = 0, at = q * people; i < people; i++, at++) sum += times[i]! * values[at]!;
      means[q]![draw] = sum / people;
    }
  }
  return means.map((column) => middle(column, level));
}

/** Draws as many people as there are, with replacement: how often each was drawn. */
export function drawPeople(people: number, random: () => number): Uint16Array {
  const times = new Uint16Array(people);
  for (let i = 0; i < people; i++) times[Math.floor(random() * people)]! += 1;
  return times;
}

function middle(values: Float64Array, level: number): Interval {
  values.sort();
  return { low: quantile(values, (1 - level) / 2), high: quantile(values, (1 + level) / 2) };
}
