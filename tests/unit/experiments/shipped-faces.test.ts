import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run as encodeFaces } from '#experiments/encode-faces';
import type { FaceInput } from '#experiments/face-input';
import { decodeEncodingSet, encodingAt } from '#math/encoding-set';
import { differentPairs, samePairs } from '#math/pair-distances';
import { areaUnderRoc, equalErrorRate, rocCurve } from '#math/roc';
import { squaredDistance } from '#math/triplet';
import { FACES_FOLDER, PORTRAITS } from '#site/face-encodings';
import { sampleIdentity } from '#world/face/identity';
import { renderFace } from '#world/face/render';
import { FACE_SETS, pictureConditions } from '#world/face/sets';
import { fileContext, finish } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

const PUBLIC = path.resolve(import.meta.dirname, '../../../public');
const SETS = [
  { name: 'gallery', people: 300, pictures: 6 },
  { name: 'test', people: 400, pictures: 8 },
  { name: 'heads', people: 300, pictures: 6 },
] as const;
const bytesOf = (name: string) => new Uint8Array(readFileSync(path.join(PUBLIC, FACES_FOLDER, name))).buffer;
const setOf = (name: string) => decodeEncodingSet(bytesOf(`encodings-${name}.bin`));

describe('the shipped encodings of faces', () => {
  beforeAll(() => startTensorflow('wasm'));

  it.each(SETS)('$name: of the people of the world, of length 1', ({ name, people, pictures }) => {
    const set = setOf(name);
    expect(set).toMatchObject({ first: FACE_SETS[name].first, people, pictures, size: 32 });
    expect(people).toBe(FACE_SETS[name].people);
    for (let person = 0; person < people; person++) {
      for (let picture = 0; picture < pictures; picture++) {
        expect(Math.hypot(...encodingAt(set, person, picture))).toBeCloseTo(1, 5);
      }
    }
  });

  it.each(SETS)(
    '$name: what the shipped network says of the faces that the world draws',
    async ({ name, people, pictures }) => {
      const set = setOf(name);
      const places = Array.from({ length: 5 }, (_, i) => ({
        person: Math.floor((i * (people - 1)) / 4),
        picture: i % pictures,
      }));
      const faces = places.map(({ person, picture }): FaceInput => {
        return { kind: 'face', identity: set.first + person, conditions: picture };
      });
      const { version } = await finish(encodeFaces, { faces }, fileContext(PUBLIC), ({ index, encoding }) => {
        const { person, picture } = places[index]!;
        expect(squaredDistance(encoding, encodingAt(set, person, picture))).toBeLessThan(1e-8);
      });
      expect(set.version).toBe(version);
    },
  );

  it.each(SETS)('$name: tell people apart as their manifest says', ({ name }) => {
    const set = setOf(name);
    const curve = rocCurve(samePairs(set), differentPairs(set));
    const { figures } = JSON.parse(new TextDecoder().decode(bytesOf('manifest.json')));
    expect(areaUnderRoc(curve)).toBeCloseTo(figures[`${name}Area`], 4);
    expect(equalErrorRate(curve).rate).toBeCloseTo(figures[`${name}EqualError`], 4);
    expect(areaUnderRoc(curve)).toBeGreaterThan(0.97);
  });
});

describe('the portraits', () => {
  it('are the first people of the gallery, each in the place that the pages expect', async () => {
    const { path: file, people, columns, rows, side } = PORTRAITS;
    const sheet = await fileContext(PUBLIC).pictures(file);
    expect([sheet.width, sheet.height]).toEqual([columns * side, rows * side]);
    for (let person = 0; person < people; person += 5) {
      const seed = FACE_SETS.gallery.first + person;
      const { pixels } = renderFace(sampleIdentity(seed), pictureConditions(seed, 0), { size: side });
      const left = (person % columns) * side;
      const top = Math.floor(person / columns) * side;
      let off = 0;
      for (let i = 0; i < side * side; i++) {
        const at = ((top + Math.floor(i / side)) * sheet.width + left + (i % side)) * 4;
        for (let c = 0; c < 3; c++) off += Math.abs(sheet.data[at + c]! - pixels[i * 3 + c]!);
      }
      // Lossy, but not another person.
      expect(off / (side * side * 3)).toBeLessThan(6);
    }
  });

  it('are small', () => {
    expect(bytesOf('portraits.webp').byteLength).toBeLessThan(48_000);
  });
});
