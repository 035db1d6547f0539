import { encodingAt } from '#math/encoding-set';
import { sortedDistances } from '#math/identification-errors';
import type { Experiment } from './experiment.ts';
import { shippedEncodings } from './face-sets.ts';

/** Which people's probes to compare with the gallery's enrolment pictures. */
export type ErrorGrowthOptions = Record<string, never>;

/** Squared distances of probes to the gallery's people, enrolled with picture 0. */
export interface ErrorGrowthResult {
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
  /** Of the network that made the encodings. */
  version: string;
}

/**
 * Compares probes with everybody in the gallery: of test people, who are strangers to it, and of its own people. All
 * probes are pictures other than picture 0, so that none has the plain conditions of enrolment.
 */
export const run: Experiment<ErrorGrowthOptions, undefined, ErrorGrowthResult> = async function* (
  _,
  context,
) {
  const [gallery, test] = await Promise.all([
    shippedEncodings('gallery', context),
    shippedEncodings('test', context),
  ]);
  const { size, people } = gallery;
  const enrolled = new Float32Array(people * size);
  for (let person = 0; person < people; person++) enrolled.set(encodingAt(gallery, person, 0), person * size);

  const total = test.people + people;
  const what = 'people compared with the gallery';
  const probesEach = test.pictures - 1;
  const sorted = new Float32Array(test.people * probesEach * people);
  for (let person = 0; person < test.people; person++) {
    sorted.set(sortedDistances(probesOf(test, person), enrolled, size), person * probesEach * people);
    if (person % 25 === 0) {
      context.signal.throwIfAborted();
      yield { done: person, total, what };
    }
  }
  const knownEach = gallery.pictures - 1;
  const own = new Float32Array(people * knownEach);
  const others = new Float32Array(people * knownEach * (people - 1));
  for (let person = 0; person < people; person++) {
    const probes = probesOf(gallery, person);
    const rest = new Float32Array((people - 1) * size);
    rest.set(enrolled.subarray(0, person * size));
    rest.set(enrolled.subarray((person + 1) * size), person * size);
    own.set(sortedDistances(probes, encodingAt(gallery, person, 0), size), person * knownEach);
    others.set(sortedDistances(probes, rest, size), person * knownEach * (people - 1));
    if (person % 25 === 0) {
      context.signal.throwIfAborted();
      yield { done: test.people + person, total, what };
    }
  }
  return {
    gallery: people,
    strangers: { people: test.people, probesEach, sorted },
    known: { probesEach: knownEach, own, sorted: others },
    version: gallery.version,
  };
};

/** All pictures of a person but the one of enrolment: [pictures − 1, size]. */
function probesOf(
  { pictures, size, values }: { pictures: number; size: number; values: Float32Array },
  person: number,
): Float32Array {
  return values.subarray((person * pictures + 1) * size, (person + 1) * pictures * size);
}
