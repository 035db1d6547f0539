import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FACE_SETS } from '#world/face/sets';
import {
  CONTENTS,
  contentTitle,
  describeContent,
  renderContent,
  type StillPicture,
} from '#world/still/contents';
import { PORTRAITS } from '#world/still/portraits';

function pixelAt({ width, pixels }: StillPicture, x: number, y: number): number[] {
  return [...pixels.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

function lightness({ pixels }: StillPicture): number[] {
  const values: number[] = [];
  for (let i = 0; i < pixels.length; i += 3)
    values.push(0.3 * pixels[i]! + 0.6 * pixels[i + 1]! + 0.1 * pixels[i + 2]!);
  return values;
}

describe('the contents', () => {
  it('are six at least, each with words of its own', () => {
    expect(CONTENTS.length).toBeGreaterThanOrEqual(6);
    expect(new Set(CONTENTS.map(contentTitle)).size).toBe(CONTENTS.length);
    expect(new Set(CONTENTS.map(describeContent)).size).toBe(CONTENTS.length);
    for (const name of CONTENTS) expect(describeContent(name)).toMatch(/^[A-Z].{30,}\.$/);
  });

  it('show nobody whom a network has learned or was measured on', () => {
    for (const { identitySeed } of Object.values(PORTRAITS)) {
      for (const { first, people } of Object.values(FACE_SETS)) {
        expect(identitySeed < first || identitySeed >= first + people).toBe(true);
      }
    }
  });
});

describe.each(CONTENTS)('%s', (name) => {
  const picture = renderContent(name, { width: 64, height: 64 });

  it('gives the same bytes again', () => {
    expect(renderContent(name, { width: 64, height: 64 }).pixels).toEqual(picture.pixels);
  });

  it('has lights and darks', () => {
    const values = lightness(picture).sort((a, b) => a - b);
    const at = (share: number) => values[Math.floor(share * values.length)]!;
    expect(at(0.95) - at(0.05)).toBeGreaterThan(90);
  });

  it('is the same picture at another size', () => {
    const large = renderContent(name, { width: 128, height: 128 });
    let sum = 0;
    for (let y = 0; y < 64; y++) {
      for (let x = 0; x < 64; x++) {
        const four = [0, 1].flatMap((j) => [0, 1].map((i) => pixelAt(large, 2 * x + i, 2 * y + j)));
        pixelAt(picture, x, y).forEach((value, c) => {
          sum += Math.abs(value - four.reduce((total, pixel) => total + pixel[c]!, 0) / 4);
        });
      }
    }
    expect(sum / picture.pixels.length).toBeLessThan(3);
  });

  it('shows the same in the middle of a wide picture, and more beside it', () => {
    const wide = renderContent(name, { width: 96, height: 64 });
    expect(wide.pixels).toHaveLength(96 * 64 * 3);
    let sum = 0;
    for (let y = 0; y < 64; y++) {
      for (let x = 0; x < 64; x++) {
        pixelAt(wide, x + 16, y).forEach((value, c) => {
          sum += Math.abs(value - pixelAt(picture, x, y)[c]!);
        });
      }
    }
    expect(sum / picture.pixels.length).toBeLessThan(0.1);
  });
});

describe('renderContent', () => {
  it('fits any legal size', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...CONTENTS), side, side, (name, width, height) => {
        const picture = renderContent(name, { width, height });
        expect(picture).toMatchObject({ width, height });
        expect(picture.pixels).toHaveLength(width * height * 3);
      }),
      { numRuns: 25 },
    );
  });

  it('agrees with itself on how many samples a pixel gets', () => {
    const plain = renderContent('guitar-and-mug', { width: 96, height: 96 });
    const fine = renderContent('guitar-and-mug', { width: 96, height: 96, samples: 3 });
    let sum = 0;
    plain.pixels.forEach((value, i) => {
      sum += Math.abs(value - fine.pixels[i]!);
    });
    expect(sum / plain.pixels.length).toBeLessThan(3);
  });

  it('refuses what it cannot draw', () => {
    expect(() => renderContent('tiger' as 'cat', { width: 32, height: 32 })).toThrow(RangeError);
    expect(() => renderContent('cat', { width: 0, height: 32 })).toThrow(/1 to 512/);
    expect(() => renderContent('cat', { width: 32, height: 513 })).toThrow(RangeError);
    expect(() => renderContent('portrait-afro', { width: 1.5, height: 32 })).toThrow(RangeError);
  });
});
