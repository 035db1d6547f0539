import { readFileSync } from 'node:fs';
import { tensor3d, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { siteNetwork } from '#experiments/networks';
import { decodeHeartbeatUnits } from '#site/heartbeat-units';
import type { HeartbeatCard, HeartbeatChange } from '#site/model-card';
import { heartOf, record } from '#widgets/ecg-filters/recording';
import { SAMPLE_RATE, SAMPLES } from '#world/signal/ecg';
import type { HeartFactor } from '#world/signal/heart';
import { RHYTHMS, type Rhythm } from '#world/signal/rhythms';
import { heartOfSeed, rhythmOfSeed, SIGNAL_SETS } from '#world/signal/sets';
import { fileContext } from '../../scripts/file-context.ts';
import { startTensorflow } from '../../scripts/tfjs-node.ts';
import { measuredFigure } from '../../src/lesson-components/card-figure.ts';

const text = readFileSync('content/lessons/09-one-two-three-dimensions/index.mdx', 'utf8');
const section = text.slice(text.indexOf('## One dimension'), text.indexOf('## Three dimensions'));
const breaks = text.slice(text.indexOf('## Where it breaks'));
const shipped = (name: string) => readFileSync(`public/${name}`, 'utf8');
const card: HeartbeatCard = JSON.parse(shipped('models/heartbeats/card.json'));
const { changes }: { changes: HeartbeatChange[] } = JSON.parse(shipped('data/heartbeats/changes.json'));
const units = decodeHeartbeatUnits(shipped('data/heartbeats/units.json'));
const filters = (layer: number) => units.layers[layer - 1]!.filters;
const change = (name: string) => changes.find((one) => one.name === name)!;
const secondsSeen = (layer: number) => card.layers[layer - 1]!.field / SAMPLE_RATE;
const trainingHearts = (rhythm: Rhythm) =>
  Array.from({ length: SIGNAL_SETS.train.count }, (_, i) => SIGNAL_SETS.train.first + i)
    .filter((seed) => rhythmOfSeed(seed) === rhythm)
    .map((seed) => heartOfSeed(seed));

describe('lesson 9 says of the heartbeat network', () => {
  it('figures that its files have', () => {
    const figures = [...section.matchAll(/<Measured (network|data)="([^"]+)" figure="([^"]+)"/g)];
    expect(figures.length).toBeGreaterThan(10);
    for (const [, kind, name, figure] of figures) {
      expect(
        () => measuredFigure(kind === 'network' ? { network: name! } : { data: name! }, figure!),
        figure,
      ).not.toThrow();
    }
  });

  it('its shape: 8 seconds, 1,024 numbers, five layers, seven rhythms, pooling that halves or quarters', () => {
    expect([SAMPLES, SAMPLES / SAMPLE_RATE, card.layers.length, RHYTHMS.length]).toEqual([1024, 8, 5, 7]);
    expect(card.layers.slice(0, -1).map(({ poolSize }) => poolSize)).toEqual([2, 2, 4, 2]);
    expect(card.layers.at(-1)!.pool).toBe(false);
  });

  it('how far its layers see', () => {
    expect(card.layers[0]!.field).toBe(9);
    expect([1, 2, 3, 5].map((layer) => secondsSeen(layer).toFixed(2))).toEqual([
      '0.07',
      '0.17',
      '0.38',
      '3.59',
    ]);
    expect(breaks).toContain(`more than ${secondsSeen(5).toFixed(1)} seconds`);
  });

  it('that three spikes at 75 beats a minute fit into what the last layer sees, and no other', () => {
    const threeSpikes = (2 * 60) / 75;
    expect(threeSpikes).toBeCloseTo(1.6, 10);
    expect([1, 2, 3, 4, 5].filter((layer) => secondsSeen(layer) >= threeSpikes)).toEqual([5]);
  });

  it('the answer of its check', () => {
    const [first, second] = card.layers;
    const pooled = first!.field + (first!.poolSize! - 1) * first!.jump;
    expect(pooled).toBe(10);
    expect(pooled + (second!.kernel - 1) * second!.jump).toBe(22);
    expect(second!.field).toBe(22);
  });

  it('what lies at the strongest places of layer 1', () => {
    expect(filters(1)).toHaveLength(8);
    for (const { waves } of filters(1))
      expect(['QRS', 'broad QRS']).toEqual(expect.arrayContaining(Object.keys(waves)));
    expect(filters(1)[3]).toMatchObject({ label: 'QRS', share: 1 });
    expect(filters(1)[4]).toMatchObject({ label: 'broad QRS', share: 1 });
  });

  it('that some filters of layer 3 answer to what lies between', () => {
    expect(filters(3)[2]!.label).toBe('between waves');
    expect(filters(3).filter(({ label }) => label === 'between waves').length).toBeGreaterThan(1);
  });

  it('that no filter of layer 5 has a wave, more than half have a rhythm, and two have all hundred', () => {
    const last = filters(5);
    expect(last.filter(({ label }) => label !== null && label !== 'between waves')).toEqual([]);
    expect(last.filter(({ rhythm }) => rhythm !== null).length).toBeGreaterThan(last.length / 2);
    expect(last[8]!.rhythms[RHYTHMS.indexOf('atrial-flutter')]).toBe(1);
    expect(last[34]!.rhythms[RHYTHMS.indexOf('premature-ventricular')]).toBe(1);
  });

  it('that each layer knows more of the rhythm than the one before, and shapes tell more than moments', () => {
    const shares = card.probes.map(({ share }) => share);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(card.test.accuracy).toBeGreaterThan(card.beatTimes.rateAndSpread.high);
  });

  it('that even beats cost fibrillation less than the missing P wave costs a healthy heart', () => {
    const even = change('perfectly even');
    const without = change('no P wave');
    expect(even).toMatchObject({ rhythm: 'atrial-fibrillation', change: { irregularity: 0 }, signals: 400 });
    expect(without).toMatchObject({ rhythm: 'sinus', change: { p: 0 }, signals: 400 });
    expect(without.most.rhythm).toBe('atrial-fibrillation');
    const [sinus, fibrillation] = card.test.perClass;
    expect([sinus!.name, fibrillation!.name]).toEqual(['sinus', 'atrial-fibrillation']);
    const lost = fibrillation!.recall.share - even.own.share;
    expect(lost).toBeGreaterThan(0.1);
    expect(sinus!.recall.share - without.own.share).toBeGreaterThan(3 * lost);
    const mean = (rhythm: Rhythm) => {
      const hearts = trainingHearts(rhythm);
      return hearts.reduce((sum, { irregularity }) => sum + irregularity, 0) / hearts.length;
    };
    expect(mean('atrial-fibrillation')).toBeGreaterThan(2 * mean('sinus'));
  });
});

describe('lesson 9 says of hearts outside the training', () => {
  it('T waves upside down: none in training, early beats in nearly half', () => {
    for (const { t } of trainingHearts('sinus')) expect(t).toBeGreaterThan(0);
    const { answers, signals } = change('T wave upside down');
    const share = answers[RHYTHMS.indexOf('premature-ventricular')]! / signals;
    expect(share).toBeGreaterThan(0.44);
    expect(share).toBeLessThan(0.5);
  });

  it('tachycardia at 60: slower than any in training, nine in ten called early beats', () => {
    for (const { rate } of trainingHearts('ventricular-tachycardia')) expect(rate).toBeGreaterThan(60);
    const { most, change: changed } = change('slower than any in training');
    expect(changed).toEqual({ rate: 60 });
    expect(most.rhythm).toBe('premature-ventricular');
    expect(most.share).toBeCloseTo(0.9, 1);
  });

  it('right in 98 of 100 of those like its training', () => {
    expect(Math.round(100 * card.test.accuracy)).toBe(98);
    expect(breaks).toContain('98 of 100');
  });
});

describe('what its words set in the figure', () => {
  let network: LayersModel;

  beforeAll(async () => {
    await startTensorflow('wasm');
    network = await siteNetwork('heartbeats', fileContext('public'));
  });

  const answer = (rhythm: Rhythm, changed: Partial<Record<HeartFactor, number>> = {}): Rhythm => {
    const { samples } = record(heartOf(rhythm, 0, changed), 0);
    const probabilities = tidy(() =>
      (network.predict(tensor3d(samples, [1, SAMPLES, 1])) as ReturnType<typeof tensor3d>).dataSync(),
    );
    return RHYTHMS[probabilities.indexOf(Math.max(...probabilities))]!;
  };

  it('is answered as the text says: even fibrillation, and a healthy heart without P waves', () => {
    expect(answer('atrial-fibrillation', { irregularity: 0 })).toBe('atrial-fibrillation');
    expect(answer('sinus', { p: 0 })).toBe('atrial-fibrillation');
  });

  it.each(RHYTHMS)('the textbook’s heart with %s is named', (rhythm) => {
    expect(answer(rhythm)).toBe(rhythm);
  });
});
