import type { EncodingSet } from './encoding-set.ts';
import type { differentPairs, samePairs } from './pair-distances.ts';

/** One picture of somebody, by places in a set of encodings (not by identity seed). */
export interface PicturePlace {
  person: number;
  picture: number;
}

/** Two pictures and the squared distance of their encodings. */
export interface JudgedPair {
  one: PicturePlace;
  other: PicturePlace;
  distance: number;
}

/**
 * The pairs of pictures of one person that lie farthest apart, the farthest first; of each person at most one.
 *
 * @param distances as `samePairs` gives them
 */
export function farthestSame(
  { people, pictures }: EncodingSet,
  count: number,
  distances: ReturnType<typeof samePairs>,
): JudgedPair[] {
  const each = (pictures * (pictures - 1)) / 2;
  const pairs: JudgedPair[] = [];
  for (let person = 0; person < people; person++) {
    const place = placeOfGreatest(distances.subarray(person * each, (person + 1) * each));
    const [a, b] = pairAt(place, pictures);
    const distance = distances[person * each + place]!;
    pairs.push({ one: { person, picture: a }, other: { person, picture: b }, distance });
  }
  return pairs.sort((x, y) => y.distance - x.distance).slice(0, count);
}

/**
 * The pairs of different people that lie nearest, the nearest first; everybody is in at most one of them.
 *
 * @param distances as `differentPairs` gives them: one pair of pictures for every pair of people
 */
export function nearestDifferent(
  { people, pictures }: EncodingSet,
  count: number,
  distances: ReturnType<typeof differentPairs>,
): JudgedPair[] {
  const sorted = distances.slice().sort();
  // Most pairs lie far apart: only as many are looked at as are needed.
  for (let looked = 16 * count; ; looked *= 4) {
    const pairs = disjointPairs(distances, sorted[looked] ?? Infinity, people, pictures, count);
    if (pairs.length === count || looked >= sorted.length) return pairs;
  }
}

function disjointPairs(
  distances: Float32Array,
  bound: number,
  people: number,
  pictures: number,
  count: number,
): JudgedPair[] {
  const near: number[] = [];
  for (let i = 0; i < distances.length; i++) if (distances[i]! <= bound) near.push(i);
  near.sort((a, b) => distances[a]! - distances[b]!);
  const taken = new Set<number>();
  const pairs: JudgedPair[] = [];
  for (const place of near) {
    if (pairs.length === count) break;
    const [a, b] = pairAt(place, people);
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    pairs.push({
      one: { person: a, picture: place % pictures },
      other: { person: b, picture: Math.floor(place / pictures) % pictures },
      distance: distances[place]!,
    });
  }
  return pairs;
}

/** The two of `count` things whose pair stands at a place, when (0, 1), (0, 2) … (1, 2) … are numbered from 0. */
export function pairAt(place: number, count: number): [number, number] {
  let first = 0;
  let rest = place;
  while (rest >= count - 1 - first) {
    rest -= count - 1 - first;
    first += 1;
  }
  return [first, first + 1 + rest];
}

function placeOfGreatest(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
