import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { receptiveField } from '#math/receptive-field';
import { registerFastConv2dGradient } from '#models/conv2d-gradient';
import { registerFastConv3d } from '#models/conv3d';
import { SCAN_CONVOLUTIONS, type ScanDimensions, scanNetwork, scanWindows } from '#models/scan-networks';
import { randomStream } from '#world/random';
import { SIDE } from '#world/volume/grid';
import { LABEL } from '#world/volume/tissues';
import { CROP, drawCrops, WEIGHTS } from '../../../../scripts/scans/crops.ts';
import { forward } from '../../../../scripts/scans/forward.ts';
import { weightedCrossEntropy } from '../../../../scripts/scans/loss.ts';
import { ROLE, rolesOf, type ScanSet, scanSet, VOXELS } from '../../../../scripts/scans/scan-set.ts';
import { train } from '../../../../scripts/scans/train.ts';
import { startTensorflow } from '../../../../scripts/tfjs-node.ts';

let set: ScanSet;
beforeAll(async () => {
  set = scanSet('train', 3);
  await startTensorflow('wasm');
  registerFastConv2dGradient();
  registerFastConv3d();
});

describe('the roles of voxels', () => {
  it('leave out what surrounds a nodule, and no more', () => {
    const labels = new Uint8Array(VOXELS).fill(LABEL.lung);
    const at = (z: number, y: number, x: number) => (z * SIDE + y) * SIDE + x;
    labels[at(10, 20, 30)] = LABEL.nodule;
    labels[at(0, 0, 0)] = LABEL.nodule;
    labels[at(10, 20, 31)] = LABEL.vessel;
    labels[at(10, 20, 32)] = LABEL.vessel;
    const roles = rolesOf(labels);
    const count = (role: number) => roles.filter((own) => own === role).length;
    expect(count(ROLE.nodule)).toBe(2);
    expect(count(ROLE.left)).toBe(26 + 7);
    expect([roles[at(10, 20, 31)], roles[at(10, 20, 32)]]).toEqual([ROLE.left, ROLE.vessel]);
  });
});

describe('crops', () => {
  it('are the same for the same seed, and others for another', () => {
    const [a, b, c] = [5, 5, 6].map((seed) => drawCrops(set, 4, randomStream(seed)).voxels) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
  });

  it('hold a nodule every second time; voxels next to a cut do not count', () => {
    const { truth, weights } = drawCrops(set, 20, randomStream(1));
    const size = CROP ** 3;
    for (let i = 0; i < 20; i += 2) expect(truth.slice(i * size, (i + 1) * size)).toContain(1);
    for (let i = 0; i < truth.length; i++) {
      const allowed: number[] = truth[i] ? [0, WEIGHTS[ROLE.nodule]] : [0, 1, WEIGHTS[ROLE.vessel]];
      if (!allowed.includes(weights[i]!)) throw new Error(`weight ${weights[i]} at ${i}`);
    }
    // A crop is smaller than a scan, so at least one of two opposite sides is cut.
    for (let i = 0; i < 20; i++) {
      const corner = weights[i * size]! + weights[(i + 1) * size - 1]!;
      expect([0, 1]).toContain(corner);
    }
  });
});

describe('the loss', () => {
  it('is the weighted cross-entropy, and its slopes are theirs', () => {
    const [z, y, w] = [
      [-30, -1, 0, 2, 40],
      [0, 1, 0, 1, 1],
      [1, 20, 3, 0, 2],
    ] as const;
    const slopes = tf.tidy(() => {
      const loss = (logits: tf.Tensor) =>
        weightedCrossEntropy(logits, tf.tensor1d([...y]), tf.tensor1d([...w]));
      const each = z.map((value, i) => w[i]! * Math.log1p(Math.exp(y[i] ? -value : value)));
      expect(loss(tf.tensor1d([...z])).dataSync()[0]).toBeCloseTo(each.reduce((a, b) => a + b) / 26, 5);
      return [
        ...tf
          .grad(loss)(tf.tensor1d([...z]))
          .dataSync(),
      ];
    });
    slopes.forEach((slope, i) => {
      expect(slope).toBeCloseTo((w[i]! * (1 / (1 + Math.exp(-z[i]!)) - y[i]!)) / 26, 5);
    });
  });
});

describe.each([2, 3] as ScanDimensions[])('the network in %i dimensions', (dimensions) => {
  it('goes forward in training as its layers do', () => {
    const model = scanNetwork(dimensions, 3);
    const shape = dimensions === 2 ? [2, 9, 8, 1] : [1, 6, 9, 8, 1];
    tf.tidy(() => {
      const input = tf.randomUniform(shape, 0, 1, 'float32', 4);
      const own = forward(
        model.trainableWeights.map((weight) => weight.read()),
        dimensions,
        input,
      );
      const theirs = model.predict(input) as tf.Tensor;
      expect(own.shape).toEqual(theirs.shape);
      expect(theirs.shape).toEqual(shape);
      expect(tf.max(tf.abs(tf.sub(own, theirs))).dataSync()[0]).toBeLessThan(1e-5);
    });
    model.dispose();
  });

  it('learns: the loss falls on crops of its scans, the same from the same seed, and nothing leaks', async () => {
    const crops = drawCrops(set, 2, randomStream(9));
    const shape = dimensions === 2 ? [2 * CROP, CROP, CROP, 1] : [2, CROP, CROP, CROP, 1];
    const run = async () => {
      const model = scanNetwork(dimensions, 3);
      const lossNow = () =>
        tf.tidy(() => {
          const logits = model.predict(tf.tensor(crops.voxels, shape)) as tf.Tensor;
          const [truth, weights] = [tf.tensor(crops.truth, shape), tf.tensor(crops.weights, shape)];
          return weightedCrossEntropy(logits, truth, weights).dataSync()[0]!;
        });
      const before = lossNow();
      const tensors: number[] = [];
      const options = { seed: 2, steps: 4, batch: 2, rate: 0.2, weightDecay: 0, every: 1 };
      await train(model, dimensions, set, {
        ...options,
        onLook: () => void tensors.push(tf.memory().numTensors),
      });
      const after = lossNow();
      model.dispose();
      expect(new Set(tensors).size).toBe(1);
      return { before, after };
    };
    const first = await run();
    expect(first.after).toBeLessThan(first.before);
    expect(await run()).toEqual(first);
  }, 60_000);
});

describe('the two networks', () => {
  it('have as many layers, the same window and about as many weights', () => {
    const [flat, deep] = [scanNetwork(2, 1), scanNetwork(3, 1)];
    expect(flat.layers.length).toBe(deep.layers.length);
    expect(flat.countParams() / deep.countParams()).toBeCloseTo(1, 1);
    expect(Math.abs(flat.countParams() / deep.countParams() - 1)).toBeLessThan(0.05);
    expect(receptiveField(scanWindows(2)).at(-1)!.size).toBe(receptiveField(scanWindows(3)).at(-1)!.size);
    expect(SCAN_CONVOLUTIONS[2].map(({ kernel }) => kernel)).toEqual(
      SCAN_CONVOLUTIONS[3].map(({ kernel }) => kernel),
    );
    flat.dispose();
    deep.dispose();
  });
});
