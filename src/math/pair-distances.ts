import { type EncodingSet, encodingAt } from './encoding-set.ts';
import { squaredDistance } from './triplet.ts';

/**
 * Squared distances of all pairs of pictures of the same person, person by person.
 *
 * @returns [people · pictures · (pictures − 1) / 2]
 */
export function samePairs(set: EncodingSet): Float32Array {
  const { people, pictures } = set;
  const distances = new Float32Array((people * pictures * (pictures - 1)) / 2);
  let at = 0;
  for (let person = 0; person < people; person++) {
    for (let a = 0; a < pictures; a++) {
      for (let b = a + 1; b < pictures; b++) {
        distances[at++] = squaredDistance(encodingAt(set, person, a), encodingAt(set, person, b));
      }
    }
  }
  return distances;
}

/**
 * Squared distances of one pair of pictures for every pair of people. Which of their pictures goes round, so that all
 * are used about equally often.
 *
 * @returns [people · (people − 1) / 2]
 */
export function differentPairs(set: EncodingSet): Float32Array {
  const { people, pictures } = set;
  const distances = new Float32Array((people * (people - 1)) / 2);
  let at = 0;
  for (let a = 0; a < people; a++) {
    for (let b = a + 1; b < people; b++, at++) {
      const ofA = at % pictures;
      const ofB = Math.floor(at / pictures) % pictures;
      distances[at] = squaredDistance(encodingAt(set, a, ofA), encodingAt(set, b, ofB));
    }
  }
  return distances;
}
