import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { run } from '#experiments/compare-layers';
import { type ExperimentContext, ExperimentError, type Pixels } from '#experiments/experiment';
import { styleFeatures } from '#experiments/style-features';
import { createStyleObjective } from '#models/style-objective';
import { randomStream } from '#world/random';
import { CONVOLUTION_NAMES } from '#world/style/layers';
import { fileContext, finish } from '../../../scripts/file-context.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

const NETWORK = 'pictures' as const;
let context: ExperimentContext;
beforeAll(async () => {
  await startTensorflow('wasm');
  context = fileContext('public');
});

function noise(width: number, height: number, seed: number): Pixels {
  const random = randomStream(seed);
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, () => 256 * random());
  for (let i = 3; i < data.length; i += 4) data[i] = 255;
  return { width, height, data };
}

const reference = noise(48, 32, 1);
const options = (pictures: Pixels[]) => ({
  network: NETWORK,
  reference: { input: { kind: 'pixels' as const, ...reference }, width: 48, height: 32 },
  pictures: pictures.map(({ data, ...size }) => ({ ...size, data: data.slice() })),
});
const rgb = ({ data }: Pixels) =>
  Float32Array.from(
    { length: (data.length / 4) * 3 },
    (_, i) => data[Math.floor(i / 3) * 4 + (i % 3)]! / 255,
  );

test('the costs are those that a painting descends on', async () => {
  const picture = noise(48, 32, 2);
  const { compared, silent } = await finish(run, options([picture]), context);
  const features = await styleFeatures(NETWORK, context);
  for (const layer of CONVOLUTION_NAMES) {
    const objective = createStyleObjective(features, {
      width: 48,
      height: 32,
      content: { pixels: rgb(reference), layer },
      styles: [{ pixels: rgb(reference), width: 48, height: 32, weight: 1 }],
      alpha: 0,
      beta: 0,
      variation: 0,
      lambda: { [layer]: 1 },
    });
    const costs = await objective.evaluate(rgb(picture));
    objective.dispose();
    expect(compared[0]!.content[layer]! / costs.content).toBeCloseTo(1, 3);
    expect(compared[0]!.style[layer]! / costs.styleOfLayer[layer]!).toBeCloseTo(1, 3);
    expect(silent.content[layer]).toBeGreaterThan(0);
    expect(silent.style[layer]).toBeGreaterThan(0);
  }
});

test('a picture is at no distance from itself; another size has a style, but no content to compare', async () => {
  const { compared, reference: told } = await finish(run, options([reference, noise(64, 40, 3)]), context);
  expect(told).toEqual(reference);
  for (const layer of CONVOLUTION_NAMES) {
    expect(compared[0]!.content[layer]).toBe(0);
    expect(compared[0]!.style[layer]).toBe(0);
    expect(compared[1]!.content[layer]).toBeNaN();
    expect(compared[1]!.style[layer]).toBeGreaterThan(0);
  }
});

test('bytes that do not fit their size are refused, and no tensor is left', async () => {
  await finish(run, options([reference]), context);
  const before = memory().numTensors;
  const broken = { width: 8, height: 8, data: new Uint8ClampedArray(3) };
  await expect(finish(run, options([broken]), context)).rejects.toBeInstanceOf(ExperimentError);
  await finish(run, options([reference]), context);
  expect(memory().numTensors).toBe(before);
});
