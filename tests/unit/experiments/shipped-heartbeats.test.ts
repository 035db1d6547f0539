import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Tensor, tensor3d, tidy } from '@tensorflow/tfjs-core';
import { type LayersModel, model } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { siteNetwork } from '#experiments/networks';
import { wilsonInterval } from '#math/interval';
import { heartbeatNetwork, SIGNAL_CONVOLUTIONS } from '#models/heartbeat-network';
import { decodeHeartbeatUnits, type HeartbeatUnits } from '#site/heartbeat-units';
import type { HeartbeatCard, HeartbeatChange } from '#site/model-card';
import { SAMPLES } from '#world/signal/ecg';
import { changeHeart } from '#world/signal/heart';
import { RHYTHMS, type Rhythm } from '#world/signal/rhythms';
import { SIGNAL_SETS, signalOfSeed } from '#world/signal/sets';
import { WAVE_LABELS } from '#world/signal/truth';
import { fileContext } from '../../../scripts/file-context.ts';
import { evaluateSignals } from '../../../scripts/heartbeats/evaluate.ts';
import { labelledSignals } from '../../../scripts/heartbeats/signals.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

const PUBLIC = path.resolve(import.meta.dirname, '../../../public');
const text = (name: string) => readFileSync(path.join(PUBLIC, name), 'utf8');
const card = JSON.parse(text('models/heartbeats/card.json')) as HeartbeatCard;

describe('the shipped heartbeat network', () => {
  let network: LayersModel;
  let units: HeartbeatUnits;

  beforeAll(async () => {
    await startTensorflow('wasm');
    network = await siteNetwork('heartbeats', fileContext(PUBLIC));
    units = decodeHeartbeatUnits(text('data/heartbeats/units.json'));
  });

  it('is right on 95 % or more of 2,000 or more held-out signals of all rhythms', () => {
    const { signals, correct, accuracy, interval, confusion, perClass } = card.test;
    expect(signals).toBeGreaterThanOrEqual(2_000);
    expect(accuracy).toBeGreaterThanOrEqual(0.95);
    expect(interval.low).toBeGreaterThanOrEqual(0.95);
    expect(interval.high).toBeCloseTo(wilsonInterval(correct, signals).high, 4);
    expect(confusion.map((row) => row.reduce((sum, count) => sum + count))).toEqual(
      RHYTHMS.map(() => signals / RHYTHMS.length),
    );
    for (const { recall } of perClass) expect(recall.share).toBeGreaterThan(0.9);
  });

  it('errs more the more noise there is, and reads more than the moments of the beats', () => {
    const shares = card.test.noise.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
    const { rate, rateAndSpread } = card.beatTimes;
    expect(rate.high).toBeLessThan(0.5);
    expect(rateAndSpread.high).toBeLessThan(card.test.interval.low - 0.2);
  });

  it('is the network that the code describes', () => {
    const described = heartbeatNetwork(SAMPLES, RHYTHMS.length, 0);
    const shapes = (of: LayersModel) => of.layers.map((layer) => [layer.name, layer.outputShape]);
    expect(shapes(network)).toEqual(shapes(described));
    expect(network.countParams()).toBe(card.parameters);
    expect(card.parameters).toBeLessThanOrEqual(60_000);
    expect(card.weightBytes).toBe(readFileSync(path.join(PUBLIC, 'models/heartbeats/weights.bin')).length);
  });

  it('does on some of the test signals what its card says of all', () => {
    const { correct } = evaluateSignals(network, labelledSignals({ ...SIGNAL_SETS.test, count: 140 }));
    const { low, high } = wilsonInterval(correct, 140, 3);
    expect(card.test.accuracy).toBeGreaterThan(low);
    expect(card.test.accuracy).toBeLessThan(high);
  });

  it('answers at the indexed segments as the index says', () => {
    expect(units.signals).toBeGreaterThanOrEqual(1_500);
    for (const [i, { layer, filters }] of units.layers.entries()) {
      expect([layer, filters.length]).toEqual([
        SIGNAL_CONVOLUTIONS[i]!.name,
        SIGNAL_CONVOLUTIONS[i]!.filters,
      ]);
      const inner = model({ inputs: network.inputs, outputs: network.getLayer(layer).output as never });
      for (const filter of [0, filters.length - 1]) {
        const { seed, position, activation } = filters[filter]!.top[1] ?? filters[1]!.top[1]!;
        const chosen = filters[filter]!.top[1] ? filter : 1;
        const answer = tidy(() => {
          const input = tensor3d(signalOfSeed(seed).samples, [1, SAMPLES, 1]);
          return (inner.predict(input) as Tensor).dataSync()[position * filters.length + chosen]!;
        });
        expect(answer).toBeCloseTo(activation, 3);
      }
    }
  });

  it('has an index with segments in order, shares that add up, and labels only where they are clear', () => {
    for (const { filters } of units.layers) {
      for (const { top, quantiles, waves, label, share } of filters) {
        const activations = top.map(({ activation }) => activation);
        expect(activations).toEqual(activations.toSorted((a, b) => b - a));
        expect(new Set(top.map(({ seed }) => seed)).size).toBe(top.length);
        expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
        expect(quantiles).toHaveLength(11);
        if (top.length === 0) continue;
        expect(quantiles[10]).toBe(activations[0]);
        expect(Object.values(waves).reduce((sum, part) => sum + part)).toBeCloseTo(1, 2);
        expect(WAVE_LABELS).toEqual(expect.arrayContaining(Object.keys(waves)));
        expect(label === null).toBe(share < 0.75);
      }
    }
  });

  it('says of changed hearts what the file of changes tells', () => {
    const { changes } = JSON.parse(text('data/heartbeats/changes.json')) as { changes: HeartbeatChange[] };
    for (const { name, rhythm, signals, answers, own, most } of changes) {
      const place = RHYTHMS.indexOf(rhythm as Rhythm);
      expect(signals, name).toBe(SIGNAL_SETS.test.count / RHYTHMS.length);
      expect(answers.reduce((sum, count) => sum + count)).toBe(signals);
      expect(own.share).toBeCloseTo(answers[place]! / signals, 5);
      expect(most.share).toBeCloseTo(Math.max(...answers) / signals, 5);
      expect(most.low).toBeLessThan(most.share);
    }
    const { change, own } = changes.find(({ name }) => name === 'no teeth')!;
    expect(own.share).toBeLessThan(0.1);
    const first = SIGNAL_SETS.test.first + RHYTHMS.indexOf('atrial-flutter');
    const still = Array.from({ length: 20 }, (_, i) => {
      const set = { first: first + i * RHYTHMS.length, count: 1 };
      const signals = labelledSignals(set, (heart) => changeHeart(heart, change));
      return evaluateSignals(network, signals).correct;
    });
    expect(still.reduce((sum, correct) => sum + correct)).toBeLessThanOrEqual(2);
  });
});
