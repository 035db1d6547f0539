import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BEARDS,
  clampIdentity,
  describeIdentity,
  HAIR_COLOURS,
  HAIR_STYLES,
  IDENTITY_RANGES,
  type Identity,
  type NumericTrait,
  SKIN_TONE_GROUPS,
  SKIN_TONE_NAMES,
  sampleIdentity,
  skinToneGroup,
} from '#world/face/identity';
import { nameOf } from '#world/face/names';
import { FACE_SETS } from '#world/face/sets';

const COUNT = 6000;
const people: Identity[] = [];
for (let seed = 0; seed < COUNT; seed++) people.push(sampleIdentity(seed));

/** Pearson's chi-square of skin tone group against another grouping, standardised: about normal (0, 1) if independent. */
function dependence(of: (person: Identity) => number, kinds: number): number {
  const table = Array.from({ length: SKIN_TONE_GROUPS }, () => new Array<number>(kinds).fill(0));
  for (const person of people) table[skinToneGroup(person)]![of(person)]! += 1;
  let square = 0;
  for (const row of table) {
    const total = row.reduce((sum, n) => sum + n, 0);
    for (let kind = 0; kind < kinds; kind++) {
      const share = table.reduce((sum, other) => sum + other[kind]!, 0) / COUNT;
      square += (row[kind]! - total * share) ** 2 / (total * share);
    }
  }
  const freedom = (SKIN_TONE_GROUPS - 1) * (kinds - 1);
  return (square - freedom) / Math.sqrt(2 * freedom);
}

describe('sampleIdentity', () => {
  it('gives the same person for the same seed, and others for others', () => {
    expect(sampleIdentity(42)).toEqual(sampleIdentity(42));
    expect(sampleIdentity(42)).not.toEqual(sampleIdentity(43));
  });

  it('stays within IDENTITY_RANGES, with every numeric trait listed', () => {
    for (const person of people) expect(clampIdentity(person)).toEqual(person);
    const numeric = Object.entries(people[0]!).filter(([, value]) => typeof value === 'number');
    expect(numeric.map(([name]) => name).sort()).toEqual(Object.keys(IDENTITY_RANGES).sort());
  });

  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(people[5]))).toEqual(people[5]);
  });

  it('puts one person of each skin tone group into every six seeds', () => {
    for (let block = -3; block < 100; block++) {
      const groups = Array.from({ length: 6 }, (_, k) => skinToneGroup(sampleIdentity(6 * block + k)));
      expect(groups.sort()).toEqual([0, 1, 2, 3, 4, 5]);
    }
    for (const { first } of Object.values(FACE_SETS)) expect(first % 6).toBe(0);
  });

  it('spreads hair, age and beards alike over the skin tones', () => {
    expect(dependence((p) => HAIR_STYLES.indexOf(p.hairStyle), HAIR_STYLES.length)).toBeLessThan(3.5);
    expect(dependence((p) => HAIR_COLOURS.indexOf(p.hairColour), HAIR_COLOURS.length)).toBeLessThan(3.5);
    expect(dependence((p) => BEARDS.indexOf(p.beard), BEARDS.length)).toBeLessThan(3.5);
    expect(dependence((p) => Math.min(5, Math.floor((p.age - 18) / 10.4)), 6)).toBeLessThan(3.5);
    expect(dependence((p) => (p.hairGrey > 0.4 ? 1 : 0), 2)).toBeLessThan(3.5);
  });

  it('leaves no hair style, colour or beard out', () => {
    for (const style of HAIR_STYLES) {
      expect(people.filter((p) => p.hairStyle === style).length, style).toBeGreaterThan(COUNT / 70);
    }
    for (const colour of HAIR_COLOURS) {
      const share = people.filter((p) => p.hairColour === colour).length / COUNT;
      expect(Math.abs(share - 1 / HAIR_COLOURS.length)).toBeLessThan(0.02);
    }
    for (const beard of BEARDS) {
      expect(people.filter((p) => p.beard === beard).length, beard).toBeGreaterThan(COUNT / 40);
    }
  });

  it('uses the whole of every range', () => {
    for (const [name, { min, max }] of Object.entries(IDENTITY_RANGES) as [
      NumericTrait,
      { min: number; max: number },
    ][]) {
      const values = people.map((person) => person[name]);
      expect(Math.min(...values), name).toBeLessThan(min + 0.12 * (max - min));
      expect(Math.max(...values), name).toBeGreaterThan(max - 0.12 * (max - min));
    }
  });
});

describe('clampIdentity', () => {
  it('makes any numbers and words legal, and keeps legal people', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(IDENTITY_RANGES) as NumericTrait[])),
        fc.double(),
        (name, value) => {
          const legal = clampIdentity({ ...people[7]!, [name]: value });
          const { min, max } = IDENTITY_RANGES[name];
          expect(legal[name]).toBeGreaterThanOrEqual(min);
          expect(legal[name]).toBeLessThanOrEqual(max);
          expect(clampIdentity(legal)).toEqual(legal);
        },
      ),
    );
    const odd = clampIdentity({ ...people[7]!, hairStyle: 'mullet' as never, beard: undefined as never });
    expect(HAIR_STYLES).toContain(odd.hairStyle);
    expect(odd.beard).toBe('none');
  });
});

describe('words', () => {
  it('describes everybody shortly, with the words of the groups', () => {
    expect(SKIN_TONE_NAMES).toHaveLength(SKIN_TONE_GROUPS);
    for (const person of people.slice(0, 600)) {
      const words = describeIdentity(person);
      expect(words.startsWith(`${SKIN_TONE_NAMES[skinToneGroup(person)]} skin, `)).toBe(true);
      expect(words.length).toBeLessThan(100);
      expect(words).not.toMatch(/undefined|\ba [aeio]|\ban [^aeiou]/);
    }
    const person: Identity = {
      ...people[0]!,
      skinTone: 0.7,
      hairStyle: 'short curls',
      hairColour: 'black',
      hairGrey: 0,
      beard: 'full beard',
      freckles: 0,
    };
    expect(describeIdentity(person)).toBe('brown skin, short black curls, full beard');
  });

  it('gives the first hundred people of the gallery different names', () => {
    const { first } = FACE_SETS.gallery;
    const names = Array.from({ length: 100 }, (_, i) => nameOf(first + i));
    expect(new Set(names).size).toBe(100);
    for (const name of names) expect(name).toMatch(/^[A-Z][a-z]{1,9}$/);
    expect(nameOf(-1)).toMatch(/^[A-Z]/);
  });
});
