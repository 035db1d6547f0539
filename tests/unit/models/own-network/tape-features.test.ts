import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withActivations } from '#models/activations';
import { closeOwnNetwork, type OwnNetwork, openOwnNetwork } from '#models/own-network/open';
import { TapeFeatures } from '#models/own-network/tape-features';
import type { PictureForm } from '#models/picture-form';
import { asBlobs, kerasNetwork } from '../../../../scripts/fixtures/keras-networks.ts';
import { startTensorflow } from '../../../../scripts/tfjs-node.ts';

const FORM: PictureForm = { rows: 32, columns: 32, channels: 3, preprocessing: '-1-1' };
const LAYERS = ['Conv1_relu', 'expanded_conv_depthwise', 'block_1_add', 'out_relu'];
const SCALES = { Conv1_relu: 2, out_relu: 0.5 };
const own = (form = FORM): OwnNetwork => ({ key: 'tape', files: asBlobs(kerasNetwork('mobile')), form });

const picture = (rows: number, columns: number) =>
  tf.tensor4d(
    Float32Array.from({ length: rows * columns * 3 }, (_, i) => 0.5 + 0.5 * Math.sin(3.7 * i)),
    [1, rows, columns, 3],
  );

beforeAll(() => startTensorflow('wasm'));
afterAll(() => closeOwnNetwork('tape'));

describe('layers of a reader’s network', () => {
  it('answer as the network itself does, in its order, scaled', async () => {
    const network = await openOwnNetwork(own());
    const features = new TapeFeatures(network, FORM, [...LAYERS].reverse(), SCALES);
    expect(features.layers).toEqual(LAYERS);
    tf.tidy(() => {
      const told = features.forward(picture(32, 32));
      const { maps } = withActivations(network, LAYERS)(tf.sub(tf.mul(picture(32, 32), 2), 1) as tf.Tensor4D);
      for (const [i, map] of maps.entries()) {
        const scale = SCALES[LAYERS[i] as keyof typeof SCALES] ?? 1;
        expect(told[i]!.shape).toEqual(map.shape);
        expect(tf.max(tf.abs(tf.sub(told[i]!, tf.mul(map, scale)))).dataSync()[0]).toBeLessThan(1e-4);
        expect(tf.max(tf.abs(map)).dataSync()[0]).toBeGreaterThan(0.01);
      }
    });
  });

  it('take blue first, or grey alone, where the network does', async () => {
    const form: PictureForm = { ...FORM, preprocessing: 'mean' };
    const network = await openOwnNetwork(own(form));
    tf.tidy(() => {
      const [told] = new TapeFeatures(network, form, ['Conv1']).forward(picture(32, 32));
      const bytes = tf.sub(
        tf.mul(tf.reverse(picture(32, 32), -1), 255),
        tf.tensor1d([103.939, 116.779, 123.68]),
      );
      const [map] = withActivations(network, ['Conv1'])(bytes as tf.Tensor4D).maps;
      expect(tf.max(tf.abs(tf.sub(told!, map!))).dataSync()[0]).toBeLessThan(1e-2);
    });
  });

  it('look at pictures of any size, and say when one is too small', async () => {
    const features = new TapeFeatures(await openOwnNetwork(own()), FORM, LAYERS);
    tf.tidy(() => {
      const shapes = features.forward(picture(48, 80)).map(({ shape }) => shape.slice(1));
      expect(features.maps(48, 80).map(({ rows, columns, units }) => [rows, columns, units])).toEqual(shapes);
      expect(shapes[0]).toEqual([24, 40, 8]);
    });
    expect(() => features.maps(1, 1)).toThrow(/too small for the layer/);
  });

  it('have slopes that agree with difference quotients, through depthwise layers, norms and skips', async () => {
    const features = new TapeFeatures(await openOwnNetwork(own()), FORM, LAYERS, SCALES);
    const start = [...picture(20, 24).dataSync()];
    const weigh = (map: tf.Tensor4D) =>
      tf.cos(tf.mul(tf.range(0, map.size), 0.7)).reshape(map.shape) as tf.Tensor4D;
    const cost = (pixels: number[]) =>
      tf.tidy(() => {
        const maps = features.forward(tf.tensor4d(pixels, [1, 20, 24, 3]));
        return maps.reduce(
          (sum, map, i) => sum + (i === 2 ? 0 : tf.sum(tf.mul(map, weigh(map))).dataSync()[0]!),
          0,
        );
      });
    const slopes = tf.tidy(() => {
      const pass = features.pass(tf.tensor4d(start, [1, 20, 24, 3]));
      return [
        ...features
          .backward(
            pass,
            pass.activations.map((map, i) => (i === 2 ? null : () => weigh(map))),
          )
          .dataSync(),
      ];
    });
    const largest = Math.max(...slopes.map(Math.abs));
    expect(largest).toBeGreaterThan(0.1);
    let far = 0;
    const step = 1e-2;
    for (let i = 5; i < slopes.length; i += 61) {
      const moved = (by: number) => cost(start.with(i, start[i]! + by));
      const quotient = (moved(step) - moved(-step)) / (2 * step);
      // Where a ReLU turns in between, the quotient is of two slopes.
      if (Math.abs(quotient - slopes[i]!) > 0.05 * largest) far += 1;
    }
    expect(far).toBeLessThanOrEqual(2);
  });

  it('refuse in words what they have not got, and leave nothing behind', async () => {
    const network = await openOwnNetwork(own());
    expect(() => new TapeFeatures(network, FORM, ['nothing'])).toThrow(/no layer nothing/);
    expect(() => new TapeFeatures(network, FORM, ['predictions'])).toThrow(/predictions has no map/);
    expect(() => new TapeFeatures(network, FORM, [])).toThrow(/No layer/);
    const features = new TapeFeatures(network, FORM, LAYERS);
    const once = () =>
      tf.tidy(() => {
        const pass = features.pass(picture(16, 16));
        return features
          .backward(pass, [() => tf.onesLike(pass.activations[0]!), null, null, null])
          .dataSync();
      });
    once();
    const before = tf.memory().numTensors;
    for (let i = 0; i < 5; i++) once();
    expect(tf.memory().numTensors).toBe(before);
    const pass = features.pass(picture(8, 8));
    expect(() => features.backward(pass, [null, null, null, null])).toThrow(RangeError);
    tf.dispose([pass.picture, pass.activations]);
  });
});
