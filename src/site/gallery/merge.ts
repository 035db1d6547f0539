import { freeName, sameName } from './clean-name.ts';
import type { Change } from './gallery.ts';
import { type EnrolledPicture, MOST_PICTURES_EACH, type Person, sameSource } from './person.ts';

/** What a merge does. Counts of people: `added`, of them `renamed`; given further pictures; already there. */
export interface Merge {
  change: Change;
  added: number;
  renamed: number;
  extended: number;
  known: number;
}

/**
 * How people who come from elsewhere join those who are here.
 *
 * Somebody of the same name who shares a picture is the same person, and gets the pictures that are new, as long as
 * there is room. Anybody else is added; when the name is taken, with a number behind it.
 */
export function mergePeople(here: readonly Person[], coming: readonly Person[]): Merge {
  const all = new Map(here.map((person) => [person.id, person]));
  const changed = new Set<string>();
  const counts = { added: 0, renamed: 0, extended: 0, known: 0 };
  for (const person of coming) {
    const same = [...all.values()].find((other) => isSame(other, person));
    if (!same) {
      const name = freeName(
        person.name,
        [...all.values()].map((other) => other.name),
      );
      all.set(person.id, { ...person, name });
      changed.add(person.id);
      counts.added += 1;
      if (name !== person.name) counts.renamed += 1;
      continue;
    }
    const fresh = person.pictures.filter((picture) => !holds(same, picture));
    const pictures = [...same.pictures, ...fresh].slice(0, MOST_PICTURES_EACH);
    if (pictures.length === same.pictures.length) {
      counts.known += 1;
      continue;
    }
    all.set(same.id, { ...same, pictures });
    changed.add(same.id);
    counts.extended += 1;
  }
  return { change: { put: [...changed].map((id) => all.get(id)!), remove: [] }, ...counts };
}

function isSame(one: Person, other: Person): boolean {
  // A name that was taken when the person came has a number since then.
  const base = (name: string) => name.replace(/ \d+$/, '');
  const named = sameName(one.name, other.name) || sameName(base(one.name), base(other.name));
  return named && other.pictures.some((picture) => holds(one, picture));
}

function holds(person: Person, { source }: EnrolledPicture): boolean {
  return person.pictures.some((picture) => sameSource(picture.source, source));
}
