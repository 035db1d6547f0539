import { type EncodingSet, encodingAt } from './encoding-set.ts';
import { sortedDistances } from './identification-errors.ts';

/** Squared distances of probes to the people of a gallery, each enrolled with picture 0. */
export interface GalleryDistances {
  /** People in the gallery. */
  gallery: number;
  strangers: {
    people: number;
    /** Pictures of each, which follow each other: pictures 1, 2, … */
    probesEach: number;
    /** [people · probesEach, gallery], rows ascending. */
    sorted: Float32Array;
  };
  known: {
    probesEach: number;
    /** [gallery · probesEach], to the own enrolment picture. */
    own: Float32Array;
    /** [gallery · probesEach, gallery − 1], to all others', rows ascending. */
    sorted: Float32Array;
  };
}

/** The enrolment pictures' encodings: [people, size]. */
export function enrolled(gallery: EncodingSet): Float32Array {
  const rows = new Float32Array(gallery.people * gallery.size);
  for (let person = 0; person < gallery.people; person++) {
    rows.set(encodingAt(gallery, person, 0), person * gallery.size);
  }
  return rows;
}

/**
 * Compares probes with everybody in a gallery: of strangers to it, and of its own people. All probes are pictures other
 * than picture 0, so that none has the plain conditions of enrolment.
 *
 * @yields how many people have been compared, so that whoever runs it can report and cancel
 */
export function* galleryDistances(
  gallery: EncodingSet,
  strangers: EncodingSet,
): Generator<{ done: number; total: number }, GalleryDistances, void> {
  const { size, people } = gallery;
  const faces = enrolled(gallery);
  const total = strangers.people + people;
  const probesEach = strangers.pictures - 1;
  const sorted = new Float32Array(strangers.people * probesEach * people);
  for (let person = 0; person < strangers.people; person++) {
    sorted.set(sortedDistances(probesOf(strangers, person), faces, size), person * probesEach * people);
    if (person % 25 === 0) yield { done: person, total };
  }
  const knownEach = gallery.pictures - 1;
  const own = new Float32Array(people * knownEach);
  const others = new Float32Array(people * knownEach * (people - 1));
  for (let person = 0; person < people; person++) {
    const probes = probesOf(gallery, person);
    const rest = new Float32Array((people - 1) * size);
    rest.set(faces.subarray(0, person * size));
    rest.set(faces.subarray((person + 1) * size), person * size);
    own.set(sortedDistances(probes, encodingAt(gallery, person, 0), size), person * knownEach);
    others.set(sortedDistances(probes, rest, size), person * knownEach * (people - 1));
    if (person % 25 === 0) yield { done: strangers.people + person, total };
  }
  return {
    gallery: people,
    strangers: { people: strangers.people, probesEach, sorted },
    known: { probesEach: knownEach, own, sorted: others },
  };
}

/** All pictures of a person but the one of enrolment: [pictures − 1, size]. */
function probesOf({ pictures, size, values }: EncodingSet, person: number): Float32Array {
  return values.subarray((person * pictures + 1) * size, (person + 1) * pictures * size);
}
