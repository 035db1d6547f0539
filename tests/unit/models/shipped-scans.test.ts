import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Tensor, tensor, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { siteNetwork } from '#experiments/networks';
import { findCandidates, matchCandidates } from '#math/candidates';
import { ALARM_RATES } from '#math/froc';
import { registerFastConv3d } from '#models/conv3d';
import { ANSWER, SCAN_CONVOLUTIONS, type ScanDimensions, scanNetworkName } from '#models/scan-networks';
import type { ScanCard } from '#site/model-card';
import { scan } from '#world/volume/phantom';
import { probe } from '#world/volume/probe';
import { SCAN_SETS } from '#world/volume/sets';
import { fileContext } from '../../../scripts/file-context.ts';
import { readScan } from '../../../scripts/scans/read.ts';
import { startTensorflow } from '../../../scripts/tfjs-node.ts';

const PUBLIC = path.resolve(import.meta.dirname, '../../../public');
const BOTH: ScanDimensions[] = [2, 3];

function cardOf(dimensions: ScanDimensions): ScanCard {
  const file = path.join(PUBLIC, 'models', scanNetworkName(dimensions), 'card.json');
  return JSON.parse(readFileSync(file, 'utf8')) as ScanCard;
}

const [flat, deep] = [cardOf(2), cardOf(3)];
const found = (card: { points: ScanCard['froc']['points'] }, rate: number) =>
  card.points.find(({ falseAlarms }) => falseAlarms === rate)!;

describe('the cards of the scan networks', () => {
  it('tell of 100 test scans or more, read by both, and of training on the same ones', () => {
    expect(deep.froc.scans).toBeGreaterThanOrEqual(100);
    expect([flat.froc.scans, flat.froc.nodules]).toEqual([deep.froc.scans, deep.froc.nodules]);
    expect([flat.training, flat.seed]).toEqual([deep.training, deep.seed]);
    expect(Math.abs(flat.parameters / deep.parameters - 1)).toBeLessThan(0.05);
  });

  it('tell the nodules found at every rate, with honest intervals', () => {
    for (const { points } of [flat.froc, deep.froc, ...flat.variants!]) {
      expect(points.map(({ falseAlarms }) => falseAlarms)).toEqual([...ALARM_RATES]);
      for (const [i, { sensitivity, threshold, low, high }] of points.entries()) {
        expect(low).toBeLessThanOrEqual(sensitivity);
        expect(high).toBeGreaterThanOrEqual(sensitivity);
        if (i === 0) continue;
        expect(sensitivity).toBeGreaterThanOrEqual(points[i - 1]!.sensitivity);
        expect(threshold).toBeLessThanOrEqual(points[i - 1]!.threshold);
      }
    }
  });

  it('tell that the 3D network finds more, beyond chance, at every rate and whatever rule helps the 2D one', () => {
    expect(deep.more!.map(({ name }) => name)).toEqual(['flat', 'smoothed', 'lessAway']);
    for (const { points } of deep.more!) for (const { low } of points) expect(low).toBeGreaterThan(0);
    expect(found(deep.froc, 1).low).toBeGreaterThan(found(flat.froc, 1).high);
    expect(deep.froc.area.low).toBeGreaterThan(flat.froc.area.high);
  });

  it('tell what the false alarms are: at most one a scan', () => {
    for (const { froc } of [flat, deep]) {
      const alarms = froc.alarms.reduce((sum, { count }) => sum + count, 0);
      expect(alarms).toBeLessThanOrEqual(froc.scans);
      expect(alarms).toBeGreaterThan(0.9 * froc.scans);
      for (const splits of [froc.byRadius, froc.byPlace]) {
        expect(splits.reduce((sum, { nodules }) => sum + nodules, 0)).toBe(froc.nodules);
        const hits = splits.reduce((sum, split) => sum + split.found, 0);
        expect(hits / froc.nodules).toBeCloseTo(found(froc, 1).sensitivity, 4);
      }
    }
  });

  it('have scans that are in one set only', () => {
    const sets = Object.values(SCAN_SETS).sort((a, b) => a.first - b.first);
    for (const [i, { first }] of sets.entries()) {
      if (i > 0) expect(first).toBeGreaterThanOrEqual(sets[i - 1]!.first + sets[i - 1]!.scans);
    }
    expect(deep.training.scans).toBeLessThanOrEqual(SCAN_SETS.train.scans);
  });
});

describe('the scan networks', () => {
  const networks = {} as Record<ScanDimensions, LayersModel>;
  beforeAll(async () => {
    await startTensorflow('wasm');
    registerFastConv3d();
    for (const dimensions of BOTH) {
      networks[dimensions] = await siteNetwork(scanNetworkName(dimensions), fileContext(PUBLIC));
    }
  });

  it.each(BOTH)('are those of their cards: %i dimensions', (dimensions) => {
    const [network, card] = [networks[dimensions], cardOf(dimensions)];
    expect([card.network, card.dimensions]).toEqual([scanNetworkName(dimensions), dimensions]);
    expect(network.countParams()).toBe(card.parameters);
    for (const { name, kernel, filters } of SCAN_CONVOLUTIONS[dimensions]) {
      const [weights] = network.getLayer(name).getWeights();
      expect(weights!.shape.slice(0, dimensions)).toEqual(new Array(dimensions).fill(kernel));
      expect(weights!.shape.at(-1)).toBe(filters);
    }
    expect(network.layers.at(-1)!.name).toBe(ANSWER);
  });

  it('find on test scans what their cards say, about', () => {
    const read = { 2: { hits: 0, alarms: 0 }, 3: { hits: 0, alarms: 0 } };
    let nodules = 0;
    const scans = 8;
    for (let i = 0; i < scans; i++) {
      const truth = scan(SCAN_SETS.test.first + i);
      nodules += truth.nodules.length;
      for (const dimensions of BOTH) {
        const answers = readScan(networks[dimensions], dimensions, truth.voxels);
        const least = found(cardOf(dimensions).froc, 1).threshold;
        const matches = matchCandidates(findCandidates(answers, truth.size, { least }), truth.nodules);
        read[dimensions].hits += new Set(matches.filter((match) => match !== null)).size;
        read[dimensions].alarms += matches.filter((match) => match === null).length;
      }
    }
    for (const dimensions of BOTH) {
      const { sensitivity } = found(cardOf(dimensions).froc, 1);
      expect(Math.abs(read[dimensions].hits / nodules - sensitivity)).toBeLessThan(0.25);
      expect(read[dimensions].alarms / scans).toBeLessThan(3);
    }
    expect(read[3].hits).toBeGreaterThan(read[2].hits);
  }, 60_000);

  it('in 2D cannot tell a ball from a tube that runs straight through the slice; in 3D they can', () => {
    const { size, ball, tube } = probe({ noise: 0.03 });
    const middle = (size[0] - 1) / 2;
    const area = size[1] * size[2];
    const answers = (dimensions: ScanDimensions, voxels: Float32Array) =>
      tidy(() => {
        const shape = dimensions === 2 ? [...size, 1] : [1, ...size, 1];
        const all = (networks[dimensions].predict(tensor(voxels, shape)) as Tensor).dataSync();
        return Array.from(all.slice(middle * area, (middle + 1) * area));
      });
    expect(answers(2, ball)).toEqual(answers(2, tube));
    const [best, worst] = [Math.max(...answers(3, ball)), Math.max(...answers(3, tube))];
    expect(best).toBeGreaterThan(found(deep.froc, 1).threshold);
    expect(worst).toBeLessThan(found(deep.froc, 1).threshold);
  });
});
