import { describe, expect, it } from 'vitest';
import { readGallery, writeGallery } from '#site/gallery/gallery-file';
import { mergePeople } from '#site/gallery/merge';
import { conditionsOf, sameSource } from '#site/gallery/person';
import { face, own, person } from './people.ts';

const copy = (...people: ReturnType<typeof person>[]) => readGallery(writeGallery(people, 0));

describe('mergePeople', () => {
  it('adds whom nobody knows, and leaves out whom everybody knows', () => {
    const ada = person('Ada', face(1));
    const noor = person('Noor', face(2));
    const merge = mergePeople([ada], copy(ada, noor));
    expect(merge).toMatchObject({ added: 1, renamed: 0, extended: 0, known: 1 });
    expect(merge.change.put.map(({ name }) => name)).toEqual(['Noor']);
    expect(merge.change.remove).toEqual([]);
  });

  it('numbers a namesake, and knows the namesake again', () => {
    const here = [person('Ada', face(1))];
    const other = person('ada', face(2));
    const first = mergePeople(here, copy(other));
    expect(first).toMatchObject({ added: 1, renamed: 1 });
    expect(first.change.put[0]!.name).toBe('ada 2');
    expect(mergePeople([...here, ...first.change.put], copy(other))).toMatchObject({ added: 0, known: 1 });
  });

  it('gives somebody who is here the pictures that are new, as long as there is room', () => {
    const here = person('Ada', face(1), face(1, 1));
    const merge = mergePeople([here], copy(person('Ada', face(1, 1), face(1, 2), face(1, 3), face(1, 4))));
    expect(merge).toMatchObject({ added: 0, extended: 1 });
    const [ada] = merge.change.put;
    expect(ada!.id).toBe(here.id);
    expect(ada!.pictures.map(({ source }) => (source as { conditions: number }).conditions)).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('meets the same person twice in one file', () => {
    const me = person('Me', own(3));
    expect(mergePeople([], copy(me, me))).toMatchObject({ added: 1, known: 1 });
  });

  it('does not take the same picture under another name for the same person', () => {
    expect(mergePeople([person('Ada', face(1))], copy(person('Noor', face(1))))).toMatchObject({ added: 1 });
  });
});

describe('sameSource', () => {
  it('compares what is seen', () => {
    expect(sameSource(face(1), face(1))).toBe(true);
    expect(sameSource(face(1), face(2))).toBe(false);
    expect(sameSource(face(1), face(1, 1))).toBe(false);
    const picture = face(7, 2) as { kind: 'face'; identity: number; conditions: number };
    expect(sameSource(picture, { ...picture, conditions: conditionsOf(picture) })).toBe(true);
    expect(sameSource(own(1), own(1))).toBe(true);
    expect(sameSource(own(1), own(2))).toBe(false);
    expect(sameSource(own(1), face(1))).toBe(false);
  });
});
