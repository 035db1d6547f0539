import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { defaultOptions } from '../../../src/site/view-options.ts';
import { FIGURE_SEED } from '../../../src/widgets/receptive-field/network.ts';
import { SPECS } from '../../../src/widgets/tuning/options.ts';
import { sceneOf } from '../../../src/widgets/tuning/scene.ts';
import { sampleFactors } from '../../../src/world/scene/factors.ts';
import { renderScene } from '../../../src/world/scene/render.ts';

const file = (name: string) => readFileSync(new URL(`../../../public/figures/${name}`, import.meta.url));

/** The shipped picture's pixels, RGB. */
async function shipped(name: string): Promise<Buffer> {
  return sharp(file(name)).removeAlpha().raw().toBuffer();
}

function meanDifference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  expect(one.length).toBe(other.length);
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += Math.abs(one[i]! - other[i]!);
  return sum / one.length;
}

describe('the pictures of figures are what scripts/render-figures.ts renders now', () => {
  test('the network’s view, to the last bit', async () => {
    const { pixels } = renderScene(sampleFactors(FIGURE_SEED));
    expect(meanDifference(await shipped('scene-64.webp'), pixels)).toBe(0);
    expect(sampleFactors(FIGURE_SEED).className).toBe('cat');
  });

  test('the large ones, up to their compression', async () => {
    const scene = renderScene(sampleFactors(FIGURE_SEED), { size: 512 });
    expect(meanDifference(await shipped('scene-512.webp'), scene.pixels)).toBeLessThan(3);
    const tuning = renderScene(sceneOf(defaultOptions(SPECS)), { size: 448 });
    expect(meanDifference(await shipped('tuning-448.webp'), tuning.pixels)).toBeLessThan(3);
  });
});
