import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { inspectNetwork } from '#models/own-network/inspect';
import { closeOwnNetwork, type OwnNetwork, openOwnNetwork } from '#models/own-network/open';
import type { PictureForm } from '#models/picture-form';
import { asBlobs, type KerasKind, kerasNetwork } from '../../../../scripts/fixtures/keras-networks.ts';
import { startTensorflow } from '../../../../scripts/tfjs-node.ts';

const FORM: PictureForm = { rows: 32, columns: 32, channels: 3, preprocessing: '0-1' };

function own(kind: KerasKind, form: Partial<PictureForm> = {}, files = kerasNetwork(kind)): OwnNetwork {
  return { key: 'test', files: asBlobs(files), form: { ...FORM, ...form } };
}

beforeAll(() => startTensorflow('wasm'));
afterEach(async () => {
  closeOwnNetwork('test');
  await new Promise((resolve) => setTimeout(resolve));
});

describe('a network as Keras writes it', () => {
  it.each(['plain', 'mobile', 'keras3'] as const)('is opened with its weights: %s', async (kind) => {
    const files = kerasNetwork(kind);
    const network = await openOwnNetwork(own(kind, {}, files));
    const [first] = network.getWeights();
    const bytes = files.shards[0]!.data;
    const numbers = new Float32Array(bytes.buffer.slice(0, Math.floor(bytes.length / 4) * 4));
    const found = first!.dataSync();
    expect([...found]).toEqual([...numbers.subarray(0, found.length)]);
  });

  it('answers the same, written by Keras 2 or 3', async () => {
    const input = tf.randomUniform([2, 32, 32, 3], 0, 1, 'float32', 7);
    const answers: number[][] = [];
    for (const kind of ['mobile', 'keras3'] as const) {
      const network = await openOwnNetwork(own(kind));
      const answer = network.predict(input) as tf.Tensor;
      answers.push([...answer.dataSync()]);
      answer.dispose();
      closeOwnNetwork('test');
    }
    input.dispose();
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]!.every(Number.isFinite)).toBe(true);
  });

  it('normalises as Keras does: γ (x − mean) / √(variance + ε) + β, then at most 6', async () => {
    const network = await openOwnNetwork(own('mobile'));
    const [gamma, beta, mean, variance] = network
      .getLayer('bn_Conv1')
      .getWeights()
      .map((weight) => weight.dataSync()[0]!);
    const x = tf.fill([1, 16, 16, 8], 0.7);
    const answer = network.getLayer('bn_Conv1').apply(x) as tf.Tensor;
    expect(answer.dataSync()[0]).toBeCloseTo(
      (gamma! * (0.7 - mean!)) / Math.sqrt(variance! + 0.001) + beta!,
      4,
    );
    const large = network.getLayer('Conv1_relu').apply(tf.fill([1, 16, 16, 8], 9)) as tf.Tensor;
    expect(large.dataSync()[0]).toBe(6);
    tf.dispose([x, answer, large]);
  });

  it('of any size is built for the chosen one', async () => {
    const network = await openOwnNetwork(own('flexible', { rows: 48, columns: 48 }));
    expect(network.inputs[0]!.shape).toEqual([null, 48, 48, 3]);
  });

  it('leaves no tensor when it is closed, nor when it could not be opened', async () => {
    await openOwnNetwork(own('mobile'));
    closeOwnNetwork('test');
    await new Promise((resolve) => setTimeout(resolve));
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) {
      await openOwnNetwork(own(i % 2 ? 'plain' : 'mobile'));
      closeOwnNetwork('test');
      await new Promise((resolve) => setTimeout(resolve));
    }
    const wrong = kerasNetwork('plain');
    (wrong.json.weightsManifest as { weights: { name: string }[] }[])[0]!.weights[0]!.name = 'other/kernel';
    await expect(openOwnNetwork(own('plain', {}, wrong))).rejects.toThrow(
      'The weights don’t fit the network',
    );
    const nonsense = kerasNetwork('mobile');
    const broken = JSON.parse(
      JSON.stringify(nonsense.json).replace('"pool_size"', '"x"').replace('"ReLU"', '"Cropping1D"'),
    );
    await expect(openOwnNetwork(own('mobile', {}, { ...nonsense, json: broken }))).rejects.toThrow(
      RangeError,
    );
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keeps the last two open', async () => {
    const first = await openOwnNetwork(own('plain'));
    expect(await openOwnNetwork(own('plain'))).toBe(first);
  });
});

describe('inspection', () => {
  it('lists layers with shapes, parameters and fields', async () => {
    const { layers, parameters } = inspectNetwork(await openOwnNetwork(own('mobile')), FORM);
    const find = (name: string) => layers.find((layer) => layer.name === name)!;
    expect(find('Conv1')).toMatchObject({
      kind: 'Conv2D',
      shape: [16, 16, 8],
      parameters: 216,
      minable: true,
    });
    expect(find('Conv1').field).toEqual({ size: 3, jump: 2, start: 1.5 });
    expect(find('block_1_add').field).toEqual({ size: 7, jump: 2, start: 1.5 });
    expect(find('global_average_pooling2d')).toMatchObject({ field: null, whole: true, minable: false });
    expect(parameters).toBe(layers.reduce((sum, layer) => sum + layer.parameters, 0));
  });
});
