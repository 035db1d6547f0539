import type { FaceView } from '#worker/protocol';
import { nameOf } from '#world/face/names';
import { FACE_SETS } from '#world/face/sets';
import { randomStream } from '#world/random';
import { ASKED, MOST_PEOPLE, type OneShotOptions } from './options.ts';

const { first, people: GALLERY } = FACE_SETS.gallery;
/** Pictures 10 to 19 of a person are for asking: those before may be learnt from. */
const FIRST_ASKED = 10;

export interface Person {
  /** Place in the gallery, from 0. */
  place: number;
  name: string;
}

/** Who is known, who arrives, and who is never introduced. */
export interface Roster {
  known: Person[];
  newcomer: Person;
  strangers: Person[];
}

/** One line of the figure: somebody, and the pictures to ask about. */
export interface Row {
  kind: 'known' | 'newcomer' | 'strangers';
  name: string;
  /** Null for the line of strangers. */
  person: Person | null;
  asked: FaceView[];
}

/** The people of a view. With seed 0 they are the first of the gallery, else drawn from all of it. */
export function rosterOf({ people, seed }: Pick<OneShotOptions, 'people' | 'seed'>): Roster {
  const order = Array.from({ length: GALLERY }, (_, place) => place);
  const random = randomStream(seed);
  for (let i = GALLERY - 1; seed > 0 && i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  const drawn = namedApart(order, MOST_PEOPLE + 1 + ASKED);
  return {
    known: drawn.slice(0, people),
    newcomer: drawn[MOST_PEOPLE]!,
    strangers: drawn.slice(MOST_PEOPLE + 1),
  };
}

/** The first people of an order of whom no two have the same name. */
function namedApart(order: number[], count: number): Person[] {
  const people = new Map<string, Person>();
  for (const place of order) {
    if (people.size === count) break;
    const name = nameOf(first + place);
    if (!people.has(name)) people.set(name, { place, name });
  }
  return [...people.values()];
}

export function viewOf({ place }: Person, picture: number): FaceView {
  return { identity: first + place, conditions: picture };
}

/** The first pictures of a person: what is enrolled (one) or learnt from (up to ten). */
export function lessonsOf(person: Person, pictures: number): FaceView[] {
  return Array.from({ length: pictures }, (_, picture) => viewOf(person, picture));
}

/** The lines of the figure: the known people, the newcomer if there, the strangers. */
export function rowsOf({ known, newcomer, strangers }: Roster, arrived: boolean): Row[] {
  const line = (person: Person, kind: Row['kind']): Row => ({
    ...{ kind, person, name: person.name },
    asked: Array.from({ length: ASKED }, (_, i) => viewOf(person, FIRST_ASKED + i)),
  });
  return [
    ...known.map((person) => line(person, 'known')),
    ...(arrived ? [line(newcomer, 'newcomer')] : []),
    {
      ...{ kind: 'strangers', person: null, name: 'Strangers' },
      asked: strangers.map((person, i) => viewOf(person, FIRST_ASKED + i)),
    },
  ];
}
