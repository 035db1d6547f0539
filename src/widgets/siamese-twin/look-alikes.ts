import { type EncodingSet, encodingAt } from '#math/encoding-set';
import { squaredDistance } from '#math/triplet';

/** Two pictures of the gallery: places of people and numbers of pictures, and how far apart they are. */
export interface Pair {
  people: [number, number];
  pictures: [number, number];
  distance: number;
}

/**
 * The people whose enrolment pictures are nearest to each other, nearest pair first. A person is in one pair at most.
 */
export function lookAlikes(set: EncodingSet, count: number): Pair[] {
  const first = Array.from({ length: set.people }, (_, person) => encodingAt(set, person, 0));
  const pairs: Pair[] = [];
  for (let a = 0; a < first.length; a++) {
    for (let b = a + 1; b < first.length; b++) {
      const distance = squaredDistance(first[a]!, first[b]!);
      pairs.push({ people: [a, b], pictures: [0, 0], distance });
    }
  }
  pairs.sort((one, other) => one.distance - other.distance);
  const taken = new Set<number>();
  const chosen: Pair[] = [];
  for (const pair of pairs) {
    if (chosen.length === count) break;
    if (pair.people.some((person) => taken.has(person))) continue;
    for (const person of pair.people) taken.add(person);
    chosen.push(pair);
  }
  return chosen;
}

/** For each of the people hardest to know again, the picture farthest from the enrolment picture; farthest first. */
export function strangersToThemselves(set: EncodingSet, count: number): Pair[] {
  const pairs: Pair[] = [];
  for (let person = 0; person < set.people; person++) {
    const enrolled = encodingAt(set, person, 0);
    let worst: Pair | null = null;
    for (let picture = 1; picture < set.pictures; picture++) {
      const distance = squaredDistance(enrolled, encodingAt(set, person, picture));
      if (!worst || distance > worst.distance) {
        worst = { people: [person, person], pictures: [0, picture], distance };
      }
    }
    if (worst) pairs.push(worst);
  }
  return pairs.sort((one, other) => other.distance - one.distance).slice(0, count);
}
