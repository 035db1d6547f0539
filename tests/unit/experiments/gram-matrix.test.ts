import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ExperimentContext } from '#experiments/experiment';
import { type GramMatrixOptions, run } from '#experiments/gram-matrix';
import { paintingPixels } from '#experiments/painting-input';
import { styleFeatures } from '#experiments/style-features';
import { gramOf, styleLoss } from '#math/gram';
import { createStyleObjective } from '#models/style-objective';
import { fileContext, finish } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

let context: ExperimentContext;
beforeAll(async () => {
  await startTensorflow('wasm');
  context = fileContext('public');
});

const OPTIONS: GramMatrixOptions = {
  network: 'pictures',
  layer: 'conv3',
  input: { kind: 'style', name: 'dots', seed: 1 },
  width: 64,
  height: 48,
};
const look = (changes: Partial<GramMatrixOptions> = {}) => finish(run, { ...OPTIONS, ...changes }, context);

describe('gram-matrix', () => {
  it('tells the layer’s activations, their matrix, and every channel once in its order', async () => {
    const result = await look();
    expect(result).toMatchObject({ rows: 12, columns: 16, channels: 48, width: 64, height: 48 });
    expect(result.activations).toHaveLength(12 * 16 * 48);
    expect(Math.min(...result.activations)).toBe(0);
    expect(result.gram).toEqual(gramOf(result.activations, 48).values);
    expect([...result.order].sort((a, b) => a - b)).toEqual(Array.from({ length: 48 }, (_, k) => k));
    expect(result.pixels).toHaveLength(64 * 48 * 3);
  });

  it('leads to the same cost as the objective that paints', async () => {
    const blocks = { kind: 'style', name: 'blocks', seed: 1 } as const;
    const [style, generated] = [await look(), await look({ input: blocks })];
    const size = { width: OPTIONS.width, height: OPTIONS.height };
    const pixels = (input: GramMatrixOptions['input']) => paintingPixels(input, size.width, size.height);
    const objective = createStyleObjective(await styleFeatures('pictures', context), {
      ...size,
      styles: [{ ...size, pixels: pixels(OPTIONS.input), weight: 1 }],
      lambda: { conv3: 1 },
      alpha: 0,
      beta: 1,
      variation: 0,
    });
    const { styleOfLayer } = await objective.evaluate(pixels(blocks));
    objective.dispose();
    const loss = styleLoss(gramOf(style.activations, 48), gramOf(generated.activations, 48));
    expect(styleOfLayer.conv3! / loss).toBeCloseTo(1, 4);
  });

  it('leaves no tensors behind', async () => {
    await look();
    const before = memory().numTensors;
    await look({ layer: 'conv6' });
    await look({ layer: 'conv1' });
    expect(memory().numTensors).toBe(before);
  });

  it('takes a picture of one colour', async () => {
    const data = new Uint8ClampedArray(40 * 40 * 4).fill(90);
    const { gram } = await look({ input: { kind: 'pixels', width: 40, height: 40, data } });
    expect(gram.every(Number.isFinite)).toBe(true);
  });

  it.each([
    ['a layer that is not there', { layer: 'conv9' }],
    ['a side that is no multiple of 8', { width: 60 }],
    ['a side that is too long', { height: 1024 }],
    ['a side that is none', { width: Number.NaN }],
    ['a name that is not there', { input: { kind: 'style', name: 'fog', seed: 1 } as never }],
    [
      'pixels that are too few',
      { input: { kind: 'pixels', width: 9, height: 9, data: new Uint8ClampedArray(8) } as const },
    ],
  ])('refuses %s', async (_, changes) => {
    await expect(look(changes)).rejects.toMatchObject({ name: 'ExperimentError', code: 'bad-input' });
  });
});
