import { describe, expect, it } from 'vitest';
import { ExperimentError } from '#experiments/experiment';
import { type PaintingInput, paintingPixels, shownPixels } from '#experiments/painting-input';
import { type RenderedPainting, run } from '#experiments/render-paintings';
import { paintStyle } from '#world/style/styles';
import { fileContext, finish } from '../../../scripts/file-context.ts';

async function render(input: PaintingInput, width: number, height: number): Promise<RenderedPainting> {
  let rendered: RenderedPainting | undefined;
  await finish(run, { items: [{ input, width, height }] }, fileContext('public'), (partial) => {
    rendered = partial;
  });
  return rendered!;
}

/** Own pixels, red on the left and blue on the right. */
function halves(width: number, height: number): PaintingInput {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at++) {
    data.set(at % width < width / 2 ? [200, 0, 0] : [0, 0, 200], at * 4);
  }
  return { kind: 'pixels', width, height, data };
}

describe('pictures that are painted from', () => {
  it('a style is painted at the size asked for', async () => {
    const { data, width, height } = await render({ kind: 'style', name: 'blocks', seed: 1 }, 48, 32);
    expect([width, height]).toEqual([48, 32]);
    const { pixels } = paintStyle('blocks', { width: 48, height: 32, seed: 1 });
    expect([...data].filter((_, i) => i % 4 !== 3)).toEqual([...pixels]);
    expect(data[3]).toBe(255);
  });

  it('contents and scenes fill any shape', () => {
    for (const input of [
      { kind: 'content', name: 'cat' },
      { kind: 'scene', seed: 4 },
    ] as const) {
      const pixels = paintingPixels(input, 40, 24);
      expect(pixels).toHaveLength(40 * 24 * 3);
      expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...pixels)).toBeLessThanOrEqual(1);
      expect(new Set(pixels).size).toBeGreaterThan(20);
    }
  });

  it('own pixels are cut around their middle and scaled, down and up', () => {
    for (const side of [8, 64]) {
      const shown = shownPixels(paintingPixels(halves(60, 20), side, side));
      const row = (side / 2) * side * 4;
      expect([...shown.slice(row, row + 4)]).toEqual([200, 0, 0, 255]);
      expect([...shown.slice(row + (side - 1) * 4, row + side * 4)]).toEqual([0, 0, 200, 255]);
    }
  });

  it('what can’t be drawn is refused in words', async () => {
    const nobody = { kind: 'style', name: 'nobody', seed: 1 } as unknown as PaintingInput;
    await expect(render(nobody, 32, 32)).rejects.toThrow(ExperimentError);
    await expect(render({ kind: 'content', name: 'cat' }, 4, 32)).rejects.toThrow(/4 pixels/);
    const torn: PaintingInput = { kind: 'pixels', width: 9, height: 9, data: new Uint8ClampedArray(8) };
    await expect(render(torn, 32, 32)).rejects.toThrow(/do not fit/);
  });
});
