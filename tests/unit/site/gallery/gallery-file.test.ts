import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_BYTES, readGallery, readGalleryFile, writeGallery } from '#site/gallery/gallery-file';
import { GalleryError, MOST_OWN_PICTURES, MOST_PEOPLE } from '#site/gallery/person';
import { NEUTRAL } from '#world/face/conditions';
import { face, own, person } from './people.ts';

const NOW = Date.UTC(2026, 10, 23);
const people = () => [
  person('Ada', face(2_400_000), face(2_400_000, 3)),
  person('<b>Noor</b>', { kind: 'face', identity: 5, conditions: { ...NEUTRAL, yaw: 12, glasses: 'round' } }),
  person('Me', own(1)),
];
const written = () => writeGallery(people(), NOW);

// biome-ignore lint/suspicious/noExplicitAny: a file of any form
type AnyFile = Record<string, any>;

/** The file, with something changed in it. */
function changed(change: (file: AnyFile) => void): string {
  const file = JSON.parse(written());
  change(file);
  return JSON.stringify(file);
}

describe('a gallery file', () => {
  it('comes back as it was, to the last bit of the encodings, under new ids', () => {
    const before = people();
    const after = readGallery(writeGallery(before, NOW));
    for (const [i, { id, ...rest }] of after.entries()) {
      const { id: old, ...known } = before[i]!;
      expect(rest).toEqual(known);
      expect(id).not.toBe(old);
    }
  });

  it('of the largest gallery there may be is not too large to be read', () => {
    const source = {
      kind: 'face',
      identity: 4_294_967_295,
      conditions: { ...NEUTRAL, x: 0.012345678901234 },
    } as const;
    const faces = Array.from({ length: MOST_PEOPLE - MOST_OWN_PICTURES }, () =>
      person('x'.repeat(40), source),
    );
    const owns = Array.from({ length: MOST_OWN_PICTURES }, (_, i) => person('x'.repeat(40), own(i)));
    expect(writeGallery([...faces, ...owns], NOW).length).toBeLessThan(MOST_BYTES);
  });

  it.each([
    ['nothing', '', /is not a gallery/],
    ['words', 'Dear diary', /is not a gallery/],
    ['other JSON', '{"people":[]}', /is not a gallery/],
    ['null', 'null', /is not a gallery/],
    ['a truncated file', written().slice(0, -40), /is cut short or damaged/],
    [
      'a newer version',
      changed((file) => {
        file.formatVersion = 2;
      }),
      /newer version of this page/,
    ],
    [
      'no version',
      changed((file) => {
        file.formatVersion = 'x';
      }),
      /a form that this page does not know/,
    ],
    [
      'no people',
      changed((file) => {
        file.people = { length: 3 };
      }),
      /names no people/,
    ],
    [
      'a person of null',
      changed((file) => {
        file.people[0] = null;
      }),
      /person 1 \(Nameless\) has no date/,
    ],
    [
      'no picture',
      changed((file) => {
        file.people[1].pictures = [];
      }),
      /person 2 \(<b>Noor<\/b>\) has no picture/,
    ],
    [
      'five pictures',
      changed((file) => {
        file.people[0].pictures = Array(5).fill(file.people[0].pictures[0]);
      }),
      /more than 4 pictures/,
    ],
    [
      'a short encoding',
      changed((file) => {
        file.people[0].pictures[1].encoding.pop();
      }),
      /not 32 numbers/,
    ],
    [
      'an encoding of words',
      changed((file) => {
        file.people[0].pictures[0].encoding[3] = '1';
      }),
      /not 32 numbers/,
    ],
    [
      'a long encoding',
      changed((file) => {
        file.people[0].pictures[0].encoding[3] = 9;
      }),
      /not of length 1/,
    ],
    [
      'null in an encoding',
      changed((file) => {
        file.people[0].pictures[0].encoding[3] = null;
      }),
      /not 32 numbers/,
    ],
    [
      'a version of no network',
      changed((file) => {
        file.people[0].pictures[0].version = '<script>';
      }),
      /no known version/,
    ],
    [
      'a face of nobody',
      changed((file) => {
        file.people[0].pictures[0].source.identity = -1;
      }),
      /nobody in this world/,
    ],
    [
      'impossible conditions',
      changed((file) => {
        file.people[1].pictures[0].source.conditions.yaw = 'left';
      }),
      /impossible conditions/,
    ],
    [
      'missing conditions',
      changed((file) => {
        delete file.people[1].pictures[0].source.conditions.blur;
      }),
      /impossible conditions/,
    ],
    [
      'too few pixels',
      changed((file) => {
        file.people[2].pictures[0].source.pixels = 'AAAA';
      }),
      /not 48 × 48 pixels/,
    ],
    [
      'pixels that are no base64',
      changed((file) => {
        file.people[2].pictures[0].source.pixels = '<&>';
      }),
      /not 48 × 48 pixels/,
    ],
    [
      'an unknown source',
      changed((file) => {
        file.people[2].pictures[0].source.kind = 'url';
      }),
      /unknown kind/,
    ],
    [
      'no date',
      changed((file) => {
        file.people[2].enrolled = 'yesterday';
      }),
      /no date/,
    ],
    [
      '1,001 people',
      changed((file) => {
        file.people = Array(1_001).fill(file.people[1]);
      }),
      /at most 1,000 people/,
    ],
    [
      '301 own pictures',
      changed((file) => {
        file.people = Array(301).fill(file.people[2]);
      }),
      /at most 300 pictures of your own/,
    ],
  ])('that is %s is refused with a sentence', (_, text, sentence) => {
    expect(() => readGallery(text)).toThrow(GalleryError);
    expect(() => readGallery(text)).toThrow(sentence);
  });

  it('with hostile names keeps them as text, cleaned and shortened', () => {
    const names = ['<script>alert(1)</script>', 'a\u0000b\u202ec', 'x'.repeat(10_000)];
    const text = changed((file) => {
      for (const [i, name] of names.entries()) file.people[i].name = name;
    });
    expect(readGallery(text).map(({ name }) => name)).toEqual([
      '<script>alert(1)</script>',
      'abc',
      'x'.repeat(40),
    ]);
  });

  it('with a number out of range takes the nearest in range', () => {
    const text = changed((file) => {
      file.people[1].pictures[0].source.conditions.yaw = 1e9;
    });
    const { source } = readGallery(text)[1]!.pictures[0]!;
    expect(source).toMatchObject({ conditions: { yaw: 35 } });
  });

  it('cannot reach what objects are made of', () => {
    const text = written().replace('"format"', '"__proto__": {"kind": "own"}, "constructor": 1, "format"');
    expect(readGallery(text)).toHaveLength(3);
    expect(({} as { kind?: string }).kind).toBeUndefined();
  });

  it('that is empty or huge is not even read', async () => {
    await expect(readGalleryFile(new File([], 'none.json'))).rejects.toThrow('none.json is empty (0 bytes).');
    const huge = new File([new Uint8Array(MOST_BYTES + 1)], '<b>huge.json');
    await expect(readGalleryFile(huge)).rejects.toThrow(
      '<b>huge.json has 5.0 MB. A gallery file has at most 5 MB.',
    );
    expect(await readGalleryFile(new File([written()], 'people.json'))).toHaveLength(3);
  });

  it('however it is damaged, is read whole or refused with a sentence', () => {
    const text = written();
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 3 }), (at, other) => {
        try {
          expect(
            readGallery(text.slice(0, at) + other + text.slice(at + other.length)).length,
          ).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toBeInstanceOf(GalleryError);
        }
      }),
    );
  });
});
