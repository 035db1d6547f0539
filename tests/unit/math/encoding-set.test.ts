import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEncodingSet, type EncodingSet, encodeEncodingSet, encodingAt } from '#math/encoding-set';
import { differentPairs, samePairs } from '#math/pair-distances';

function setOf(people: number, pictures: number, size: number, values?: number[]): EncodingSet {
  const count = people * pictures * size;
  return {
    version: '0123456789ab',
    first: 2_400_000,
    people,
    pictures,
    size,
    values: Float32Array.from(values ?? Array.from({ length: count }, (_, i) => Math.sin(i))),
  };
}

describe('a set of encodings', () => {
  it('comes back from its file as it was', () => {
    const counts = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(counts, counts, counts, (people, pictures, size) => {
        const set = setOf(people, pictures, size);
        expect(decodeEncodingSet(encodeEncodingSet(set))).toEqual(set);
      }),
    );
  });

  it('starts with its mark, its header’s length and a header of plain JSON', () => {
    const buffer = encodeEncodingSet(setOf(1, 1, 2, [0.6, 0.8]));
    const bytes = new Uint8Array(buffer);
    expect(String.fromCharCode(...bytes.subarray(0, 4))).toBe('WFC1');
    const length = new DataView(buffer).getUint32(4, true);
    const header = JSON.parse(String.fromCharCode(...bytes.subarray(8, 8 + length)));
    expect(header).toEqual({ version: '0123456789ab', first: 2_400_000, people: 1, pictures: 1, size: 2 });
    expect(new DataView(buffer).getFloat32(buffer.byteLength - 4, true)).toBeCloseTo(0.8, 7);
  });

  it('gives the encoding of a picture without copying', () => {
    const set = setOf(3, 2, 2, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect([...encodingAt(set, 1, 1)]).toEqual([6, 7]);
    expect(encodingAt(set, 1, 1).buffer).toBe(set.values.buffer);
  });

  it('is not written when it contradicts itself', () => {
    expect(() => encodeEncodingSet({ ...setOf(2, 2, 2), people: 3 })).toThrow(/8 numbers, not 12/);
    expect(() => encodeEncodingSet({ ...setOf(1, 1, 1), version: 'new' })).toThrow(/version/);
    expect(() => encodeEncodingSet({ ...setOf(1, 1, 1), pictures: 0 })).toThrow(RangeError);
  });

  it('is not read from another file, nor from a part of one, nor from one that goes on', () => {
    const whole = encodeEncodingSet(setOf(2, 2, 2));
    for (let length = 0; length < whole.byteLength; length += 3) {
      expect(() => decodeEncodingSet(whole.slice(0, length))).toThrow(RangeError);
    }
    const longer = new Uint8Array(whole.byteLength + 4);
    longer.set(new Uint8Array(whole));
    expect(() => decodeEncodingSet(longer.buffer)).toThrow(/too long/);
    expect(() => decodeEncodingSet(new TextEncoder().encode('<!doctype html>').buffer)).toThrow(
      /no encodings/,
    );
    const broken = whole.slice(0);
    new Uint8Array(broken)[8] = 0x20;
    expect(() => decodeEncodingSet(broken)).toThrow(/damaged/);
  });
});

describe('pairs of a set', () => {
  // On a line: picture p of person i is at 10 i + p.
  const set = setOf(
    3,
    3,
    1,
    Array.from({ length: 9 }, (_, i) => 10 * Math.floor(i / 3) + (i % 3)),
  );

  it('of the same person: all of them', () => {
    expect([...samePairs(set)]).toEqual([1, 4, 1, 1, 4, 1, 1, 4, 1]);
  });

  it('of different people: one for every two, and all pictures take their turn', () => {
    // Pictures 0 and 0; 1 and 0; 2 and 0.
    expect([...differentPairs(set)]).toEqual([10 ** 2, 19 ** 2, 8 ** 2]);
    const many = setOf(
      40,
      4,
      1,
      Array.from({ length: 160 }, (_, i) => (i % 4) * 100),
    );
    const apart = [0, 1, 2, 3].map((n) => differentPairs(many).filter((d) => d === (n * 100) ** 2).length);
    expect(apart.reduce((a, b) => a + b, 0)).toBe((40 * 39) / 2);
    // Of 16 pairs of pictures 4 are alike, 6 one apart, 4 two, 2 three.
    for (const [n, of16] of [4, 6, 4, 2].entries()) expect(apart[n]! / 780).toBeCloseTo(of16 / 16, 1);
  });

  it('are none with one picture, or one person', () => {
    expect(samePairs(setOf(3, 1, 2))).toHaveLength(0);
    expect(differentPairs(setOf(1, 3, 2))).toHaveLength(0);
  });
});
