import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONDITION_RANGES, type Conditions, NEUTRAL, type NumericCondition } from '#world/face/conditions';
import {
  BEARDS,
  EYE_COLOURS,
  HAIR_COLOURS,
  HAIR_STYLES,
  IDENTITY_RANGES,
  type Identity,
  type NumericTrait,
  sampleIdentity,
} from '#world/face/identity';
import { FACE_SIZE, renderFace } from '#world/face/render';
import { pictureConditions } from '#world/face/sets';

const person = sampleIdentity(2_400_004);
const people = [0, 6, 15, 34].map((i) => sampleIdentity(2_400_000 + i));

function distance(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

/** Mean and standard deviation of all components. */
function spread(pixels: Uint8ClampedArray): { mean: number; deviation: number } {
  let [sum, square] = [0, 0];
  for (const value of pixels) {
    sum += value;
    square += value * value;
  }
  const mean = sum / pixels.length;
  return { mean, deviation: Math.sqrt(square / pixels.length - mean * mean) };
}

describe('renderFace', () => {
  it('gives the same bytes for the same person and conditions', () => {
    const picture = renderFace(person, NEUTRAL);
    expect(picture).toMatchObject({ width: FACE_SIZE, height: FACE_SIZE });
    expect(picture.pixels).toHaveLength(FACE_SIZE * FACE_SIZE * 3);
    expect(renderFace(sampleIdentity(2_400_004), { ...NEUTRAL }).pixels).toEqual(picture.pixels);
  });

  it('keeps its pixels: the networks were trained on them', () => {
    const hash = createHash('sha256');
    for (const seed of [600_000, 1_800_001, 2_400_002, 2_400_003, 3_600_011]) {
      for (const picture of [0, 1, 2, 5]) {
        hash.update(renderFace(sampleIdentity(seed), pictureConditions(seed, picture)).pixels);
      }
    }
    expect(hash.digest('hex').slice(0, 16)).toBe('a511b4895ab18ac1');
  });

  it('shows the same picture at every size', () => {
    for (const conditions of [NEUTRAL, { ...NEUTRAL, yaw: 25, blur: 0.6, noise: 0 }]) {
      const small = renderFace(person, conditions, { samples: 3 });
      const large = renderFace(person, conditions, { size: 3 * FACE_SIZE, samples: 1 });
      const mean = new Uint8ClampedArray(small.pixels.length);
      for (let row = 0; row < FACE_SIZE; row++) {
        for (let column = 0; column < FACE_SIZE; column++) {
          for (let c = 0; c < 3; c++) {
            let sum = 0;
            for (let k = 0; k < 9; k++) {
              const at = (row * 3 + Math.floor(k / 3)) * large.width + column * 3 + (k % 3);
              sum += large.pixels[at * 3 + c]!;
            }
            mean[(row * FACE_SIZE + column) * 3 + c] = sum / 9;
          }
        }
      }
      expect(distance(small.pixels, mean)).toBeLessThan(2.5);
    }
  });

  it('renders a region as it is in the whole, blur and noise included', () => {
    const conditions = { ...NEUTRAL, blur: 0.8, noise: 0.02, noiseSeed: 7 };
    const whole = renderFace(person, conditions, { size: 96, samples: 2 });
    const part = renderFace(person, conditions, {
      size: 40,
      samples: 2,
      region: { x: 12, y: 10, width: 20, height: 15 },
    });
    expect(part).toMatchObject({ width: 40, height: 30 });
    const cut = new Uint8ClampedArray(part.pixels.length);
    for (let row = 0; row < 30; row++) {
      cut.set(whole.pixels.subarray(((20 + row) * 96 + 24) * 3, ((20 + row) * 96 + 64) * 3), row * 40 * 3);
    }
    expect(distance(cut, part.pixels)).toBeLessThan(0.3);
  });

  it('is sharper without blur, and grainier with noise', () => {
    const roughness = ({ pixels, width }: { pixels: Uint8ClampedArray; width: number }) => {
      let sum = 0;
      for (let i = 3; i < pixels.length; i++)
        if (i % (width * 3) >= 3) sum += Math.abs(pixels[i]! - pixels[i - 3]!);
      return sum;
    };
    const plain = roughness(renderFace(person, NEUTRAL));
    expect(roughness(renderFace(person, { ...NEUTRAL, blur: 1 }))).toBeLessThan(0.8 * plain);
    expect(roughness(renderFace(person, { ...NEUTRAL, noise: 0.05 }))).toBeGreaterThan(1.2 * plain);
  });

  it('refuses what it cannot render', () => {
    for (const size of [0, 1.5, Number.NaN, 1025])
      expect(() => renderFace(person, NEUTRAL, { size })).toThrow(RangeError);
    for (const samples of [0, 9, 0.5])
      expect(() => renderFace(person, NEUTRAL, { samples })).toThrow(RangeError);
    const region = { x: 0, y: 0, width: 0, height: 3 };
    expect(() => renderFace(person, NEUTRAL, { region })).toThrow(RangeError);
    expect(() => renderFace(person, NEUTRAL, { region: { ...region, width: Number.NaN } })).toThrow(
      RangeError,
    );
  });

  it('depends on every trait', () => {
    const looks: Partial<Record<NumericTrait, Partial<Identity>>> = {
      hairVolume: { hairStyle: 'afro' },
      hairLength: { hairStyle: 'long straight' },
      hairSide: { hairStyle: 'side parting' },
      hairline: { hairStyle: 'short crop' },
    };
    for (const name of Object.keys(IDENTITY_RANGES) as NumericTrait[]) {
      const { min, max } = IDENTITY_RANGES[name];
      const seen = people.some((one) => {
        const base = { ...one, ...looks[name] };
        const low = renderFace({ ...base, [name]: name === 'mole' ? 0 : min }, NEUTRAL, { size: 32 });
        const high = renderFace({ ...base, [name]: name === 'mole' ? 0.3 : max }, NEUTRAL, {
          size: 32,
        });
        return distance(low.pixels, high.pixels) > 0.01;
      });
      expect(seen, name).toBe(true);
    }
    for (const [name, words] of Object.entries({
      eyeColour: EYE_COLOURS,
      hairStyle: HAIR_STYLES,
      hairColour: HAIR_COLOURS,
      beard: BEARDS,
    })) {
      const base = { ...people[0]!, hairStyle: 'bob', hairGrey: 0, beard: 'none' } as Identity;
      const pictures = words.map((word) =>
        renderFace({ ...base, [name]: word }, NEUTRAL, { size: 32 }).pixels.join(),
      );
      expect(new Set(pictures).size, name).toBe(words.length);
    }
  }, 60_000);

  it('depends on every condition', () => {
    const worn: Conditions = { ...NEUTRAL, hat: 'cap', noise: 0.02 };
    const before = renderFace(person, worn).pixels;
    for (const name of Object.keys(CONDITION_RANGES) as NumericCondition[]) {
      const { min, max } = CONDITION_RANGES[name];
      const value = name === 'accessoryHue' || name === 'background' || name === 'clothing' ? 0.1 : undefined;
      const other = value ?? (Math.abs(worn[name] - max) > Math.abs(worn[name] - min) ? max : min);
      expect(distance(before, renderFace(person, { ...worn, [name]: other }).pixels), name).toBeGreaterThan(
        0.05,
      );
    }
    for (const change of [
      { glasses: 'round' },
      { glasses: 'square' },
      { hat: 'beanie' },
      { hat: 'none' },
      { eyesClosed: true },
    ] as const) {
      expect(distance(before, renderFace(person, { ...worn, ...change }).pixels)).toBeGreaterThan(0.05);
    }
  });

  it('renders everybody under any conditions, and never a blank', () => {
    const trait = fc.record(
      Object.fromEntries(
        (Object.keys(IDENTITY_RANGES) as NumericTrait[]).map((name) => {
          const { min, max } = IDENTITY_RANGES[name];
          return [name, fc.constantFrom(min, (min + max) / 2, max, -1e9, 1e9, Number.NaN)];
        }),
      ),
    );
    const condition = fc.record(
      Object.fromEntries(
        (Object.keys(CONDITION_RANGES) as NumericCondition[]).map((name) => {
          const { min, max } = CONDITION_RANGES[name];
          return [name, fc.constantFrom(min, (min + max) / 2, max, Number.NaN, Number.POSITIVE_INFINITY)];
        }),
      ),
    );
    const words = fc.record({
      hairStyle: fc.constantFrom(...HAIR_STYLES),
      beard: fc.constantFrom(...BEARDS),
      glasses: fc.constantFrom('none', 'round', 'square'),
      hat: fc.constantFrom('none', 'cap', 'beanie'),
    });
    fc.assert(
      fc.property(trait, condition, words, (traits, conditions, { hairStyle, beard, glasses, hat }) => {
        const picture = renderFace(
          { ...person, ...traits, hairStyle, beard } as Identity,
          { ...NEUTRAL, ...conditions, glasses, hat } as Conditions,
          { size: 24 },
        );
        const { mean, deviation } = spread(picture.pixels);
        expect(mean).toBeGreaterThan(20);
        expect(mean).toBeLessThan(245);
        expect(deviation).toBeGreaterThan(8);
      }),
      { numRuns: 40, seed: 5 },
    );
  }, 60_000);

  it('lights dark skin well: the face of the darkest group is never near black', () => {
    for (let seed = 0; seed < 24; seed++) {
      const dark: Identity = { ...sampleIdentity(seed), skinTone: 0.97, beard: 'none', hairStyle: 'shaved' };
      const region = { x: 18, y: 22, width: 12, height: 8 };
      const { mean } = spread(renderFace(dark, NEUTRAL, { size: 12, region }).pixels);
      expect(mean).toBeGreaterThan(45);
    }
  });

  it('keeps people apart: two pictures of one person are closer than two people, in plain light', () => {
    const plain = { ...NEUTRAL, background: 0.5 };
    const first = people.map((one) => renderFace(one, plain).pixels);
    const again = people.map((one) => renderFace(one, { ...plain, yaw: 4, expression: 0.6 }).pixels);
    first.forEach((picture, i) => {
      again.forEach((other, j) => {
        if (i !== j) expect(distance(picture, other)).toBeGreaterThan(distance(picture, again[i]!));
      });
    });
  });
});
