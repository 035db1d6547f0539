import { type EncodingSet, encodingAt } from '#math/encoding-set';
import type { Person } from '#site/gallery/person';
import { nameOf } from '#world/face/names';
import type { ThresholdSummary } from './measured.ts';
import { DEFAULT_PEOPLE, type VerifyOptions } from './options.ts';

/** What the page is built with, so that the figure tells its story before anything is loaded. Plain data. */
export interface Shipped {
  version: string;
  /** Encodings of the default gallery, and of the first probe if it is among those that were shipped. */
  people: number[][];
  probe: number[] | null;
  summary: ThresholdSummary;
}

const DIGITS = 6;

/** @param gallery the shipped encodings of the gallery */
export function shipped(
  gallery: EncodingSet,
  summary: ThresholdSummary,
  { probe, picture }: Pick<VerifyOptions, 'probe' | 'picture'>,
): Shipped {
  const short = (person: number, number: number) =>
    Array.from(encodingAt(gallery, person, number), (value) => Number(value.toPrecision(DIGITS)));
  const person = probe - gallery.first;
  const isThere = person >= 0 && person < gallery.people && picture >= 0 && picture < gallery.pictures;
  return {
    version: gallery.version,
    people: Array.from({ length: DEFAULT_PEOPLE }, (_, i) => short(i, 0)),
    probe: isThere ? short(person, picture) : null,
    summary,
  };
}

/** The default gallery, each person from picture 0. */
export function defaultPeople(
  { version, people }: Pick<Shipped, 'version' | 'people'>,
  first: number,
  enrolled: number,
): Person[] {
  return people.map((encoding, i) => {
    const identity = first + i;
    const source = { kind: 'face' as const, identity, conditions: 0 };
    const pictures = [{ source, encoding: Float32Array.from(encoding), version }];
    // One after the other: they stay in this order wherever they go.
    return { id: `face-${identity}`, name: nameOf(identity), enrolled: enrolled + i, pictures };
  });
}
