import { squaredDistance } from '#math/triplet';
import type { EnrolledPicture, Person } from '#site/gallery/person';

/** How far a probe is from somebody: from the nearest of their pictures. */
export interface Judged {
  person: Person;
  picture: EnrolledPicture;
  /** Squared distance of the encodings, 0 to 4. */
  distance: number;
}

/** The squared distance from an encoding to the nearest picture of a person. */
export function judge(person: Person, encoding: ArrayLike<number>): Judged {
  const all = person.pictures.map((picture) => ({
    person,
    picture,
    distance: squaredDistance(picture.encoding, encoding),
  }));
  return all.reduce((best, one) => (one.distance < best.distance ? one : best));
}

/** Everybody, the nearest first. */
export function ranking(people: readonly Person[], encoding: ArrayLike<number>): Judged[] {
  return people.map((person) => judge(person, encoding)).sort((a, b) => a.distance - b.distance);
}

/** Who is recognised: the nearest, if near enough; null is ‘none of them’. `ranked`: the nearest first. */
export function recognised(ranked: readonly Judged[], tau: number): Judged | null {
  const [nearest] = ranked;
  return nearest && nearest.distance <= tau ? nearest : null;
}
