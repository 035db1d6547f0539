import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receptiveField } from '#math/receptive-field';
import { heartbeatNetwork, SIGNAL_CONVOLUTIONS, signalWindows } from '#models/heartbeat-network';
import { randomStream } from '#world/random';
import { SAMPLE_RATE, SAMPLES } from '#world/signal/ecg';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

describe('the heartbeat network', () => {
  beforeAll(() => startTensorflow('cpu'));
  afterAll(() => tf.disposeVariables());

  it('is small, and sees some seconds at its end', () => {
    const network = heartbeatNetwork(SAMPLES, 7, 1);
    expect(network.countParams()).toBeLessThanOrEqual(60_000);
    const fields = receptiveField(signalWindows());
    expect(fields.at(-1)!.size / SAMPLE_RATE).toBeGreaterThan(3);
    expect(fields.at(-1)!.size).toBeLessThan(SAMPLES / 2);
    expect(fields.map(({ name }) => name).filter((name) => name.startsWith('conv'))).toEqual(
      SIGNAL_CONVOLUTIONS.map(({ name }) => name),
    );
  });

  it('sees as far as its windows say: a change outside of a field changes nothing in the unit', () => {
    const network = heartbeatNetwork(SAMPLES, 7, 1);

    const { size, jump, start } = receptiveField(signalWindows()).find(({ name }) => name === 'conv5')!;
    const random = randomStream(5);
    const samples = Float32Array.from({ length: SAMPLES }, () => random() - 0.5);
    const unit = 16;
    const from = start + unit * jump - size / 2;
    const answer = (change: (i: number) => boolean): number[] => {
      const changed = samples.map((value, i) => (change(i) ? value + 3 : value));
      return tf.tidy(() => {
        let map: tf.Tensor = tf.tensor3d(changed, [1, SAMPLES, 1]);
        for (const layer of network.layers) {
          map = layer.apply(map) as tf.Tensor;
          if (layer.name === 'conv5') break;
        }
        const filters = map.shape[2]!;
        return [...map.dataSync()].slice(unit * filters, (unit + 1) * filters);
      });
    };
    const plain = answer(() => false);
    expect(answer((i) => i + 1 <= from || i >= from + size)).toEqual(plain);
    expect(answer((i) => i === Math.ceil(from) || i === Math.floor(from + size) - 1)).not.toEqual(plain);
  });

  it('gives probabilities, and the same weights for the same seed', () => {
    const [one, other] = [heartbeatNetwork(SAMPLES, 7, 3), heartbeatNetwork(SAMPLES, 7, 3)];
    const answers = tf.tidy(() => {
      const signals = tf.randomNormal([2, SAMPLES, 1], 0, 1, 'float32', 4);
      return [one, other].map((network) => (network.predict(signals) as tf.Tensor2D).arraySync());
    });
    expect(answers[0]).toEqual(answers[1]);
    for (const row of answers[0]!) expect(row.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5);
  });
});
