import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { heartbeatNetwork } from '#models/heartbeat-network';
import { SAMPLES } from '#world/signal/ecg';
import { RHYTHMS } from '#world/signal/rhythms';
import { signalOfSeed } from '#world/signal/sets';
import { type BeatTimes, beatTimes, nearestNeighbours } from '../../../../scripts/heartbeats/baseline.ts';
import { evaluateSignals } from '../../../../scripts/heartbeats/evaluate.ts';
import { LayerIndexer } from '../../../../scripts/heartbeats/index-units.ts';
import { type LabelledSignals, labelledSignals } from '../../../../scripts/heartbeats/signals.ts';
import { trainHeartbeats } from '../../../../scripts/heartbeats/train.ts';
import { startTensorflow } from '../../../../scripts/tfjs-node.ts';

describe('training the heartbeat network', () => {
  let set: LabelledSignals;

  beforeAll(async () => {
    await startTensorflow('wasm');
    set = labelledSignals({ first: 700, count: 14 });
  });

  async function trained(seed: number, epochs: number, rate = 0.003): Promise<LayersModel> {
    const model = heartbeatNetwork(SAMPLES, RHYTHMS.length, seed);
    const options = { seed, epochs, batch: 7, rate, weightDecay: 0.05 };
    const curve = await trainHeartbeats(model, { train: set, validation: set }, options);
    expect(curve).toHaveLength(epochs);
    return model;
  }

  const weightsOf = (model: LayersModel) => model.getWeights().map((weight) => [...weight.dataSync()]);

  it('gives the same weights for the same seed, others for another, and leaves no tensor behind', async () => {
    const first = weightsOf(await trained(7, 2));
    const before = tf.memory().numTensors;
    const second = await trained(7, 2);
    expect(tf.memory().numTensors - before).toBe(second.getWeights().length);
    expect(weightsOf(second)).toEqual(first);
    expect(weightsOf(await trained(8, 2))).not.toEqual(first);
  });

  it('learns a handful of signals by heart', async () => {
    const before = evaluateSignals(heartbeatNetwork(SAMPLES, RHYTHMS.length, 7), set);
    const after = evaluateSignals(await trained(7, 40, 0.015), set, 5);
    expect(after.loss).toBeLessThan(0.6 * before.loss);
    expect(after.confusion.flat().reduce((sum, count) => sum + count)).toBe(14);
    expect(after.confusion.map((row) => row.reduce((sum, count) => sum + count))).toEqual(
      RHYTHMS.map(() => 2),
    );
  });

  it('takes signals as their seeds give them, or of hearts that are changed', () => {
    expect(set.samples.subarray(3 * SAMPLES, 4 * SAMPLES)).toEqual(signalOfSeed(703).samples);
    expect([...set.labels]).toEqual([...RHYTHMS.keys(), ...RHYTHMS.keys()]);
    const quiet = labelledSignals({ first: 700, count: 1 }, (heart) => ({ ...heart, noise: 0 }));
    const steps = (samples: Float32Array) =>
      samples.subarray(1, SAMPLES).reduce((sum, value, i) => sum + Math.abs(value - samples[i]!), 0);
    expect(steps(quiet.samples)).toBeLessThan(steps(set.samples));
  });
});

describe('naming rhythms by the moments of the beats', () => {
  it('answers with the commonest among the nearest', () => {
    const train: BeatTimes = {
      features: Float64Array.from([0, 0, 0.1, 0, 0.2, 0, 5, 1, 5.1, 1, 5.2, 1]),
      labels: Int32Array.from([0, 0, 1, 2, 2, 3]),
    };
    const test: BeatTimes = {
      features: Float64Array.from([0.1, 0, 5.1, 0]),
      labels: Int32Array.from([0, 2]),
    };
    expect(nearestNeighbours(train, test, 1, 3)).toBe(2);
    expect(nearestNeighbours(train, { ...test, labels: Int32Array.from([1, 2]) }, 2, 3)).toBe(1);
  });

  it('takes mean and spread from the truth', () => {
    const { features, labels } = beatTimes({ first: 700, count: 7 });
    expect([...labels]).toEqual([...RHYTHMS.keys()]);
    expect(features[2 * RHYTHMS.indexOf('ventricular-tachycardia') + 1]).toBeLessThan(0.05);
    expect(features[2 * RHYTHMS.indexOf('atrial-fibrillation') + 1]).toBeGreaterThan(0.06);
  });
});

describe('the index of a layer', () => {
  it('finds the peak of each signal and what lies there, away from the ends', () => {
    const indexer = new LayerIndexer('conv1');
    for (let seed = 700; seed < 714; seed++) {
      const signal = signalOfSeed(seed);
      const map = new Float32Array(SAMPLES * 8);
      const beat = Math.round(signal.beats[2]!.time * 128);
      map[beat * 8] = seed;
      map[2 * 8] = 2 * seed;
      map[(SAMPLES - 3) * 8 + 1] = 5;
      indexer.add(seed, signal, map);
    }
    const { positions, field, filters } = indexer.result();
    expect([positions, field.size, filters.length]).toEqual([SAMPLES, 9, 8]);
    const [first, second] = filters;
    expect(first!.top[0]!.slice(0, 1)).toEqual([713]);
    expect(first!.top.map(([seed]) => seed)).toEqual([713, 712, 711, 710, 709, 708, 707, 706, 705]);
    expect([first!.quantiles[0], first!.quantiles[10]]).toEqual([700, 713]);
    expect((first!.waves.QRS ?? 0) + (first!.waves['broad QRS'] ?? 0)).toBeCloseTo(1, 3);
    expect(first!.rhythms.every((share) => Math.abs(share - 1 / 7) < 1e-3)).toBe(true);
    expect(first!.active).toBeCloseTo(2 / SAMPLES, 4);
    expect([second!.top, second!.label, second!.rhythm, second!.share]).toEqual([[], null, null, 0]);
  });
});
