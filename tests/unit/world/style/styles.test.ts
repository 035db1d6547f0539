import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeStyle, type Painting, paintStyle, STYLES, styleTitle } from '#world/style/styles';

/** The picture at half its size: means of 2 × 2 pixels, height × width × 3. */
function halved({ width, height, pixels }: Painting): number[] {
  const small: number[] = [];
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      for (let c = 0; c < 3; c++) {
        const at = (row: number, column: number) => pixels[((y + row) * width + x + column) * 3 + c]!;
        small.push((at(0, 0) + at(0, 1) + at(1, 0) + at(1, 1)) / 4);
      }
    }
  }
  return small;
}

function meanDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs(a[i]! - b[i]!);
  return sum / a.length;
}

/** Mean and deviation of each channel, and how much of the lightness changes within 1, 2 and 4 pixels across and down. */
function statistics({ width, height, pixels }: Painting): number[] {
  const count = width * height;
  const values: number[] = [];
  for (let c = 0; c < 3; c++) {
    let sum = 0;
    let squares = 0;
    for (let i = c; i < pixels.length; i += 3) {
      sum += pixels[i]!;
      squares += pixels[i]! ** 2;
    }
    values.push(sum / count, Math.sqrt(squares / count - (sum / count) ** 2));
  }
  const grey = (x: number, y: number) => {
    const at = (y * width + x) * 3;
    return 0.3 * pixels[at]! + 0.6 * pixels[at + 1]! + 0.1 * pixels[at + 2]!;
  };
  for (const step of [1, 2, 4]) {
    let across = 0;
    let down = 0;
    for (let y = 0; y < height - step; y++) {
      for (let x = 0; x < width - step; x++) {
        across += Math.abs(grey(x + step, y) - grey(x, y));
        down += Math.abs(grey(x, y + step) - grey(x, y));
      }
    }
    values.push(across / count, down / count);
  }
  return values;
}

const small = new Map(STYLES.map((name) => [name, paintStyle(name, { width: 96, height: 96 })]));

describe('the styles', () => {
  it('are eight at least, each with words of its own', () => {
    expect(STYLES.length).toBeGreaterThanOrEqual(8);
    expect(new Set(STYLES.map(styleTitle)).size).toBe(STYLES.length);
    expect(new Set(STYLES.map(describeStyle)).size).toBe(STYLES.length);
    for (const name of STYLES) expect(describeStyle(name)).toMatch(/^[A-Z].{30,}\.$/);
  });

  it('differ clearly from each other in colour, contrast or grain', () => {
    const of = new Map([...small].map(([name, painting]) => [name, statistics(painting)]));
    for (const a of STYLES) {
      for (const b of STYLES) {
        if (a === b) continue;
        const gaps = of.get(a)!.map((value, i) => (value - of.get(b)![i]!) ** 2);
        expect(Math.sqrt(gaps.reduce((sum, gap) => sum + gap, 0)), `${a} and ${b}`).toBeGreaterThan(20);
      }
    }
  });
});

describe.each(STYLES)('%s', (name) => {
  it('gives the same bytes again, and another painting for another seed', () => {
    expect(paintStyle(name, { width: 96, height: 96, seed: 1 }).pixels).toEqual(small.get(name)!.pixels);
    const other = paintStyle(name, { width: 96, height: 96, seed: 2 });
    expect(meanDifference(other.pixels, small.get(name)!.pixels)).toBeGreaterThan(25);
  });

  it('is the same painting at any size', () => {
    const large = paintStyle(name, { width: 192, height: 192 });
    expect(meanDifference(halved(large), small.get(name)!.pixels)).toBeLessThan(6);
  });

  it('continues in a longer picture', () => {
    const wide = paintStyle(name, { width: 144, height: 96 });
    expect(wide).toMatchObject({ width: 144, height: 96 });
    expect(wide.pixels).toHaveLength(144 * 96 * 3);
    const left: number[] = [];
    for (let y = 0; y < 96; y++) left.push(...wide.pixels.subarray(y * 144 * 3, (y * 144 + 96) * 3));
    expect(meanDifference(left, small.get(name)!.pixels)).toBeLessThan(1);
  });

  it('is rich in contrast and even over the picture', () => {
    const { pixels } = paintStyle(name, { width: 128, height: 128, seed: 3 });
    const quarters = [0, 0, 0, 0];
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < pixels.length; i++) {
      const at = Math.floor(i / 3);
      const quarter = (at % 128 < 64 ? 0 : 1) + (at < 64 * 128 ? 0 : 2);
      quarters[quarter] = quarters[quarter]! + pixels[i]! / (pixels.length / 4);
      sum += pixels[i]!;
      squares += pixels[i]! ** 2;
    }
    const mean = sum / pixels.length;
    expect(Math.sqrt(squares / pixels.length - mean ** 2)).toBeGreaterThan(40);
    for (const quarter of quarters) expect(Math.abs(quarter - mean)).toBeLessThan(30);
  });
});

describe('paintStyle', () => {
  it('paints any legal size from any seed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STYLES),
        fc.integer({ min: 8, max: 60 }),
        fc.integer({ min: 8, max: 60 }),
        fc.integer({ min: -(2 ** 31), max: 2 ** 31 }),
        (name, width, height, seed) => {
          const painting = paintStyle(name, { width, height, seed });
          expect(painting.pixels).toHaveLength(width * height * 3);
          expect(new Set(painting.pixels).size).toBeGreaterThan(20);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('refuses what it cannot paint', () => {
    const size = { width: 32, height: 32 };
    expect(() => paintStyle('fresco' as 'dots', size)).toThrow(RangeError);
    expect(() => paintStyle('dots', { width: 7, height: 32 })).toThrow(/8 to 1024/);
    expect(() => paintStyle('dots', { width: 32, height: 1025 })).toThrow(RangeError);
    expect(() => paintStyle('dots', { width: 32.5, height: 32 })).toThrow(RangeError);
    expect(() => paintStyle('dots', { ...size, seed: Number.NaN })).toThrow(/seed/);
  });
});
