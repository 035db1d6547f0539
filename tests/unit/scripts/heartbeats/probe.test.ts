import { mean, type Tensor3D, tensor3d, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { heartbeatNetwork } from '#models/heartbeat-network';
import { randomStream } from '#world/random';
import { SAMPLES } from '#world/signal/ecg';
import { layerMeans, probe } from '../../../../scripts/heartbeats/probe.ts';
import { labelledSignals } from '../../../../scripts/heartbeats/signals.ts';
import { startTensorflow } from '../../../../scripts/tfjs-node.ts';

/** Points round a corner of a triangle each, which is their label. */
function corners(count: number, seed: number) {
  const random = randomStream(seed);
  const labels = Int32Array.from({ length: count }, (_, i) => i % 3);
  const values = new Float32Array(2 * count);
  for (const [i, label] of labels.entries()) {
    const angle = (2 * Math.PI * label) / 3;
    values[2 * i] = 40 + 3 * Math.cos(angle) + random();
    values[2 * i + 1] = 0.01 * (3 * Math.sin(angle) + random());
  }
  return { features: 2, values, labels };
}

describe('what can be read from a layer', () => {
  beforeAll(() => startTensorflow('cpu'));

  it('is all, where the classes lie apart, whatever the scale of the numbers', () => {
    expect(probe(corners(60, 1), corners(30, 2), 3, 150)).toBe(30);
  });

  it('is no more than chance, where the numbers know nothing', () => {
    const random = randomStream(3);
    const noise = () => ({ ...corners(300, 1), values: Float32Array.from({ length: 600 }, random) });
    const correct = probe(noise(), noise(), 3, 50);
    expect(correct).toBeGreaterThan(60);
    expect(correct).toBeLessThan(140);
  });

  it('is read from the means over time, in whatever batches', () => {
    const network = heartbeatNetwork(SAMPLES, 7, 2);
    const set = labelledSignals({ first: 70, count: 5 });
    const [first, last] = layerMeans(network, ['conv1', 'conv5'], set, 2);
    expect([first!.features, last!.features]).toEqual([8, 48]);
    const expected = tidy(() => {
      const samples = tensor3d(set.samples.slice(4 * SAMPLES), [1, SAMPLES, 1]);
      return mean(network.getLayer('conv1').apply(samples) as Tensor3D, 1).dataSync();
    });
    for (let f = 0; f < 8; f++) expect(first!.values[4 * 8 + f]).toBeCloseTo(expected[f]!, 5);
    expect(layerMeans(network, ['conv5'], set)[0]!.values).toEqual(last!.values);
  });
});
