import { describe, expect, it } from 'vitest';
import { type SceneFactors, sampleFactors } from '#world/scene/factors';
import { NETWORK_SIZE, renderScene, type ScenePicture } from '#world/scene/render';
import {
  CLASS_NAMES,
  PART_NAMES,
  PARTS_OF_CLASS,
  type PartName,
  TEXTURE_NAMES,
} from '#world/scene/vocabulary';

/** Mean red, green and blue of a picture, 0 to 255. */
function meanColour({ pixels }: ScenePicture): number[] {
  const sum = [0, 0, 0];
  for (let i = 0; i < pixels.length; i++) sum[i % 3]! += pixels[i]!;
  return sum.map((value) => value / (pixels.length / 3));
}

/** Mean column and row of the pixels where the mask is set. */
function middleOf(mask: Uint8Array, value?: number): [number, number] {
  let [x, y, n] = [0, 0, 0];
  mask.forEach((label, i) => {
    if (value === undefined ? label === 0 : label !== value) return;
    x += i % NETWORK_SIZE;
    y += Math.floor(i / NETWORK_SIZE);
    n++;
  });
  return [x / n, y / n];
}

function masksOf(factors: SceneFactors) {
  return renderScene(factors, { masks: true }).masks!;
}

describe('renderScene', () => {
  it('gives the same bytes for the same factors', () => {
    const factors = sampleFactors(3);
    const picture = renderScene(factors);
    expect(picture).toMatchObject({ width: 64, height: 64 });
    expect(picture.pixels).toHaveLength(64 * 64 * 3);
    expect(picture.pixels).toEqual(renderScene(sampleFactors(3)).pixels);
    expect(picture.masks).toBeUndefined();
  });

  it('keeps the look of three pictures', () => {
    const pinned: [number, number[]][] = [
      [1, [188.6, 202.8, 205.0]],
      [2, [145.1, 158.4, 178.2]],
      [5, [129.4, 98.8, 99.1]],
    ];
    for (const [seed, colour] of pinned) {
      meanColour(renderScene(sampleFactors(seed))).forEach((value, channel) => {
        expect(Math.abs(value - colour[channel]!)).toBeLessThan(1);
      });
    }
  });

  it('shows the same picture at every size', () => {
    const factors = sampleFactors(12);
    const small = renderScene(factors);
    const large = renderScene(factors, { size: 192 });
    let difference = 0;
    for (let row = 0; row < 64; row++) {
      for (let column = 0; column < 64; column++) {
        for (let c = 0; c < 3; c++) {
          let sum = 0;
          for (let k = 0; k < 9; k++) {
            const at = (row * 3 + Math.floor(k / 3)) * 192 + column * 3 + (k % 3);
            sum += large.pixels[at * 3 + c]!;
          }
          difference += Math.abs(sum / 9 - small.pixels[(row * 64 + column) * 3 + c]!);
        }
      }
    }
    expect(difference / small.pixels.length).toBeLessThan(3);
  });

  it('renders a region as that part of the whole picture, masks too', () => {
    const factors = sampleFactors(21, 'cat');
    const whole = renderScene(factors, { size: 128, masks: true });
    const part = renderScene(factors, {
      size: 40,
      region: { x: 16, y: 24, width: 20, height: 10 },
      masks: true,
    });
    expect([part.width, part.height]).toEqual([40, 20]);
    for (let row = 0; row < 20; row++) {
      for (let column = 0; column < 40; column++) {
        const here = row * 40 + column;
        const there = (row + 48) * 128 + column + 32;
        expect(part.masks!.part[here]).toBe(whole.masks!.part[there]);
        for (let c = 0; c < 3; c++) {
          expect(Math.abs(part.pixels[here * 3 + c]! - whole.pixels[there * 3 + c]!)).toBeLessThanOrEqual(1);
        }
      }
    }
  });

  it('goes on outside of the frame', () => {
    const { pixels } = renderScene(sampleFactors(4), {
      size: 32,
      region: { x: -64, y: -64, width: 192, height: 192 },
    });
    const corner = pixels.subarray(0, 3);
    expect(Math.max(...corner)).toBeGreaterThan(10);
  });

  it('agrees with a grid of samples', () => {
    const factors = sampleFactors(30, 'house');
    const adaptive = renderScene(factors).pixels;
    const grid = renderScene(factors, { samples: 3 }).pixels;
    let difference = 0;
    for (let i = 0; i < grid.length; i++) difference += Math.abs(grid[i]! - adaptive[i]!);
    expect(difference / grid.length).toBeLessThan(3.5);
  });

  it('moves, turns and lights as the factors say', () => {
    const still: SceneFactors = {
      ...sampleFactors(5, 'cat'),
      x: 0,
      y: 0,
      yaw: 0,
      roll: 0,
      scale: 0.7,
      texture: 'plain',
    };
    const [x, y] = middleOf(masksOf(still).object);
    const [right, up] = middleOf(masksOf({ ...still, x: 0.125, y: 0.125 }).object);
    expect(right - x).toBeCloseTo(8, 0);
    expect(y - up).toBeCloseTo(8, 0);
    const nose = 1 + PART_NAMES.indexOf('nose');
    const turned = masksOf({ ...still, yaw: 40 });
    expect(middleOf(turned.part, nose)[0]).toBeGreaterThan(middleOf(masksOf(still).part, nose)[0] + 3);
    const rolled = masksOf({ ...still, roll: 15 });
    expect(middleOf(rolled.part, nose)[0]).toBeGreaterThan(middleOf(masksOf(still).part, nose)[0]);
    const dim = meanColour(renderScene({ ...still, exposure: -1 }));
    expect(dim[1]!).toBeLessThan(meanColour(renderScene({ ...still, exposure: 0.5 }))[1]! - 20);
  });

  it('refuses what it cannot render', () => {
    const factors = sampleFactors(1);
    expect(() => renderScene(factors, { size: 0 })).toThrow(RangeError);
    expect(() => renderScene(factors, { size: 10.5 })).toThrow(RangeError);
    expect(() => renderScene(factors, { samples: 0 })).toThrow(RangeError);
    expect(() => renderScene(factors, { region: { x: 0, y: 0, width: 0, height: 4 } })).toThrow(RangeError);
    expect(() => renderScene({ ...factors, yaw: Number.NaN })).toThrow(/yaw/);
    expect(() => renderScene({ ...factors, className: 'unicorn' as 'cat' })).toThrow(/unicorn/);
  });
});

describe('masks', () => {
  it.each(CLASS_NAMES)('label the pixels of a %s, and show all of its parts over some seeds', (className) => {
    const missing = new Set<PartName>(PARTS_OF_CLASS[className]);
    const classLabel = 1 + CLASS_NAMES.indexOf(className);
    for (let seed = 0; seed < 24 && (seed < 6 || missing.size > 0); seed++) {
      const factors = sampleFactors(seed, className);
      const { object, part, texture, colour } = masksOf(factors);
      const textureLabel = 1 + TEXTURE_NAMES.indexOf(factors.texture);
      let count = 0;
      for (let i = 0; i < object.length; i++) {
        const labels = [object[i]!, part[i]!, texture[i]!, colour[i]!];
        const set = labels.filter((label) => label > 0).length;
        if (set !== 0 && set !== 4) throw new Error(`Pixel ${i} of seed ${seed} is labelled in part.`);
        if (set === 0) continue;
        count++;
        const name = PART_NAMES[part[i]! - 1]!;
        if (object[i] !== classLabel) throw new Error(`Pixel ${i} of seed ${seed} has another class.`);
        if (!PARTS_OF_CLASS[className].includes(name)) throw new Error(`A ${className} has no ${name}.`);
        if (texture[i] !== 1 && texture[i] !== textureLabel) throw new Error('Another texture shows.');
        missing.delete(name);
      }
      expect(count).toBeGreaterThan(64 * 64 * 0.02);
      expect(count).toBeLessThan(64 * 64 * 0.8);
    }
    expect([...missing]).toEqual([]);
  });
});
