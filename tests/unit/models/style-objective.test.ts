import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { gram } from '#math/gram';
import { FeatureNetwork } from '#models/feature-network';
import { loadNetwork } from '#models/load-network';
import { createStyleObjective, type StyleObjectiveOptions } from '#models/style-objective';
import { randomStream } from '#world/random';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';
import { cases, checkCase, fixturePicture, grams } from '../../style-costs.ts';

const PUBLIC = path.resolve(import.meta.dirname, '../../../public');

async function asset(file: string): Promise<ArrayBuffer> {
  return new Uint8Array(await readFile(path.join(PUBLIC, file))).buffer;
}

function noise(width: number, height: number, seed: number): Float32Array {
  return Float32Array.from({ length: width * height * 3 }, randomStream(seed));
}

describe.each(['wasm', 'cpu'] as const)('the costs of style transfer on %s', (backend) => {
  beforeAll(() => startTensorflow(backend));

  it.for(cases)("are PyTorch's, with their slopes: $name", (one) => checkCase(one, asset));

  it("have PyTorch's Gram matrices", async () => {
    const network = FeatureNetwork.of(await loadNetwork('models/pictures', asset));
    const { pixels, width, height } = fixturePicture('painted');
    const maps = tf.tidy(() => network.forward(tf.tensor4d(pixels, [1, height, width, 3]), 2));
    for (const [i, expected] of [grams.conv1, grams.conv2].entries()) {
      const values = gram((await maps[i]!.data()) as Float32Array, maps[i]!.shape[3]);
      const largest = Math.max(...expected);
      for (const [at, value] of expected.entries())
        expect(Math.abs(values[at]! - value) / largest).toBeLessThan(1e-6);
    }
    tf.dispose(maps);
  });
});

describe('an objective', () => {
  let network: FeatureNetwork;
  beforeAll(async () => {
    await startTensorflow('wasm');
    network = FeatureNetwork.of(await loadNetwork('models/pictures', asset));
  });

  const options = (): StyleObjectiveOptions => ({
    width: 16,
    height: 8,
    content: { pixels: noise(16, 8, 1), layer: 'conv3' },
    styles: [
      { pixels: noise(8, 16, 2), width: 8, height: 16, weight: 1 },
      { pixels: noise(16, 16, 3).map(Math.sqrt), width: 16, height: 16, weight: 0 },
    ],
    lambda: { conv1: 1, conv2: 0.5, conv5: 0 },
    alpha: 0.01,
    beta: 1,
    variation: 0.1,
  });
  const painted = noise(16, 8, 4);

  it('takes other weights without being made again', async () => {
    const objective = createStyleObjective(network, options());
    const changed = { alpha: 0.2, beta: 3, variation: 0, lambda: { conv2: 2, conv5: 1 } };
    const live = await objective.evaluate(painted, { ...changed, styleWeights: [1, 3] });
    const { styles, ...rest } = options();
    const mixed = styles!.map((style, i) => ({ ...style, weight: [1, 3][i]! }));
    const fresh = createStyleObjective(network, { ...rest, ...changed, styles: mixed });
    expect(live).toEqual(await fresh.evaluate(painted));
    const { styleWeights: _, ...before } = { ...options(), styleWeights: undefined };
    const back = await objective.evaluate(painted, { ...before, styleWeights: [1, 0] });
    const first = createStyleObjective(network, options());
    expect(back).toEqual(await first.evaluate(painted));
    for (const one of [objective, fresh, first]) one.dispose();
  });

  it('tells costs whose weight is 0, which leave no slope', async () => {
    const objective = createStyleObjective(network, { ...options(), alpha: 0, beta: 0, variation: 0 });
    const found = await objective.evaluate(painted);
    expect(found.total).toBe(0);
    expect(found.content).toBeGreaterThan(0);
    expect(found.style).toBeGreaterThan(0);
    expect(found.variation).toBeGreaterThan(0);
    expect(found.gradient).toEqual(new Float32Array(painted.length));
    const alone = await objective.evaluate(painted, { alpha: 1, beta: 0, variation: 0, lambda: {} });
    expect(alone.total).toBe(found.content);
    expect(alone.styleOfLayer).toEqual({});
    objective.dispose();
  });

  it('with nothing but total variation needs no network', async () => {
    const { content, styles, ...rest } = options();
    const objective = createStyleObjective(network, rest);
    const before = tf.memory().numTensors;
    const found = await objective.evaluate(painted);
    expect(found.total).toBeCloseTo(0.1 * found.variation, 12);
    expect(found.gradient.some((slope) => slope !== 0)).toBe(true);
    expect(tf.memory().numTensors).toBe(before);
    objective.dispose();
  });

  it('is 0, with slopes of 0, for the picture that it asks for', async () => {
    const picture = noise(24, 16, 9);
    const objective = createStyleObjective(network, {
      ...options(),
      width: 24,
      height: 16,
      content: { pixels: picture, layer: 'conv4' },
      styles: [{ pixels: picture, width: 24, height: 16, weight: 1 }],
      variation: 0,
    });
    const found = await objective.evaluate(picture);
    expect(found.total).toBe(0);
    expect(found.gradient).toEqual(new Float32Array(picture.length));
    objective.dispose();
  });

  it('has finite slopes for pictures of one colour', async () => {
    const flat = new Float32Array(16 * 8 * 3).fill(0.5);
    const objective = createStyleObjective(network, {
      ...options(),
      styles: [{ pixels: flat, width: 16, height: 8, weight: 1 }],
    });
    for (const pixels of [flat, painted, new Float32Array(flat.length)]) {
      const found = await objective.evaluate(pixels);
      expect(Number.isFinite(found.total)).toBe(true);
      expect(found.gradient.every(Number.isFinite)).toBe(true);
    }
    objective.dispose();
  });

  it('refuses what does not fit', async () => {
    const make = (change: Partial<StyleObjectiveOptions>) => () =>
      createStyleObjective(network, { ...options(), ...change });
    expect(make({ content: { pixels: noise(8, 8, 1), layer: 'conv3' } })).toThrow(RangeError);
    expect(make({ content: { pixels: painted, layer: 'conv7' } })).toThrow('no convolution conv7');
    expect(make({ lambda: { conv9: 1 } })).toThrow('no convolution conv9');
    const objective = createStyleObjective(network, options());
    await expect(objective.evaluate(painted.slice(3))).rejects.toThrow(RangeError);
    const unknown = { ...options(), lambda: { conv6: 1 } };
    await expect(objective.evaluate(painted, unknown)).rejects.toThrow('No target was made');
    objective.dispose();
  });

  it('keeps the number of tensors over 1,000 steps, and gives its own back', async () => {
    const before = tf.memory().numTensors;
    const objective = createStyleObjective(network, options());
    const own = tf.memory().numTensors;
    expect(own).toBeGreaterThan(before);
    const weights = options();
    for (let step = 0; step < 1000; step++) {
      await objective.evaluate(painted, { ...weights, styleWeights: [1, step % 3] });
    }
    expect(tf.memory().numTensors).toBe(own);
    objective.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('features', () => {
  beforeAll(() => startTensorflow('cpu'));

  /** Of few numbers, so that each slope can be tried. */
  function tinyNetwork(pooling: 'max' | 'average') {
    const network = sequential();
    const convolution = (filters: number) =>
      layers.conv2d({ filters, kernelSize: 3, padding: 'same', activation: 'relu' });
    network.add(layers.rescaling({ inputShape: [4, 4, 3], scale: 2, offset: -1 }));
    network.add(convolution(4));
    network.add(pooling === 'max' ? layers.maxPooling2d({}) : layers.averagePooling2d({}));
    network.add(convolution(5));
    network.add(convolution(3));
    const random = randomStream(21);
    for (const layer of network.layers.slice(1)) {
      const weights = layer.getWeights().map(({ shape, size }) => {
        return tf.tensor(
          Float32Array.from({ length: size }, () => random() - 0.4),
          shape,
        );
      });
      layer.setWeights(weights);
      tf.dispose(weights);
    }
    return network;
  }

  it.for(['max', 'average'] as const)(
    'have the slopes of finite differences, with %s pooling',
    async (pooling) => {
      const network = tinyNetwork(pooling);
      const features = FeatureNetwork.of(network, { scales: { [network.layers[1]!.name]: 0.5 } });
      const [one, two, three] = features.layers as [string, string, string];
      const objective = createStyleObjective(features, {
        width: 6,
        height: 4,
        content: { pixels: noise(6, 4, 1), layer: two },
        styles: [{ pixels: noise(4, 4, 2), width: 4, height: 4, weight: 1 }],
        lambda: { [one]: 1, [two]: 0.3, [three]: 0.2 },
        alpha: 0.1,
        beta: 1,
        variation: 0.5,
      });
      const pixels = noise(6, 4, 3);
      const { gradient } = await objective.evaluate(pixels);
      const largest = Math.max(...gradient.map(Math.abs));
      const nudge = 2e-3;
      for (let i = 0; i < pixels.length; i++) {
        const at = async (change: number) => {
          const changed = pixels.slice();
          changed[i]! += change;
          return (await objective.evaluate(changed)).total;
        };
        const difference = ((await at(nudge)) - (await at(-nudge))) / (2 * nudge);
        expect(Math.abs(gradient[i]! - difference) / largest).toBeLessThan(0.01);
      }
      objective.dispose();
      features.dispose();
      network.dispose();
    },
  );

  it('grow with their scale and leave the next layer as it is', async () => {
    const network = tinyNetwork('max');
    const [first, second] = [network.layers[1]!.name, network.layers[3]!.name];
    const plain = FeatureNetwork.of(network);
    const scaled = FeatureNetwork.of(network, { scales: { [first]: 4 } });
    expect(FeatureNetwork.of(network, { scales: { [first]: 4 } })).toBe(scaled);
    expect(scaled).not.toBe(plain);
    const picture = tf.tensor4d(noise(6, 4, 5), [1, 4, 6, 3]);
    const [own, grown] = [plain.forward(picture), scaled.forward(picture)];
    const numbers = (map: tf.Tensor) => Array.from(map.dataSync());
    expect(scaled.layers.slice(0, 2)).toEqual([first, second]);
    for (const [i, value] of numbers(grown[0]!).entries())
      expect(value).toBeCloseTo(4 * numbers(own[0]!)[i]!, 5);
    for (const [i, value] of numbers(grown[1]!).entries()) expect(value).toBeCloseTo(numbers(own[1]!)[i]!, 5);
    expect(plain.maps(5, 7)).toEqual([
      { layer: first, rows: 5, columns: 7, units: 4 },
      { layer: second, rows: 2, columns: 3, units: 5 },
      { layer: plain.layers[2], rows: 2, columns: 3, units: 3 },
    ]);
    tf.dispose([picture, ...own, ...grown]);
    const before = tf.memory().numTensors;
    scaled.dispose();
    expect(tf.memory().numTensors).toBe(before - 9);
    expect(FeatureNetwork.of(network, { scales: { [first]: 4 } })).not.toBe(scaled);
    network.dispose();
  });

  it('refuse convolutions whose slopes are not known', () => {
    const make = (options: object) => {
      const network = sequential();
      network.add(layers.conv2d({ inputShape: [4, 4, 3], filters: 2, kernelSize: 3, ...options }));
      return () => FeatureNetwork.of(network);
    };
    expect(make({ padding: 'same', activation: 'relu' })).not.toThrow();
    expect(make({ padding: 'valid', activation: 'relu' })).toThrow(RangeError);
    expect(make({ padding: 'same', activation: 'tanh' })).toThrow(RangeError);
    expect(make({ padding: 'same', activation: 'relu', strides: 2 })).toThrow(RangeError);
    const dense = sequential({ layers: [layers.dense({ inputShape: [4], units: 2 })] });
    expect(() => FeatureNetwork.of(dense)).toThrow('does not begin with convolutions');
  });
});
